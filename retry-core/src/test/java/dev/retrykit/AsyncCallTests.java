package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AsyncCallTests {

    private final AsyncScene scene = new AsyncScene(AsyncScene.policy());
    private final IOException failure = new IOException("first");

    @Test
    void returnsTheOperationsOwnFutureIfItHasSucceededAlready() {
        CompletableFuture<String> ready = CompletableFuture.completedFuture("ready");

        assertThat(scene.retrier.callAsync(attempt -> ready)).isSameAs(ready);

        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
        assertThat(scene.told()).isEmpty();
    }

    @Test
    void succeedsLater() {
        CompletableFuture<String> future = scene.call();
        assertThat(future).isNotDone();

        scene.succeed(1, "later");

        assertThat(future).isCompletedWithValue("later");
        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
        assertThat(scene.told()).isEmpty();
    }

    @Test
    void succeedsWithNull() {
        CompletableFuture<String> future = scene.call();

        scene.stages.get(0).complete(null);

        assertThat(future).isCompletedWithValue(null);
    }

    @Test
    void waitsBetweenAttempts() {
        CompletableFuture<String> future = scene.call();
        scene.advance(7);
        scene.fail(1, failure);
        scene.advance(99);
        assertThat(scene.startsMillis).containsExactly(0L);
        assertThat(scene.retrier.statistics().waiting()).isEqualTo(1);
        scene.advance(1);
        assertThat(scene.startsMillis).containsExactly(0L, 107L);
        assertThat(scene.retrier.statistics().waiting()).isZero();

        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "succeeded after 2");
        assertThat(scene.retrier.statistics().calls(CallOutcome.SUCCESS, true)).isEqualTo(1);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
        assertThat(scene.retrier.statistics().retries()).isEqualTo(1);
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isEqualTo(1);
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void failsWithTheLastFailureItselfWhenAttemptsRunOut() {
        CompletableFuture<String> future = scene.call();
        for (int attempt = 1; attempt <= 4; attempt++) {
            failure.addSuppressed(new IllegalStateException("of attempt " + attempt));
            scene.fail(attempt, attempt == 4 ? failure : new IOException("attempt " + attempt));
            scene.advance(100);
        }

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.startsMillis).containsExactly(0L, 100L, 200L, 300L);
        assertThat(scene.told()).endsWith("failed 4", "max-attempts after 4").hasSize(8);
        assertThat(scene.retrier.statistics().calls(CallOutcome.EXHAUSTED, true))
                .isEqualTo(1);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isEqualTo(4);
        assertThat(scene.retrier.statistics().retries()).isEqualTo(3);
        assertThat(scene.budget.available()).isEqualTo(70);
        assertThat(failure.getSuppressed()[4]).hasMessage("'scene' gave up after 4 attempts in PT0.3S (max-attempts)");
    }

    @Test
    void takesFailuresOutOfTheExceptionThatDependentStagesAdd() {
        CompletableFuture<String> future = scene.retrier.callAsync(
                attempt -> CompletableFuture.<String>failedFuture(failure).thenApply(value -> value));
        scene.advance(300);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
    }

    @Test
    @SuppressWarnings("NullAway") // what must not be done is done here
    void failsAnAttemptThatReturnsNoStage() {
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> null);
        scene.advance(300);

        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("attempt 4 of 'scene' returned null instead of a stage");
        assertThat(scene.retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
    }

    @Test
    void failsAnAttemptThatThrowsInsteadOfReturning() {
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.startsMillis.add(scene.time.elapsed().toMillis());
            throw failure;
        });
        scene.advance(300);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.startsMillis).containsExactly(0L, 100L, 200L, 300L);
    }

    @Test
    void dropsTheStageOfAnAttemptThatThrowsAfterMakingOne() {
        List<CompletableFuture<String>> made = new ArrayList<>();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            made.add(new CompletableFuture<>());
            throw failure;
        });
        scene.advance(300);
        made.forEach(stage -> stage.complete("nobody listens"));

        assertThat(made).hasSize(4);
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
    }

    @Test
    void setsTheInterruptFlagForAnAttemptThatWasInterruptedOnThisThreadOnly() {
        CompletableFuture<String> thrown = scene.retrier.callAsync(attempt -> {
            throw new InterruptedException();
        });
        assertThat(Thread.interrupted()).isTrue();
        CompletableFuture<String> failed =
                scene.retrier.callAsync(attempt -> CompletableFuture.failedFuture(new InterruptedException()));
        assertThat(Thread.interrupted()).isFalse();

        assertThat(AsyncScene.failureOf(thrown)).isInstanceOf(InterruptedException.class);
        assertThat(AsyncScene.failureOf(failed)).isInstanceOf(InterruptedException.class);
        assertThat(scene.retrier.statistics().ended(StopReason.NOT_RETRYABLE)).isEqualTo(2);
    }

    @Test
    void doesNotRetryWhatIsNotWorthIt() {
        CompletableFuture<String> future = scene.call();
        AssertionError error = new AssertionError("broken");
        scene.fail(1, error);

        assertThat(AsyncScene.failureOf(future)).isSameAs(error);
        assertThat(error.getSuppressed()).isEmpty();
        assertThat(scene.told()).containsExactly("failed 1", "not-retryable after 1");
        assertThat(scene.retrier.statistics().calls(CallOutcome.FAILED, false)).isEqualTo(1);
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void passesCallsThroughWhenSwitchedOff() {
        scene.retrier.switchOff();
        CompletableFuture<String> failed = CompletableFuture.failedFuture(failure);

        assertThat(scene.retrier.callAsync(attempt -> failed)).isSameAs(failed);
        assertThat(AsyncScene.failureOf(scene.retrier.callAsync(attempt -> {
                    throw failure;
                })))
                .isSameAs(failure);
        assertThat(scene.retrier.callAsync(
                        attempt -> new AsyncReadOnlyStage<>(CompletableFuture.completedFuture("read"))))
                .isCompletedWithValue("read");

        assertThat(scene.told()).isEmpty();
        assertThat(scene.retrier.statistics().calls()).isZero();
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void givesAMemoisedFailureAllAttemptsInEveryCall() {
        CompletableFuture<String> memoised = CompletableFuture.failedFuture(failure);
        for (int call = 1; call <= 2; call++) {
            CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
                scene.startsMillis.add(0L);
                return memoised;
            });
            scene.advance(300);
            assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
            assertThat(scene.startsMillis).hasSize(4 * call);
        }
        assertThat(failure.getSuppressed()).hasSize(1);
    }

    @Test
    void doesNotMultiplyWithARetrierFurtherInside() {
        Retrier outer = scene.registry.register(
                "outer", builder -> builder.policy(AsyncScene.policy().build()));

        CompletableFuture<String> future = outer.callAsync(attempt -> scene.retrier
                .callAsync(inner -> {
                    scene.startsMillis.add(0L);
                    return CompletableFuture.<String>failedFuture(failure);
                })
                .thenApply(value -> value));
        scene.advance(10_000);

        assertThat(scene.startsMillis).hasSize(4);
        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(outer.statistics().ended(StopReason.NESTED)).isEqualTo(1);
    }

    @Test
    void retriesAtTheServersWord() {
        AsyncScene told = new AsyncScene(AsyncScene.policy()
                .serverDelay(seen -> ServerWord.exactly(Duration.ofMillis(7)), Duration.ofSeconds(1)));
        CompletableFuture<String> future = told.call();
        told.fail(1, failure);
        told.advance(6);
        assertThat(told.startsMillis).hasSize(1);
        told.advance(1);
        told.succeed(2, "pushed back");

        assertThat(future).isCompletedWithValue("pushed back");
    }

    @Test
    void retriesResultsThatAreNotAcceptable() {
        AsyncScene polling = new AsyncScene(AsyncScene.policy().retryOnResult(String.class, "not yet"::equals));
        CompletableFuture<String> future = polling.call();
        polling.succeed(1, "not yet");
        polling.advance(100);
        polling.succeed(2, "done");

        assertThat(future).isCompletedWithValue("done");
        assertThat(polling.retrier.statistics().attempts(AttemptOutcome.UNACCEPTABLE))
                .isEqualTo(1);
        assertThat(polling.budget.available()).isEqualTo(100);
    }

    @Test
    void tellsEachAttemptWhichOneItIs() {
        List<String> seen = new ArrayList<>();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            seen.add(attempt + " / " + Attempt.current(AsyncScene.NAME) + " / "
                    + attempt.previousFailure().map(Throwable::getMessage).orElse("none") + " / "
                    + attempt.sinceFirstFailure().toMillis());
            return CompletableFuture.<String>failedFuture(new IOException("of " + attempt.number()));
        });
        scene.advance(300);

        assertThat(future).isCompletedExceptionally();
        assertThat(seen)
                .containsExactly(
                        "attempt 1 / attempt 1 / none / 0",
                        "attempt 2 / attempt 2 / of 1 / 100",
                        "attempt 3 / attempt 3 / of 2 / 200",
                        "attempt 4 (last) / attempt 4 (last) / of 3 / 300");
        assertThat(Attempt.current(AsyncScene.NAME).number()).isEqualTo(1);
    }

    @Test
    void surroundsTheStartOfEachAttemptWithScopes() {
        ThreadLocal<String> logged = new ThreadLocal<>();
        List<String> seen = new ArrayList<>();
        AsyncScene scoped = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.scopes(List.of(attempt -> {
                    logged.set("attempt " + attempt.number());
                    return logged::remove;
                })));
        CompletableFuture<String> future = scoped.retrier.callAsync(attempt -> {
            seen.add(logged.get());
            return scoped.started();
        });
        assertThat(logged.get()).isNull();
        scoped.fail(1, failure);
        scoped.advance(100);
        scoped.succeed(2, "done");

        assertThat(future).isCompletedWithValue("done");
        assertThat(seen).containsExactly("attempt 1", "attempt 2");
        assertThat(logged.get()).isNull();
    }

    @Test
    void endsTheCallWhenAScopeThrows() {
        IllegalStateException broken = new IllegalStateException("no scope");
        AsyncScene scoped = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.scopes(List.of(attempt -> {
                    if (attempt.number() == 2) {
                        throw broken;
                    }
                    return () -> {};
                })));
        CompletableFuture<String> future = scoped.call();
        scoped.fail(1, failure);
        scoped.advance(100);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).containsExactly(broken);
        assertThat(scoped.told()).endsWith("policy-error after 1");
        assertThat(scoped.retrier.statistics().retries()).isZero();
        assertThat(scoped.budget.available()).isEqualTo(100);
    }

    @Test
    void completesTheFutureWithAnErrorOfAScopeThatEnds() {
        AssertionError broken = new AssertionError("scope");
        AsyncScene scoped = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.scopes(List.of(attempt -> () -> {
                    throw broken;
                })));
        CompletableFuture<String> future = scoped.call();

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(scoped.stages.get(0)).isCancelled();
    }

    @Test
    void completesTheFutureWithAnErrorOfAListener() {
        AssertionError broken = new AssertionError("listener");
        AsyncScene listened = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.listeners(List.of(event -> {
                    if (event instanceof RetryEvent.RetryScheduled) {
                        throw broken;
                    }
                })));
        CompletableFuture<String> future = listened.call();
        listened.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(listened.time.pendingAlarms()).isZero();
    }

    @Test
    void countsTheFirstSuccessOfASlowStageForListenersThatWantIt() {
        List<RetryEvent> heard = new ArrayList<>();
        AsyncScene listened = new AsyncScene(
                AsyncScene.policy(),
                builder -> builder.listeners(List.of(new RetryListener() {
                    @Override
                    public void on(RetryEvent event) {
                        heard.add(event);
                    }

                    @Override
                    public boolean wantsFirstTrySuccesses() {
                        return true;
                    }
                })));
        CompletableFuture<String> future = listened.call();
        listened.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(heard).containsExactly(new RetryEvent.CallSucceeded(AsyncScene.NAME, 1, 1, Duration.ZERO));
    }

    @Nested
    class StagesOfOthers {

        @Test
        void mayOnlyBeReadable() {
            CompletableFuture<String> succeeded =
                    scene.retrier.callAsync(attempt -> CompletableFuture.completedStage("read"));
            assertThat(succeeded).isCompletedWithValue("read");

            CompletableFuture<String> failed =
                    scene.retrier.callAsync(attempt -> CompletableFuture.failedStage(failure));
            scene.advance(300);
            assertThat(AsyncScene.failureOf(failed)).isSameAs(failure);
        }

        @Test
        void mayHaveNoFuture() {
            CompletableFuture<String> future =
                    scene.retrier.callAsync(attempt -> new AsyncReadOnlyStage<>(scene.started()));
            scene.fail(1, failure);
            scene.advance(100);
            scene.succeed(2, "read");

            assertThat(future).isCompletedWithValue("read");
        }

        @Test
        void mayNotEvenBeListenedTo() {
            CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
                scene.startsMillis.add(scene.time.elapsed().toMillis());
                return new AsyncDeafStage<>();
            });
            scene.advance(300);

            assertThat(AsyncScene.failureOf(future)).isInstanceOf(UnsupportedOperationException.class);
            assertThat(scene.startsMillis).containsExactly(0L, 100L, 200L, 300L);
            assertThat(scene.retrier.statistics().calls(CallOutcome.EXHAUSTED, true))
                    .isEqualTo(1);
        }

        @Test
        void mayFailWithACompletionExceptionWithoutCause() {
            CompletionException bare = new CompletionException("bare", null);
            CompletableFuture<String> future = scene.call();
            scene.fail(1, bare);
            scene.advance(100);
            scene.fail(2, bare);
            scene.advance(100);
            scene.fail(3, bare);
            scene.advance(100);
            scene.fail(4, bare);

            assertThat(AsyncScene.failureOf(future)).isSameAs(bare);
        }

        @Test
        void mayCompleteOnTheThreadThatListens() {
            CompletableFuture<String> future = scene.retrier.callAsync(attempt -> attempt.number() < 3
                    ? CompletableFuture.failedFuture(failure)
                    : CompletableFuture.completedFuture("third"));
            scene.advance(200);

            assertThat(future).isCompletedWithValue("third");
            assertThat(scene.retrier.statistics().retries()).isEqualTo(2);
        }
    }

    @Test
    void doesNotRetryWhileABackoffIsBroken() {
        AsyncScene broken = new AsyncScene(AsyncScene.policy().backoff((retry, previous, random) -> {
            throw new IllegalStateException("no delay");
        }));
        CompletableFuture<String> future = broken.call();
        broken.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(failure.getSuppressed()).hasSize(1);
        assertThat(broken.told()).containsExactly("failed 1", "policy-error after 1");
    }

    @Test
    void doesNotWaitWithoutBackoff() {
        AsyncScene prompt = new AsyncScene(AsyncScene.policy().backoff(Backoff.none()));
        CompletionStage<String> stage = prompt.call();
        prompt.fail(1, failure);
        prompt.fail(2, failure);
        prompt.succeed(3, "third");

        assertThat(stage.toCompletableFuture()).isCompletedWithValue("third");
        assertThat(prompt.startsMillis).containsExactly(0L, 0L, 0L);
        assertThat(prompt.time.pendingAlarms()).isZero();
    }
}
