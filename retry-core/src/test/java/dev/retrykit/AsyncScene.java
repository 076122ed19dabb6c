package dev.retrykit;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A retrier in a registry, under virtual time, whose executor runs what it is given when the test says so. Each attempt
 * answers by a stage that the test completes; the budget has 100 tokens, of which a retry takes 10 and a success without
 * one gives 1.
 */
final class AsyncScene {

    static final String NAME = "scene";

    final VirtualTime time = new VirtualTime();
    final RetryBudget budget = RetryBudget.quota(Quota.of(100, 10), time);
    final List<RetryEvent> events = new CopyOnWriteArrayList<>();
    final List<CompletableFuture<String>> stages = new ArrayList<>();
    final List<Long> startsMillis = new ArrayList<>();
    final RetryRegistry registry;
    final Retrier retrier;

    private final Queue<Runnable> queued = new ArrayDeque<>();
    private boolean runsAtOnce = true;
    private boolean refuses;

    AsyncScene(RetryPolicy.Builder policy) {
        this(policy, builder -> builder);
    }

    AsyncScene(RetryPolicy.Builder policy, UnaryOperator<Retrier.Builder> options) {
        this.registry = RetryRegistry.builder()
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(this::execute)
                .build();
        this.retrier = registry.register(
                NAME,
                builder -> options.apply(
                        builder.policy(policy.build()).budget(budget).listeners(List.of(events::add))));
    }

    /** Four attempts, 100 ms apart. */
    static RetryPolicy.Builder policy() {
        return RetryPolicy.builder().maxAttempts(4).backoff(Backoff.fixed(Duration.ofMillis(100)));
    }

    /** From now on tasks stay where they are until {@link #runQueued()}. */
    void holdTasks() {
        runsAtOnce = false;
    }

    void refuseTasks() {
        refuses = true;
    }

    void runQueued() {
        for (Runnable task = queued.poll(); task != null; task = queued.poll()) {
            task.run();
        }
    }

    /** Runs the oldest task, not those that it brings. */
    void runQueuedOnce() {
        Runnable task = queued.remove();
        task.run();
    }

    int queued() {
        return queued.size();
    }

    private void execute(Runnable task) {
        if (refuses) {
            throw new RejectedExecutionException("refused");
        }
        if (runsAtOnce) {
            task.run();
        } else {
            queued.add(task);
        }
    }

    CompletableFuture<String> call() {
        return retrier.callAsync(attempt -> started());
    }

    /** Notes that an attempt has begun. */
    CompletableFuture<String> started() {
        startsMillis.add(time.elapsed().toMillis());
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.add(stage);
        return stage;
    }

    void succeed(int attempt, String value) {
        stages.get(attempt - 1).complete(value);
    }

    void fail(int attempt, Throwable failure) {
        stages.get(attempt - 1).completeExceptionally(failure);
    }

    void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** The events as short texts, in order. */
    List<String> told() {
        return events.stream().map(AsyncScene::text).toList();
    }

    private static String text(RetryEvent event) {
        if (event instanceof RetryEvent.AttemptFailed failed) {
            return "failed " + failed.attempt();
        }
        if (event instanceof RetryEvent.RetryScheduled scheduled) {
            return "scheduled " + scheduled.attempt() + " in "
                    + scheduled.delay().toMillis();
        }
        if (event instanceof RetryEvent.CallSucceeded succeeded) {
            return "succeeded after " + succeeded.attempts();
        }
        if (event instanceof RetryEvent.CallEnded ended) {
            return ended.reason().code() + " after " + ended.attempts();
        }
        throw new AssertionError(event);
    }

    /** What the future failed with, as its dependents see it; null if it has not failed. */
    static @Nullable Throwable failureOf(CompletionStage<?> stage) {
        AtomicReference<@Nullable Throwable> seen = new AtomicReference<>();
        CompletionStage<?> unused = stage.whenComplete((value, failure) -> seen.set(failure));
        return seen.get();
    }
}
