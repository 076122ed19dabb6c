package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.retrykit.budget.Permit;
import dev.retrykit.event.RetryEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An {@link Error} of other people's code in asynchronous and hedged calls: a proper end, told and counted once. */
class AsyncErrorTests {

    private final AssertionError error = new AssertionError("broken");
    private final IOException failure = new IOException("failed");

    private UnaryOperator<Retrier.Builder> listening(AsyncScene[] scene, Class<? extends RetryEvent> to) {
        return builder -> builder.listeners(List.of(
                event -> {
                    if (to.isInstance(event)) {
                        throw error;
                    }
                },
                event -> scene[0].events.add(event)));
    }

    private AsyncScene sceneWithListener(RetryPolicy.Builder policy, Class<? extends RetryEvent> to) {
        AsyncScene[] scene = new AsyncScene[1];
        scene[0] = new AsyncScene(policy, listening(scene, to));
        return scene[0];
    }

    private void requireBroken(AsyncScene scene, CompletableFuture<String> future, String counts) {
        assertThat(AsyncScene.failureOf(future)).isSameAs(error);
        assertThat(Counts.of(scene.retrier.statistics())).hasToString(counts);
        assertThat(scene.retrier.statistics().waiting()).isZero();
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    /** A budget that throws the error in one of its methods. */
    private Ledger throwingIn(String method) {
        return new Ledger(9) {

            private void in(String here) {
                if (method.equals(here)) {
                    throw error;
                }
            }

            @Override
            public boolean countsCalls() {
                return method.equals("onCall");
            }

            @Override
            public void onCall() {
                in("onCall");
            }

            @Override
            public @Nullable Permit tryAcquireHedge() {
                in("tryAcquireHedge");
                return Permit.of(1);
            }

            @Override
            public void onSuccess(@Nullable Permit last) {
                in("onSuccess");
                super.onSuccess(last);
            }

            @Override
            public void giveBack(Permit permit) {
                super.giveBack(permit);
                in("giveBack");
            }
        };
    }

    @Nested
    class AnAsynchronousCall {

        @Test
        void isToldAndCountedOnceWhenAListenerBreaksAtAFailure() {
            AsyncScene scene = sceneWithListener(AsyncScene.policy(), RetryEvent.AttemptFailed.class);
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);

            requireBroken(scene, future, "failed 1, failure 1, policy-error 1");
            assertThat(scene.told()).containsExactly("failed 1", "policy-error after 1");
            assertThat(scene.budget.available()).isEqualTo(100);
        }

        @Test
        void givesThePermitBackWhenAListenerBreaksBeforeAWait() {
            AsyncScene scene = sceneWithListener(AsyncScene.policy(), RetryEvent.RetryScheduled.class);
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);

            requireBroken(scene, future, "failed 1, failure 1, policy-error 1");
            assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "policy-error after 1");
            assertThat(scene.budget.available()).isEqualTo(100);
        }

        @Test
        void keepsThePermitOfARetryThatBegan() {
            AsyncScene[] scene = new AsyncScene[1];
            scene[0] = new AsyncScene(
                    AsyncScene.policy().maxAttempts(2),
                    builder -> builder.listeners(List.of(event -> {
                        if (event instanceof RetryEvent.AttemptFailed failed && failed.attempt() == 2) {
                            throw error;
                        }
                    })));
            CompletableFuture<String> future = scene[0].call();
            scene[0].fail(1, failure);
            scene[0].advance(100);
            scene[0].fail(2, failure);

            requireBroken(scene[0], future, "failed(retried) 1, failure 2, retries 1, policy-error 1");
            assertThat(scene[0].budget.available()).isEqualTo(90);
        }

        @Test
        void isCountedOnceWhenAListenerBreaksAtTheEnd() {
            AsyncScene scene = sceneWithListener(AsyncScene.policy().maxAttempts(1), RetryEvent.CallEnded.class);
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);

            requireBroken(scene, future, "exhausted 1, failure 1, max-attempts 1");
            assertThat(scene.told()).containsExactly("failed 1", "max-attempts after 1");
        }

        @Test
        void doesNotHangWhenAListenerBreaksAtAStop() {
            AsyncScene scene = sceneWithListener(AsyncScene.policy(), RetryEvent.CallEnded.class);
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);
            scene.registry.pause();

            requireBroken(scene, future, "failed 1, failure 1, closed 1");
        }

        @Test
        void doesNotHangWhenTheBudgetBreaksAtAStop() {
            AsyncScene scene = new AsyncScene(AsyncScene.policy(), builder -> builder.budget(throwingIn("giveBack")));
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);
            scene.registry.pause();

            requireBroken(scene, future, "failed 1, failure 1, policy-error 1");
            assertThat(scene.told()).endsWith("policy-error after 1");
        }

        @Test
        void isCountedWhenItIsCancelledAndTheBudgetBreaks() {
            AsyncScene scene = new AsyncScene(AsyncScene.policy(), builder -> builder.budget(throwingIn("giveBack")));
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);
            assertThat(catchThrowable(() -> future.cancel(true))).isSameAs(error);

            assertThat(future).isCancelled();
            assertThat(Counts.of(scene.retrier.statistics())).hasToString("failed 1, failure 1, cancelled 1");
        }

        @Test
        void isCountedWhenTheBudgetBreaksAfterALateSuccess() {
            AsyncScene scene = new AsyncScene(AsyncScene.policy(), builder -> builder.budget(throwingIn("onSuccess")));
            CompletableFuture<String> future = scene.call();
            scene.fail(1, failure);
            scene.advance(100);
            scene.succeed(2, "second");

            requireBroken(scene, future, "failed(retried) 1, failure 1, retries 1, policy-error 1");
        }

        @Test
        void throwsNothingAtTheCallerWhenTheBudgetBreaksAtOnce() {
            AsyncScene scene = new AsyncScene(AsyncScene.policy(), builder -> builder.budget(throwingIn("onSuccess")));

            requireBroken(
                    scene, scene.retrier.callAsync(attempt -> CompletableFuture.completedFuture("first")), "success 1");
        }

        @Test
        void throwsNothingAtTheCallerWhenTheBudgetBreaksBeforeTheFirstAttempt() {
            AsyncScene scene = new AsyncScene(AsyncScene.policy(), builder -> builder.budget(throwingIn("onCall")));

            requireBroken(scene, scene.call(), "failed 1, policy-error 1");
            assertThat(scene.stages).isEmpty();
            assertThat(scene.told()).containsExactly("policy-error after 1");
        }

        @Test
        void cancelsTheAttemptWhoseScopeBreaksWhenItIsLeft() {
            AsyncScene scene = new AsyncScene(
                    AsyncScene.policy(),
                    builder -> builder.scopes(List.of(attempt -> () -> {
                        throw error;
                    })));
            CompletableFuture<String> future = scene.call();

            requireBroken(scene, future, "failed 1, policy-error 1");
            assertThat(scene.stages).singleElement().matches(CompletableFuture::isCancelled);
        }
    }

    @Nested
    class AHedgedCall {

        private final RetryPolicy.Builder policy = HedgingTests.policy(500);

        @Test
        void cancelsWhatRunsWhenAListenerBreaksAtAFailure() {
            AsyncScene scene = sceneWithListener(policy, RetryEvent.AttemptFailed.class);
            CompletableFuture<String> future = scene.call();
            scene.advance(500);
            scene.fail(1, failure);

            requireBroken(scene, future, "failed(retried) 1, failure 1, retries 1, policy-error 1");
            assertThat(scene.stages.get(1)).isCancelled();
            assertThat(scene.told()).containsExactly("scheduled 2 in 500", "failed 1", "policy-error after 2");
        }

        @Test
        void givesThePermitBackWhenAListenerBreaksBeforeAHedge() {
            AsyncScene scene = sceneWithListener(policy, RetryEvent.RetryScheduled.class);
            CompletableFuture<String> future = scene.call();
            scene.advance(500);

            requireBroken(scene, future, "failed 1, policy-error 1");
            assertThat(scene.stages).singleElement().matches(CompletableFuture::isCancelled);
            assertThat(scene.budget.available()).isEqualTo(100);
        }

        @Test
        void isCountedOnceWhenAListenerBreaksAtTheEnd() {
            AsyncScene scene = sceneWithListener(policy, RetryEvent.CallSucceeded.class);
            CompletableFuture<String> future = scene.call();
            scene.advance(500);
            scene.succeed(2, "second");

            requireBroken(scene, future, "success(retried) 1, retries 1");
            assertThat(scene.stages.get(0)).isCancelled();
        }

        @Test
        void cancelsWhatRunsWhenAScopeBreaksAsItIsLeft() {
            AsyncScene scene = new AsyncScene(
                    policy,
                    builder -> builder.scopes(List.of(attempt -> () -> {
                        if (attempt.number() == 2) {
                            throw error;
                        }
                    })));
            CompletableFuture<String> future = scene.call();
            scene.advance(500);

            requireBroken(scene, future, "failed(retried) 1, retries 1, policy-error 1");
            assertThat(scene.stages).hasSize(2).allMatch(CompletableFuture::isCancelled);
        }

        @Test
        void cancelsWhatRunsThoughTheBudgetBreaksWhenItIsGivenPermitsBack() {
            AsyncScene scene = new AsyncScene(policy, builder -> builder.budget(throwingIn("giveBack")));
            CompletableFuture<String> future = scene.call();
            scene.advance(500);
            scene.holdTasks();
            scene.advance(500);
            scene.runQueuedOnce();
            scene.fail(1, new IllegalStateException("fatal"));

            requireBroken(scene, future, "failed(retried) 1, failure 1, retries 1, policy-error 1");
            assertThat(scene.stages).hasSize(2);
            assertThat(scene.stages.get(1)).isCancelled();
        }

        @Test
        void endsWhenTheBudgetBreaksAtAHedge() {
            AsyncScene scene = new AsyncScene(policy, builder -> builder.budget(throwingIn("tryAcquireHedge")));
            CompletableFuture<String> future = scene.call();
            scene.advance(500);

            requireBroken(scene, future, "failed 1, policy-error 1");
            assertThat(scene.stages).singleElement().matches(CompletableFuture::isCancelled);
        }
    }
}
