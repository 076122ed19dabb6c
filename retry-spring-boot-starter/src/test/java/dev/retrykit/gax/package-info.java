@NullMarked
package dev.retrykit.gax;

import org.jspecify.annotations.NullMarked;
