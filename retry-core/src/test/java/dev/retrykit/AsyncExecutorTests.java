package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AsyncExecutorTests {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final IOException failure = new IOException("failed");

    @Test
    void startsTheFirstAttemptOnTheCallersThreadAndLaterOnesOnTheExecutor() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor(task -> new Thread(task, "pool"));
        try (RetryRegistry registry = RetryRegistry.builder().executor(pool).build()) {
            Queue<String> threads = new ConcurrentLinkedQueue<>();
            Retrier retrier = registry.register(
                    "threads", AsyncScene.policy().backoff(Backoff.none()).build());
            CompletableFuture<String> future = retrier.callAsync(attempt -> {
                threads.add(Thread.currentThread().getName());
                return attempt.number() < 3
                        ? CompletableFuture.failedFuture(failure)
                        : CompletableFuture.completedFuture("third");
            });

            assertThat(future).succeedsWithin(LONG).isEqualTo("third");
            assertThat(threads).containsExactly(Thread.currentThread().getName(), "pool", "pool");
        } finally {
            pool.shutdown();
        }
    }

    /** The stages are completed by a thread of the operation's, which must not be kept for the next attempt. */
    @Test
    void doesNotStartRetriesOnTheThreadThatCompletesAStage() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().backoff(Backoff.none()));
        scene.holdTasks();
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        assertThat(scene.stages).hasSize(1);
        scene.runQueued();
        assertThat(scene.stages).hasSize(2);
        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void endsWithTheLastFailureWhenTheExecutorRefuses() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.refuseTasks();
        scene.advance(100);

        assertThat(future).failsWithin(LONG);
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "closed after 1");
        assertThat(scene.retrier.statistics().retries()).isZero();
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void completesOffTheTimerThreadWhenTheExecutorRefuses() {
        Executor refusing = task -> {
            throw new RejectedExecutionException("refused");
        };
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        try (RetryRegistry registry = RetryRegistry.builder().executor(refusing).build()) {
            Retrier retrier = registry.register(
                    "refused",
                    builder -> builder.policy(AsyncScene.policy()
                                    .backoff(Backoff.fixed(Duration.ofMillis(1)))
                                    .build())
                            .listeners(List.of(
                                    event -> threads.add(Thread.currentThread().getName()))));
            CompletableFuture<Void> future = retrier.callAsync(attempt -> CompletableFuture.<Void>failedFuture(failure))
                    .whenComplete((value, thrown) ->
                            threads.add(Thread.currentThread().getName()));

            assertThat(future).failsWithin(LONG);
            assertThat(retrier.statistics().ended(StopReason.CLOSED)).isEqualTo(1);
            assertThat(threads).hasSize(4).noneMatch(name -> name.startsWith("retrykit-timer"));
        }
    }

    @Test
    void endsTheCallWhenTheExecutorIsBroken() {
        AtomicInteger refused = new AtomicInteger();
        AsyncScene scene = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.executor(task -> {
                    refused.incrementAndGet();
                    throw new OutOfMemoryError("unable to create native thread, for the test");
                }));
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(100);

        assertThat(future).failsWithin(LONG);
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).endsWith("closed after 1");
        assertThat(refused).hasPositiveValue();
    }

    @Test
    void beginsARetryOnceThoughTheExecutorRefusesWhatItHasRun() {
        AsyncScene scene = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.executor(task -> {
                    task.run();
                    throw new RejectedExecutionException("too late");
                }));
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);
        scene.advance(100);
        assertThat(scene.startsMillis).containsExactly(0L, 100L);
        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
    }

    @Test
    void growsNoStackByAMillionImmediateRetries() {
        Retrier retrier = Retrier.builder("deep")
                .policy(RetryPolicy.builder()
                        .maxAttempts(1_000_001)
                        .backoff(Backoff.none())
                        .build())
                .budget(RetryBudget.unlimited())
                .executor(Runnable::run)
                .build();
        int[] deepest = new int[1];
        CompletableFuture<String> future = retrier.callAsync(attempt -> {
            if (attempt.number() % 100_000 == 0) {
                deepest[0] = Math.max(deepest[0], new Throwable().getStackTrace().length);
            }
            return attempt.last() ? CompletableFuture.completedFuture("deep") : CompletableFuture.failedFuture(failure);
        });

        assertThat(future).isCompletedWithValue("deep");
        assertThat(retrier.statistics().retries()).isEqualTo(1_000_000);
        assertThat(deepest[0]).isLessThan(new Throwable().getStackTrace().length + 20);
    }

    /** Real time and a real timer: whose thread runs what cannot be seen under virtual time. */
    @Test
    void runsNothingOfOthersOnTheTimerThread() {
        Queue<String> threads = new ConcurrentLinkedQueue<>();
        ExecutorService pool = Executors.newFixedThreadPool(2, task -> new Thread(task, "pool"));
        try (RetryRegistry registry = RetryRegistry.builder().executor(pool).build()) {
            Retrier retrier = registry.register(
                    "timed",
                    builder -> builder.policy(RetryPolicy.builder()
                                    .maxAttempts(3)
                                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(5)))
                                    .backoff(Backoff.fixed(Duration.ofMillis(1)))
                                    .build())
                            .listeners(List.of(event -> note(threads)))
                            .scopes(List.of(attempt -> {
                                note(threads);
                                return () -> note(threads);
                            })));
            CompletableFuture<Void> future = retrier.callAsync(attempt -> {
                        note(threads);
                        return new CompletableFuture<Void>() {
                            @Override
                            public boolean cancel(boolean mayInterruptIfRunning) {
                                note(threads);
                                return super.cancel(mayInterruptIfRunning);
                            }
                        };
                    })
                    .whenComplete((value, thrown) -> note(threads));

            assertThat(future).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(AttemptTimeoutException.class);
            // Each attempt: a scope's both ends, the operation, the cut, its event; two waits; the end and its event.
            assertThat(AsyncPatience.until(() -> threads.size() >= 3 * 5 + 2 + 2))
                    .isTrue();
            assertThat(threads).hasSize(3 * 5 + 2 + 2).noneMatch(name -> name.startsWith("retrykit-timer"));
        } finally {
            pool.shutdown();
        }
    }

    private static void note(Queue<String> threads) {
        threads.add(Thread.currentThread().getName());
    }
}
