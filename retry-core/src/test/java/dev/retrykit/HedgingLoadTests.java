package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.budget.Permit;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the server says to hedged attempts, what the budget allows, and how long they may take. */
class HedgingLoadTests {

    private final IOException failure = new IOException("failed");

    /** A failure whose message is the pushback in milliseconds, or "no". */
    private static final ServerDelay PUSHBACK = seen -> {
        String said = seen instanceof IOException thrown ? thrown.getMessage() : null;
        if (said == null || !said.startsWith("pushback ")) {
            return null;
        }
        String delay = said.substring("pushback ".length());
        return "no".equals(delay)
                ? ServerWord.doNotRetry()
                : ServerWord.exactly(Duration.ofMillis(Long.parseLong(delay)));
    };

    private static AsyncScene heedful() {
        return new AsyncScene(HedgingTests.policy(500).serverDelay(PUSHBACK, Duration.ofSeconds(30)));
    }

    @Test
    void sendsTheNextAfterThePushbackThenEachDelay() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        scene.advance(100);
        scene.fail(1, new IOException("pushback 700"));
        assertThat(scene.startsMillis).hasSize(1);
        scene.advance(699);
        assertThat(scene.startsMillis).hasSize(1);
        scene.advance(10_000);

        assertThat(scene.startsMillis).containsExactly(0L, 800L, 1300L, 1800L);
        assertThat(future).isNotDone();
    }

    @Test
    void heedsAPushbackThatComesWhileTheFirstAttemptIsStarted() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            CompletableFuture<String> stage = scene.started();
            if (attempt.number() == 1) {
                throw new IOException("pushback 70");
            }
            return stage;
        });
        scene.advance(69);
        assertThat(scene.startsMillis).hasSize(1);
        scene.advance(1);
        assertThat(scene.startsMillis).containsExactly(0L, 70L);
        scene.succeed(2, "second");

        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void postponesTheNextHedgeByAPushbackWhileOthersRun() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        scene.advance(500);
        scene.fail(2, new IOException("pushback 1000"));
        scene.advance(999);
        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        scene.advance(1);
        assertThat(scene.startsMillis).containsExactly(0L, 500L, 1500L);
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void sendsAtOnceAfterAPushbackOfZero() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        scene.fail(1, new IOException("pushback 0"));

        assertThat(scene.startsMillis).containsExactly(0L, 0L);
        assertThat(future).isNotDone();
    }

    @Test
    void sendsNoMoreWhenTheServerRefuses() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        scene.advance(500);
        IOException refusal = new IOException("pushback no");
        scene.fail(2, refusal);
        assertThat(scene.time.pendingAlarms()).isZero();
        scene.advance(10_000);
        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        assertThat(future).isNotDone();
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told())
                .containsExactly("scheduled 2 in 500", "failed 2", "failed 1", "server-refused after 2");
    }

    @Test
    void endsAtOnceWhenTheServerRefusesTheOnlyAttempt() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        IOException refusal = new IOException("pushback no");
        scene.fail(1, refusal);

        assertThat(AsyncScene.failureOf(future)).isSameAs(refusal);
        assertThat(scene.told()).containsExactly("failed 1", "server-refused after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void endsWhenTheServerAsksForTooLongADelay() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        scene.fail(1, new IOException("pushback 30001"));

        assertThat(future).isCompletedExceptionally();
        assertThat(scene.told()).containsExactly("failed 1", "server-delay after 1");
    }

    @Test
    void endsWhenTheLastAttemptIsPushedBack() {
        AsyncScene scene =
                new AsyncScene(HedgingTests.policy(500).maxAttempts(2).serverDelay(PUSHBACK, Duration.ofSeconds(30)));
        CompletableFuture<String> future = scene.call();
        scene.advance(500);
        scene.fail(1, failure);
        IOException pushedBack = new IOException("pushback 100");
        scene.fail(2, pushedBack);

        assertThat(AsyncScene.failureOf(future)).isSameAs(pushedBack);
        assertThat(scene.told()).endsWith("max-attempts after 2");
    }

    @Test
    void endsWhenAPushbackWouldEndTooLate() {
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500)
                .totalTimeout(Duration.ofSeconds(1))
                .serverDelay(PUSHBACK, Duration.ofSeconds(30)));
        CompletableFuture<String> future = scene.call();
        scene.fail(1, new IOException("pushback 1000"));

        assertThat(future).isCompletedExceptionally();
        assertThat(scene.told()).containsExactly("failed 1", "total-timeout after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void endsAPushedBackCallWhenTheRegistryIsPaused() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        IOException pushedBack = new IOException("pushback 100");
        scene.fail(1, pushedBack);
        scene.registry.pause();

        assertThat(AsyncScene.failureOf(future)).isSameAs(pushedBack);
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "closed after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.budget.available()).isEqualTo(100);
    }

    @Test
    void endsAPushedBackCallWhenTheExecutorRefuses() {
        AsyncScene scene = heedful();
        CompletableFuture<String> future = scene.call();
        IOException pushedBack = new IOException("pushback 100");
        scene.fail(1, pushedBack);
        scene.refuseTasks();
        scene.advance(100);

        assertThat(future).failsWithin(Duration.ofSeconds(30));
        assertThat(AsyncScene.failureOf(future)).isSameAs(pushedBack);
        assertThat(scene.told()).containsExactly("failed 1", "scheduled 2 in 100", "closed after 1");
    }

    @Test
    void costsAQuotaWhatARetryCosts() {
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500));
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);
        assertThat(scene.budget.available()).isEqualTo(80);
        scene.succeed(3, "third");

        assertThat(future).isCompletedWithValue("third");
        assertThat(scene.budget.available()).isEqualTo(90);
    }

    @Test
    void givesAQuotaOneTokenWhenTheOriginalWins() {
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500));
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(scene.budget.available()).isEqualTo(81);
    }

    @Test
    void sendsNoMoreThanTheQuotaAllowsAndAsksAgain() {
        RetryBudget small = RetryBudget.quota(Quota.of(10, 10), () -> 0);
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500), builder -> builder.budget(small));
        CompletableFuture<String> future = scene.call();
        scene.advance(1000);
        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        for (int i = 0; i < 10; i++) {
            small.onSuccess(null);
        }
        scene.advance(500);
        assertThat(scene.startsMillis).containsExactly(0L, 500L, 1500L);
        scene.succeed(1, "first");

        assertThat(future).isCompletedWithValue("first");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void endsWhenTheBudgetRefusesAndNothingRuns() {
        RetryBudget empty = RetryBudget.quota(Quota.of(10, 10), () -> 0);
        empty.tryAcquireHedge();
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500), builder -> builder.budget(empty));
        CompletableFuture<String> future = scene.call();
        scene.fail(1, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).containsExactly("failed 1", "budget after 1");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    /** 4 tokens, 1 a failure: at 3 a hedge may go, at 2 it may not. Hedges ask and take nothing. */
    @Test
    void asksAThrottleWithoutTaking() {
        RetryBudget throttle = RetryBudget.throttle(4, 0.8);
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500), builder -> builder.budget(throttle));
        CompletableFuture<String> future = scene.call();
        scene.advance(500);
        assertThat(throttle.available()).isEqualTo(4);
        scene.fail(1, failure);
        assertThat(throttle.available()).isEqualTo(3);
        assertThat(scene.startsMillis).containsExactly(0L, 500L, 500L);
        scene.fail(2, failure);
        assertThat(throttle.available()).isEqualTo(2);
        scene.advance(10_000);
        assertThat(scene.startsMillis).hasSize(3);
        scene.fail(3, failure);

        assertThat(AsyncScene.failureOf(future)).isSameAs(failure);
        assertThat(scene.told()).endsWith("budget after 3");
        assertThat(throttle.available()).isEqualTo(1);
    }

    /** 20 % of one call and 0.1 a second over 10 s: one retry, and one alone. */
    @Test
    void countsAsARetryUnderARatio() {
        VirtualTime clock = new VirtualTime();
        RetryBudget ratio = RetryBudget.ratio(0.2, 0.1, Duration.ofSeconds(10), clock);
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500), builder -> builder.budget(ratio));
        CompletableFuture<String> future = scene.call();
        scene.advance(10_000);

        assertThat(scene.startsMillis).containsExactly(0L, 500L);
        assertThat(ratio.available()).isZero();
        scene.succeed(2, "second");
        assertThat(future).isCompletedWithValue("second");
    }

    @Test
    void endsTheCallWhenTheBudgetThrows() {
        IllegalStateException broken = new IllegalStateException("no books");
        AsyncScene scene =
                new AsyncScene(HedgingTests.policy(500), builder -> builder.budget(new ThrowingBudget(broken)));
        CompletableFuture<String> future = scene.call();
        scene.advance(500);

        assertThat(AsyncScene.failureOf(future)).isSameAs(broken);
        assertThat(scene.told()).containsExactly("policy-error after 1");
        assertThat(scene.stages.get(0)).isCancelled();
    }

    @Test
    void cutsEachAttemptAtItsLimitAndSendsTheNext() {
        AsyncScene scene =
                new AsyncScene(HedgingTests.policy(500).attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(300))));
        CompletableFuture<String> future = scene.call();
        scene.advance(299);
        assertThat(scene.stages.get(0)).isNotDone();
        scene.advance(1);
        assertThat(scene.stages.get(0)).isCancelled();
        assertThat(scene.startsMillis).containsExactly(0L, 300L);
        scene.advance(10_000);

        assertThat(scene.startsMillis).containsExactly(0L, 300L, 600L, 900L);
        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(AttemptTimeoutException.class)
                .hasMessage("attempt 4 of 'scene' was cut by its time limit of PT0.3S");
        assertThat(scene.told()).endsWith("failed 4", "max-attempts after 4");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void cutsAllAtTheTotalTimeout() {
        AsyncScene scene = new AsyncScene(HedgingTests.policy(500).totalTimeout(Duration.ofMillis(1200)));
        CompletableFuture<String> future = scene.call();
        scene.advance(1199);
        assertThat(scene.startsMillis).containsExactly(0L, 500L, 1000L);
        assertThat(future).isNotDone();
        scene.advance(1);

        assertThat(AsyncScene.failureOf(future)).isInstanceOf(AttemptTimeoutException.class);
        assertThat(scene.stages).hasSize(3).allMatch(CompletableFuture::isCancelled);
        assertThat(scene.told()).endsWith("total-timeout after 3");
        assertThat(scene.time.pendingAlarms()).isZero();
    }

    @Test
    void takesAFailureThatComesAfterTheLimitForATimeout() {
        AsyncScene scene = new AsyncScene(
                HedgingTests.policy(500).maxAttempts(1).attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(50))));
        CompletableFuture<String> future = scene.retrier.callAsync(attempt -> {
            scene.advance(60);
            throw failure;
        });

        assertThat(AsyncScene.failureOf(future))
                .isInstanceOf(AttemptTimeoutException.class)
                .hasCause(failure);
    }

    @Test
    void doesNotCountTheTimeOfTheExecutorTowardsTheLimitOfAnAttempt() {
        AsyncScene scene =
                new AsyncScene(HedgingTests.policy(500).attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(400))));
        CompletableFuture<String> future = scene.call();
        scene.holdTasks();
        scene.fail(1, failure);
        scene.advance(300);
        scene.runQueued();
        scene.advance(399);
        scene.runQueued();

        assertThat(scene.stages.get(1)).isNotDone();
        scene.succeed(2, "second");
        assertThat(future).isCompletedWithValue("second");
        assertThat(scene.retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isZero();
    }

    private record ThrowingBudget(RuntimeException broken) implements RetryBudget {

        @Override
        public void onFailure(FailureKind kind) {}

        @Override
        public @Nullable Permit tryAcquire(FailureKind kind) {
            throw broken;
        }

        @Override
        public @Nullable Permit tryAcquireHedge() {
            throw broken;
        }

        @Override
        public void onSuccess(@Nullable Permit last) {}

        @Override
        public void giveBack(Permit permit) {}

        @Override
        public long available() {
            return 0;
        }

        @Override
        public long capacity() {
            return 0;
        }
    }
}
