@NullMarked
package dev.retrykit.transaction;

import org.jspecify.annotations.NullMarked;
