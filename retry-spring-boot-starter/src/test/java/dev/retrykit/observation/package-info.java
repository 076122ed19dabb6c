@NullMarked
package dev.retrykit.observation;

import org.jspecify.annotations.NullMarked;
