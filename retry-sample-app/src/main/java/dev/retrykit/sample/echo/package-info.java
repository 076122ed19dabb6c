/**
 * Both ends of a gRPC call: a server that passes every fourth attempt, and the service that is retried until then.
 *
 * <p>It imports the base package only; {@code wire} below it is generated.
 */
@NullMarked
package dev.retrykit.sample.echo;

import org.jspecify.annotations.NullMarked;
