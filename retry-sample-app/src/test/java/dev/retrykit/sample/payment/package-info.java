/** The payment service by itself, over real sockets. */
@NullMarked
package dev.retrykit.sample.payment;

import org.jspecify.annotations.NullMarked;
