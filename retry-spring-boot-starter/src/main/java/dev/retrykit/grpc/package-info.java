/**
 * What grpc-java adds: the status, the pushback, the {@code RetryInfo} and the attempt number of a call, and service configs, read and written.
 *
 * <p>It stands at both ends of an attempt: an interceptor at its beginning, readers of the failure at its end. Needs
 * {@code grpc-api}, Jackson to read a service config, and the messages of {@code google.rpc} to read {@code RetryInfo};
 * nothing outside this package needs any of them. May import the core,
 * and nothing of the other feature packages or of {@code autoconfigure}, which imports it.
 */
@NullMarked
package dev.retrykit.grpc;

import org.jspecify.annotations.NullMarked;
