package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts whose outcome reaches the caller in parts. */
class CommitTests {

    /** A stage that is committed when the test says so. */
    private static class Parts extends CompletableFuture<String> implements CommittableStage<String> {

        private boolean committed;
        private boolean withheld;

        boolean commit() {
            committed |= !withheld;
            return committed;
        }

        @Override
        public boolean committed() {
            return committed;
        }

        @Override
        public boolean withhold() {
            withheld |= !committed;
            return withheld;
        }
    }

    private final IOException failure = new IOException("failed");
    private final List<Parts> stages = new ArrayList<>();

    private CompletableFuture<String> call(AsyncScene scene) {
        return scene.retrier.callAsync(attempt -> {
            Parts stage = new Parts();
            stages.add(stage);
            return stage;
        });
    }

    private static RetryPolicy.Builder attemptsOf50Millis() {
        return AsyncScene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(50)));
    }

    @Test
    void areNotRetriedOnceTheyAreCommitted() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        stages.get(0).completeExceptionally(failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure).hasNoSuppressedExceptions();
        assertThat(scene.told()).containsExactly("failed 1", "not-retryable after 1");
        assertThat(scene.retrier.statistics().ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
    }

    @Test
    void endTheCallWhereAskingThemThrows() {
        IllegalStateException broken = new IllegalStateException("broken");
        AsyncScene scene = new AsyncScene(attemptsOf50Millis());
        Parts stage = new Parts() {
            @Override
            public boolean committed() {
                throw broken;
            }
        };
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> stage);
        stage.completeExceptionally(failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(scene.told()).containsExactly("policy-error after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void areRetriedBeforeThat() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        CompletableFuture<String> future = call(scene);
        stages.get(0).completeExceptionally(failure);
        scene.advance(100);
        stages.get(1).commit();
        stages.get(1).complete("second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "succeeded after 2");
    }

    @Test
    void areRetriedWhenTheirPolicySaysSo() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().retryAfterFirstElement(true));
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        stages.get(0).completeExceptionally(failure);
        scene.advance(100);
        stages.get(1).complete("second");

        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void tellTheBudgetOfAFailureThatWouldHaveBeenRetried() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy(), options -> options.budget(RetryBudget.throttle(10, 1)));
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        stages.get(0).completeExceptionally(failure);

        assertThat(future).isCompletedExceptionally();
        assertThat(scene.retrier.budget().available()).isEqualTo(9);
    }

    @Test
    void areNotCutByALimitOnceTheyAreCommitted() {
        AsyncScene scene = new AsyncScene(attemptsOf50Millis());
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        scene.advance(1000);
        assertThat(stages.get(0)).isNotDone();
        stages.get(0).complete("late");

        assertThat(future).isCompletedWithValue("late");
        assertThat(scene.retrier.statistics().retries()).isZero();
    }

    @Test
    void failWithTheirOwnFailureAfterALimitThatDidNotCutThem() {
        AsyncScene scene = new AsyncScene(attemptsOf50Millis());
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        scene.advance(1000);
        stages.get(0).completeExceptionally(failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
    }

    @Test
    void outliveTheTotalTimeoutToo() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().totalTimeout(Duration.ofMillis(50)));
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        scene.advance(1000);
        stages.get(0).complete("late");

        assertThat(future).isCompletedWithValue("late");
    }

    @Test
    void cannotBeCommittedAnyMoreWhenALimitHasCutThem() {
        AsyncScene scene = new AsyncScene(attemptsOf50Millis());
        CompletableFuture<String> future = call(scene);
        scene.advance(50);
        assertThat(stages.get(0).commit()).isFalse();
        assertThat(stages.get(0)).isCancelled();
        scene.advance(100);
        stages.get(1).commit();
        stages.get(1).complete("second");

        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "succeeded after 2");
    }

    @Test
    void areJudgedAnewInEachAttempt() {
        AsyncScene scene =
                new AsyncScene(attemptsOf50Millis().retryAfterFirstElement(true).retryOnNullResult());
        CompletableFuture<String> future = call(scene);
        stages.get(0).commit();
        stages.get(0).completeExceptionally(failure);
        scene.advance(100);
        scene.advance(50);
        scene.advance(100);
        stages.get(2).complete(null);
        scene.advance(100);
        stages.get(3).complete("fourth");

        assertThat(future).isCompletedWithValue("fourth");
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.FAILURE)).isEqualTo(2);
        assertThat(scene.retrier.statistics().attempts(AttemptOutcome.UNACCEPTABLE))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void haveAnyValueAcceptedOnceTheyAreCommitted(boolean atOnce) {
        AsyncScene scene = new AsyncScene(AsyncScene.policy().retryOnNullResult());
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            Parts stage = new Parts();
            stages.add(stage);
            stage.commit();
            if (atOnce) {
                stage.complete(null);
            }
            return stage;
        });
        stages.get(0).complete(null);

        assertThat(future).isCompletedWithValue(null);
        assertThat(scene.retrier.statistics().calls()).isEqualTo(1);
        assertThat(scene.retrier.statistics().retries()).isZero();
    }

    @Test
    void areAskedWhetherTheyHaveSucceededAtOnce() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy());
        Parts stage = new Parts();
        stage.complete("at once");
        assertThat(scene.retrier.callAsync(attempt -> stage)).isSameAs(stage);
    }
}
