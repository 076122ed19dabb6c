package dev.retrykit.backoff;

import java.time.Duration;

/**
 * The back-off of gRFC A6, whose parameters can be read, so that a service config can be written from it. Made by
 * {@link Backoff#grpc}; immutable.
 */
public sealed interface GrpcBackoff extends Backoff permits Grpc {

    /**
     * The nominal delay before the first retry.
     *
     * @return {@code initialBackoff} of a service config
     */
    Duration initial();

    /**
     * The growth from retry to retry.
     *
     * @return {@code backoffMultiplier} of a service config
     */
    double multiplier();

    /**
     * The bound of the nominal delay from the second retry on.
     *
     * @return {@code maxBackoff} of a service config
     */
    Duration max();
}
