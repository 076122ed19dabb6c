package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Calls that have ended are held by nothing: neither by the gate nor by the timer. Real time and a real timer, a
 * millisecond each, since it is their memory that is looked at.
 */
class AsyncMemoryTests {

    private final RetryRegistry registry = RetryRegistry.create();

    @AfterEach
    void close() {
        registry.close();
    }

    private Retrier retrier(RetryPolicy.Builder policy) {
        return registry.register("memory", policy.build());
    }

    private static boolean isForgotten(WeakReference<?> reference) {
        return AsyncPatience.until(() -> {
            System.gc();
            return reference.get() == null;
        });
    }

    @Test
    void aCallThatSucceededAfterAWait() {
        Retrier retrier = retrier(RetryPolicy.builder()
                .backoff(Backoff.fixed(Duration.ofMillis(1)))
                .attemptTimeout(AttemptTimeout.fixed(Duration.ofHours(1))));
        CompletableFuture<String> future = retrier.callAsync(attempt -> attempt.number() == 1
                ? CompletableFuture.failedFuture(new IOException("failed"))
                : CompletableFuture.completedFuture("done"));
        assertThat(future).succeedsWithin(Duration.ofSeconds(30));
        WeakReference<?> reference = new WeakReference<>(future);
        future = null;

        assertThat(isForgotten(reference)).isTrue();
    }

    @Test
    void aCallThatWasCancelledWhileItWaited() {
        Retrier retrier = retrier(RetryPolicy.builder().backoff(Backoff.fixed(Duration.ofHours(1))));
        CompletableFuture<String> future =
                retrier.callAsync(attempt -> CompletableFuture.failedFuture(new IOException("failed")));
        future.cancel(true);
        WeakReference<?> reference = new WeakReference<>(future);
        future = null;

        assertThat(isForgotten(reference)).isTrue();
    }

    @Test
    void aHedgedCallThatSucceeded() throws InterruptedException {
        Retrier retrier = retrier(RetryPolicy.builder().maxAttempts(4).hedging(new Hedging(Duration.ofMillis(1))));
        CountDownLatch hedged = new CountDownLatch(2);
        CompletableFuture<String> winner = new CompletableFuture<>();
        CompletableFuture<String> future = retrier.callAsync(attempt -> {
            hedged.countDown();
            return attempt.number() == 1 ? winner : new CompletableFuture<>();
        });
        assertThat(hedged.await(30, TimeUnit.SECONDS)).isTrue();
        winner.complete("done");
        assertThat(future).succeedsWithin(Duration.ofSeconds(30));
        WeakReference<?> reference = new WeakReference<>(future);
        future = null;

        assertThat(isForgotten(reference)).isTrue();
    }
}
