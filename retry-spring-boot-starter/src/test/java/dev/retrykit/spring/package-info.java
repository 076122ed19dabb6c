@NullMarked
package dev.retrykit.spring;

import org.jspecify.annotations.NullMarked;
