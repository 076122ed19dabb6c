@NullMarked
package dev.retrykit.logging;

import org.jspecify.annotations.NullMarked;
