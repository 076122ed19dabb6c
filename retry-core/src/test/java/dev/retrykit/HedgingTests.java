package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The numbers of gRFC A6 and what follows from them; 0.5 s and 4 attempts unless said otherwise. */
class HedgingTests {

    private final AsyncScene scene = new AsyncScene(policy(500));
    private final IOException failure = new IOException("failed");

    static RetryPolicy.Builder policy(long delayMillis) {
        return RetryPolicy.builder()
                .maxAttempts(4)
                .hedging(new Hedging(Duration.ofMillis(delayMillis)))
                .retryOn(FailureCondition.on(IOException.class));
    }

    private long outstanding() {
        return scene.stages.stream().filter(stage -> !stage.isDone()).count();
    }

    @Test
    void sendsAnotherAttemptEachTimeTheDelayHasPassed() {
        CompletableFuture<String> future = scene.call();
        scene.advance(1);
        assertThat(outstanding()).isEqualTo(1);
        scene.advance(500);
        assertThat(outstanding()).isEqualTo(2);
        scene.advance(500);
        assertThat(outstanding()).isEqualTo(3);
        scene.advance(500);
        assertThat(outstanding()).isEqualTo(4);
        scene.advance(100_000);
        assertThat(outstanding()).isEqualTo(4);

        assertThat(scene.startsMillis).containsExactly(0L, 500L, 1000L, 1500L);
        assertThat(future).isNotDone();
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void countsFromTheStartOfAnAttemptNotFromItsReturn() {
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            CompletableFuture<String> stage = scene.started();
            if (attempt.number() == 1) {
                scene.advance(600);
            }
            return stage;
        });

        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        assertThat(future).isNotDone();
    }

    @Test
    void takesTheFirstSuccessAndCancelsTheRest() {
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);

        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.stages.get(2)).isCancelled();
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "scheduled 3 in 500", "succeeded after 3");
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, true)).isEqualTo(1);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
        assertThat(scene.retrier.statistics().retries()).isEqualTo(2);
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isZero();
    }

    @Test
    void succeedsAtOnceWithoutHedging() {
        CompletableFuture<String> future =
                scene.retrier.callAsync(attempt -> CompletableFuture.completedFuture("once"));

        assertThat(future).isCompletedWithValue("once");
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
        assertThat(scene.told()).isEmpty();
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void sendsTheNextAtOnceAfterAFailureThatIsWorthIt() {
        CompletableFuture<String> future = scene.call();
        scene.advance(200);
        scene.fail(1, failure);
        assertThat(scene.startsMillis).containsExactly(0L, 200L);
        scene.advance(499);
        assertThat(scene.startsMillis).hasSize(2);
        scene.advance(1);
        assertThat(scene.startsMillis).containsExactly(0L, 200L, 700L);
        scene.succeed(3, "third");

        assertThat(future).isCompletedWithValue("third");
        assertThat(scene.told())
                .containsExactly("failed 1", "scheduled 2 in 0", "scheduled 3 in 500", "succeeded after 3");
    }

    @Test
    void sendsTheNextOnTheExecutor() {
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.fail(1, failure);
        assertThat(scene.stages).hasSize(1);
        scene.runQueued();
        assertThat(scene.stages).hasSize(2);
        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void sendsOneAttemptWhenTheTimerAndAFailureAskForIt() {
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.advance(500);
        scene.fail(1, failure);
        scene.runQueued();

        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        scene.succeed(2, "second");
        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void endsWithTheLastFailureWhenAllHaveFailed() {
        CompletableFuture<String> future = scene.call();
        scene.advance(1500);
        for (int attempt : new int[] {3, 1, 4}) {
            scene.fail(attempt, new IOException("attempt " + attempt));
            assertThat(future).isNotDone();
        }
        scene.fail(2, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told())
                .containsExactly(
                        "scheduled 2 in 500",
                        "scheduled 3 in 500",
                        "scheduled 4 in 500",
                        "failed 3",
                        "failed 1",
                        "failed 4",
                        "failed 2",
                        "max-attempts after 4");
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(failure.getSuppressed()[0]).hasMessage("'scene' gave up after 4 attempts in PT0S (max-attempts)");
        assertThat(scene.retrier.statistics().calls(CallOutcome.EXHAUSTED, true))
                .isEqualTo(1);
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isEqualTo(4);
        assertThat(scene.budget.available()).isEqualTo(70);
    }

    @Test
    void makesAllAttemptsAtOnceWhenEachFailsWhileItIsStarted() {
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.startsMillis.add(scene.time.elapsed().toMillis());
            throw failure;
        });

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.startsMillis).containsExactly(0L, 0L, 0L, 0L);
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void growsNoStackByManyFailuresAtOnce() {
        AsyncScene many = new AsyncScene(
                policy(500).maxAttempts(100_000),
                builder -> builder.budget(RetryBudget.unlimited()).listeners(List.of()));
        CompletableFuture<String> future = many.retrier.callAsync(attempt ->
                attempt.last() ? CompletableFuture.completedFuture("last") : CompletableFuture.failedFuture(failure));

        assertThat(future).isCompletedWithValue("last");
        assertThat(many.retrier.statistics().retries()).isEqualTo(99_999);
    }

    @Test
    void endsOnAFailureThatIsNotWorthItAndCancelsTheRest() {
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);
        IllegalStateException fatal = new IllegalStateException("fatal");

        scene.fail(2, fatal);

        assertThat(AsyncScene.failureOf(future)).isSameAs(fatal);
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.stages.get(2)).isCancelled();
        assertThat(scene.told())
                .containsExactly("scheduled 2 in 500", "scheduled 3 in 500", "failed 2", "not-retryable after 3");
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(fatal.getSuppressed()).isEmpty();
    }

    @Test
    void dropsWhatComesAfterTheEnd() {
        List<CompletableFuture<String>> underneath = new ArrayList<>();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            underneath.add(new CompletableFuture<>());
            return new AsyncReadOnlyStage<>(underneath.get(attempt.number() - 1));
        });
        scene.advance(1000);
        underneath.get(1).complete("won");
        underneath.get(0).completeExceptionally(new IllegalStateException("late"));
        underneath.get(2).complete("late");

        assertThat(future).isCompletedWithValue("won");
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "scheduled 3 in 500", "succeeded after 3");
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isZero();
    }

    @Test
    void sendsAllAtOnceWithoutDelay() {
        AsyncScene prompt = new AsyncScene(policy(0));
        CompletableFuture<String> future = prompt.call();
        assertThat(prompt.startsMillis).containsExactly(0L, 0L, 0L, 0L);
        prompt.succeed(4, "fourth");

        assertThat(future).isCompletedWithValue("fourth");
        assertThat(prompt.time.pendingAlarms()).isZero();
    }

    @Test
    void makesOneAttemptIfOneIsAll() {
        AsyncScene single = new AsyncScene(policy(500).maxAttempts(1));
        CompletableFuture<String> future = single.call();
        assertThat(single.time.pendingAlarms()).isZero();
        single.advance(10_000);
        single.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(single.startsMillis).hasSize(1);
        assertThat(single.told()).containsExactly("failed 1", "max-attempts after 1");
        assertThat(failure.getSuppressed()).isEmpty();
    }

    @Test
    void hedgesResultsThatAreNotAcceptable() {
        AsyncScene polling = new AsyncScene(policy(500).retryOnResult(String.class, "not yet"::equals));
        CompletableFuture<String> future = polling.call();
        polling.succeed(1, "not yet");
        polling.succeed(2, "done");

        assertThat(future).isCompletedWithValue("done");
        assertThat(polling.told()).containsExactly("failed 1", "scheduled 2 in 0", "succeeded after 2");
    }

    @Test
    void cancelsAllAttempts() {
        CompletableFuture<String> future = scene.call();
        scene.advance(500);

        future.cancel(true);

        assertThat(AsyncScene.failureOf(future)).isInstanceOf(CancellationException.class);
        assertThat(scene.stages).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "cancelled after 2");
        assertThat(scene.time.pendingAlarms()).isZero();
        scene.advance(10_000);
        assertThat(scene.stages).hasSize(2);
        assertThat(scene.retrier.statistics().calls(CallOutcome.FAILED, true)).isEqualTo(1);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
    }

    @Test
    void cancelsAnAttemptThatIsBeingStarted() {
        CompletableFuture<?>[] future = new CompletableFuture<?>[1];
        future[0] = scene.retrier.callAsync(attempt -> {
            if (attempt.number() == 2) {
                future[0].cancel(true);
            }
            return scene.started();
        });
        scene.advance(500);

        assertThat(scene.stages).hasSize(2).allMatch(CompletableFuture::isCancelled);
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "cancelled after 2");
    }

    @Test
    void takesBackAnAttemptThatTheExecutorHasNotBegun() {
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.advance(500);
        // The timer's task, which sends the attempt, and the attempt itself.
        scene.runQueuedOnce();
        assertThat(scene.budget.available()).isEqualTo(90);
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "succeeded after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
        scene.runQueued();
        assertThat(scene.stages).hasSize(1);
        assertThat(scene.retrier.statistics().retries()).isZero();
        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
    }

    @Test
    void endsWhenTheCallerCompletesTheFuture() {
        CompletableFuture<String> future = scene.call();
        future.complete("enough");

        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.told()).containsExactly("cancelled after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void sendsNoMoreOnceTheRegistryIsPaused() {
        CompletableFuture<String> future = scene.call();
        scene.advance(500);
        scene.registry.pause();
        assertThat(scene.time.pendingAlarms()).isZero();
        scene.advance(10_000);
        assertThat(scene.stages).hasSize(2);
        scene.fail(1, new IOException("first"));
        assertThat(future).isNotDone();
        scene.fail(2, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).containsExactly("scheduled 2 in 500", "failed 1", "failed 2", "closed after 2");
    }

    @Test
    void stillTakesASuccessOnceTheRegistryIsClosed() {
        CompletableFuture<String> future = scene.call();
        scene.registry.close();
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
    }

    @Test
    void sendsNoMoreWhenTheExecutorRefuses() {
        CompletableFuture<String> future = scene.call();
        scene.refuseTasks();
        scene.fail(1, failure);

        assertThat(future).failsWithin(Duration.ofSeconds(30));
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 0", "closed after 1");
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void finishesWhatRunsWhenTheExecutorRefusesTheTimer() {
        CompletableFuture<String> future = scene.call();
        scene.refuseTasks();
        scene.advance(500);
        scene.succeed(1, "first");

        assertThat(future).succeedsWithin(Duration.ofSeconds(30)).isEqualTo("first");
        assertThat(scene.told()).isEmpty();
    }

    @Test
    void tellsEachAttemptWhichOneItIs() {
        List<String> seen = new ArrayList<>();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            seen.add(attempt + " / " + Attempt.current(AsyncScene.NAME) + " / "
                    + attempt.previousFailure().isPresent() + " / "
                    + attempt.sinceFirstFailure().toMillis());
            return scene.started();
        });
        scene.advance(500);
        scene.fail(1, failure);
        scene.advance(500);
        future.cancel(true);

        assertThat(seen)
                .containsExactly(
                        "attempt 1 / attempt 1 / false / 0",
                        "attempt 2 / attempt 2 / false / 0",
                        "attempt 3 / attempt 3 / true / 0",
                        "attempt 4 (last) / attempt 4 (last) / true / 500");
        assertThat(Attempt.current(AsyncScene.NAME).number()).isEqualTo(1);
    }

    @Test
    void surroundsEachAttemptWithScopes() {
        List<String> seen = new ArrayList<>();
        AsyncScene scoped = new AsyncScene(
                policy(500),
                builder -> builder.scopes(List.of(attempt -> {
                    seen.add("enter " + attempt.number());
                    return () -> seen.add("leave " + attempt.number());
                })));
        CompletableFuture<String> future = scoped.call();
        scoped.advance(500);
        scoped.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(seen).containsExactly("enter 1", "leave 1", "enter 2", "leave 2");
    }

    @Test
    void endsTheCallWhenAScopeThrows() {
        IllegalStateException broken = new IllegalStateException("no scope");
        AsyncScene scoped = new AsyncScene(
                policy(500),
                builder -> builder.scopes(List.of(attempt -> {
                    if (attempt.number() == 2) {
                        throw broken;
                    }
                    return () -> {};
                })));
        CompletableFuture<String> future = scoped.call();
        scoped.advance(500);

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(scoped.stages.get(0)).isCancelled();
        assertThat(scoped.told()).containsExactly("scheduled 2 in 500", "policy-error after 1");
        assertThat(scoped.retrier.statistics().retries()).isZero();
        assertThat(scoped.budget.available()).isEqualTo(100);
    }

    @Test
    void endsTheCallWhenTheFirstScopeThrows() {
        IllegalStateException broken = new IllegalStateException("no scope");
        AsyncScene scoped = new AsyncScene(
                policy(500),
                builder -> builder.scopes(List.of(attempt -> {
                    throw broken;
                })));
        CompletableFuture<String> future = scoped.call();

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(scoped.stages).isEmpty();
        assertThat(scoped.told()).containsExactly("policy-error after 1");
        assertThat(scoped.time.pendingAlarms()).isZero();
    }

    @Test
    void takesStagesThatCannotBeListenedToForFailures() {
        CompletableFuture<String> future = scene.retrier.callAsync(
                attempt -> attempt.last() ? CompletableFuture.completedStage("last") : new AsyncDeafStage<>());
        // An unsupported operation is not among what this policy retries.
        assertThat(AsyncScene.failureOf(future)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesBlockingCalls() {
        assertThatIllegalStateException()
                .isThrownBy(() -> scene.retrier.call(() -> "blocking"))
                .withMessage("'scene' hedges, which only asynchronous calls can; use callAsync, or a policy without"
                        + " hedging");
    }

    @Test
    void refusesANegativeDelayAndUnlimitedAttempts() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Hedging(Duration.ofMillis(-1)))
                .withMessage("hedging delay must not be negative, but was PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RetryPolicy.builder()
                        .unlimitedAttempts()
                        .totalTimeout(Duration.ofSeconds(1))
                        .hedging(new Hedging(Duration.ZERO))
                        .build())
                .withMessage("hedging must be bounded by maxAttempts, but attempts were unlimited");
    }
}
