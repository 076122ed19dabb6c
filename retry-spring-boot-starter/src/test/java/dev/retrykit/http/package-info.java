@NullMarked
package dev.retrykit.http;

import org.jspecify.annotations.NullMarked;
