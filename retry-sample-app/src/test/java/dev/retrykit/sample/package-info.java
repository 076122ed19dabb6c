/** The storefront as a whole, over real sockets: every test talks to it as its users do. */
@NullMarked
package dev.retrykit.sample;

import org.jspecify.annotations.NullMarked;
