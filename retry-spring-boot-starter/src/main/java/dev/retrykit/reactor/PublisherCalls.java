package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Calls of a retrier as publishers, which do nothing until they are subscribed to. Each subscription is a call of its own,
 * with the retrier's policy, budget, listeners and counts at that time. Thread-safe.
 *
 * <p>Cancelling the subscription ends the wait or cancels the running attempt; the call then counts as {@code cancelled}.
 * An attempt sees the subscriber's Reactor context. What an attempt that was cut or cancelled comes to later is dropped.
 *
 * <pre>{@code
 * Mono<Receipt> receipt = PublisherCalls.mono(payments, order, (paid, attempt) -> client.pay(paid));
 * }</pre>
 */
public final class PublisherCalls {

    private PublisherCalls() {}

    /**
     * Calls that come to one value or none. An empty attempt returns null as far as conditions on results are concerned.
     *
     * @param retrier the retrier
     * @param context an object for each attempt, which conditions see as {@code Outcome.context()}
     * @param operation what makes the publisher of an attempt; only its first element is taken
     * @param <C> the type of the object
     * @param <T> the type of the value
     * @return a publisher with the first acceptable value, or with what the last attempt failed with
     */
    public static <C extends @Nullable Object, T> Mono<T> mono(
            Retrier retrier, C context, PublisherOperation<C, T> operation) {
        Objects.requireNonNull(retrier, "retrier must not be null");
        Objects.requireNonNull(operation, "operation must not be null");
        return RetriedMono.of(retrier, context, operation);
    }

    /**
     * Calls that come to any number of elements, which are passed on as they come.
     *
     * <p>The first element, or the end without one, commits the attempt: time limits count until then, and a later failure
     * ends the call {@code not-retryable} unless the policy says
     * {@link dev.retrykit.RetryPolicy.Builder#retryAfterFirstElement}. Conditions on results are not asked, since elements
     * cannot be taken back. A policy that hedges fails the subscriber with an {@link IllegalStateException}.
     *
     * @param retrier the retrier
     * @param context an object for each attempt, which conditions see as {@code Outcome.context()}
     * @param operation what makes the publisher of an attempt
     * @param <C> the type of the object
     * @param <T> the type of the elements
     * @return a publisher with the elements of the attempt that got through, or with what the last attempt failed with
     */
    public static <C extends @Nullable Object, T> Flux<T> flux(
            Retrier retrier, C context, PublisherOperation<C, T> operation) {
        Objects.requireNonNull(retrier, "retrier must not be null");
        Objects.requireNonNull(operation, "operation must not be null");
        return RetriedFlux.of(retrier, context, operation);
    }
}
