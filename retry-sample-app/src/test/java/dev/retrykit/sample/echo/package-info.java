/** The echo by itself, over real sockets. */
@NullMarked
package dev.retrykit.sample.echo;

import org.jspecify.annotations.NullMarked;
