package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Permit;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.time.Alarm;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Two threads race, many times over, each pair for one call. Whoever wins: each call ends exactly once, and the budget
 * has back what was not spent. Everything else here happens at once, on the two threads.
 */
class AsyncStressTests {

    private static final int CALLS = 20_000;

    private final IOException failure = new IOException("failed");
    private final Books books = new Books();
    private final HandAlarm alarm = new HandAlarm();
    private final RetryRegistry registry =
            RetryRegistry.builder().alarm(alarm).executor(Runnable::run).build();

    @AfterEach
    void balances() {
        books.balance();
    }

    private Retrier retrier(RetryPolicy.Builder policy) {
        return registry.register(
                "stress", builder -> builder.policy(policy.build()).budget(books));
    }

    private static RetryPolicy.Builder policy() {
        return RetryPolicy.builder().maxAttempts(2).backoff(Backoff.fixed(Duration.ofSeconds(1)));
    }

    @Test
    void cancelAgainstSuccess() throws Exception {
        Retrier retrier = retrier(policy());
        Call[] calls = calls(retrier);
        race(call -> calls[call].future.cancel(true), call -> calls[call].last().complete("done"));

        endedOnce(retrier, calls);
        // A stage that has succeeded was no failure, and nothing was waited for.
        assertThat(alarm.pending()).isZero();
        assertThat(retrier.statistics().calls(CallOutcome.SUCCESS, false)
                        + retrier.statistics().ended(StopReason.CANCELLED))
                .isEqualTo(CALLS);
    }

    @Test
    void cancelAgainstFailure() throws Exception {
        Retrier retrier = retrier(policy());
        Call[] calls = calls(retrier);
        race(call -> calls[call].future.cancel(true), call -> calls[call].last().completeExceptionally(failure));

        endedOnce(retrier, calls);
        assertThat(retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(CALLS);
        assertThat(retrier.statistics().retries()).isZero();
        assertThat(alarm.pending()).isZero();
        assertThat(books.outstanding()).isZero();
    }

    @Test
    void cancelAgainstTheEndOfTheWait() throws Exception {
        Retrier retrier = retrier(policy());
        Call[] calls = calls(retrier);
        List<Runnable> waits = new ArrayList<>();
        for (Call call : calls) {
            call.last().completeExceptionally(failure);
            waits.add(alarm.takeOnly());
        }
        race(call -> calls[call].future.cancel(true), call -> waits.get(call).run());

        assertThat(calls).allSatisfy(call -> assertThat(call.future).isCancelled());
        assertThat(retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(CALLS);
        endedOnce(retrier, calls);
        assertThat(books.outstanding()).isEqualTo(retrier.statistics().retries());
    }

    @Test
    void limitAgainstSuccess() throws Exception {
        Retrier retrier = retrier(policy().maxAttempts(1).attemptTimeout(AttemptTimeout.fixed(Duration.ofHours(1))));
        Call[] calls = new Call[CALLS];
        List<Runnable> limits = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls[i] = new Call(retrier);
            limits.add(alarm.takeOnly());
        }
        race(call -> limits.get(call).run(), call -> calls[call].last().complete("done"));

        endedOnce(retrier, calls);
        assertThat(retrier.statistics().calls(CallOutcome.SUCCESS, false)
                        + retrier.statistics().ended(StopReason.MAX_ATTEMPTS))
                .isEqualTo(CALLS);
    }

    @Test
    void stopAgainstTheEndOfTheWait() throws Exception {
        Retrier retrier = retrier(policy());
        Call[] calls = calls(retrier);
        List<Runnable> waits = new ArrayList<>();
        for (Call call : calls) {
            call.last().completeExceptionally(failure);
            waits.add(alarm.takeOnly());
        }
        // One stop for all: it goes through the waits from the first, the other thread from the last.
        race(
                call -> {
                    if (call == 0) {
                        registry.pause();
                    }
                },
                call -> waits.get(CALLS - 1 - call).run());
        for (Call call : calls) {
            call.last().complete("retried");
        }

        endedOnce(retrier, calls);
        assertThat(retrier.statistics().waiting()).isZero();
        assertThat(retrier.statistics().calls(CallOutcome.SUCCESS, true)
                        + retrier.statistics().ended(StopReason.CLOSED))
                .isEqualTo(CALLS);
        assertThat(books.outstanding()).isZero();
    }

    @Test
    void successAgainstFailureOfTwoHedges() throws Exception {
        Retrier retrier = retrier(RetryPolicy.builder().maxAttempts(2).hedging(new Hedging(Duration.ZERO)));
        Call[] calls = calls(retrier);
        race(
                call -> calls[call].stages.get(0).complete("won"),
                call -> calls[call].stages.get(1).completeExceptionally(failure));

        assertThat(calls).allSatisfy(call -> assertThat(call.future).isCompletedWithValue("won"));
        endedOnce(retrier, calls);
        assertThat(retrier.statistics().calls(CallOutcome.SUCCESS, true)).isEqualTo(CALLS);
    }

    @Test
    void cancelAgainstSuccessOfHedges() throws Exception {
        Retrier retrier = retrier(RetryPolicy.builder().maxAttempts(3).hedging(new Hedging(Duration.ZERO)));
        Call[] calls = calls(retrier);
        race(
                call -> calls[call].future.cancel(true),
                call -> calls[call].stages.get(1).complete("won"));

        endedOnce(retrier, calls);
        assertThat(calls).allSatisfy(call -> assertThat(call.stages).allMatch(CompletableFuture::isDone));
    }

    @Test
    void cancelAgainstTheTimeOfAHedge() throws Exception {
        Retrier retrier = retrier(RetryPolicy.builder().maxAttempts(2).hedging(new Hedging(Duration.ofSeconds(1))));
        Call[] calls = new Call[CALLS];
        List<Runnable> timers = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls[i] = new Call(retrier);
            timers.add(alarm.takeOnly());
        }
        race(call -> calls[call].future.cancel(true), call -> timers.get(call).run());

        endedOnce(retrier, calls);
        assertThat(calls).allSatisfy(call -> assertThat(call.stages).allMatch(CompletableFuture::isDone));
        assertThat(books.outstanding()).isEqualTo(retrier.statistics().retries());
        registry.pause();
    }

    private static Call[] calls(Retrier retrier) {
        Call[] calls = new Call[CALLS];
        for (int i = 0; i < CALLS; i++) {
            calls[i] = new Call(retrier);
        }
        return calls;
    }

    private static void endedOnce(Retrier retrier, Call[] calls) {
        assertThat(calls).allSatisfy(call -> assertThat(call.future).isDone());
        assertThat(retrier.statistics().calls()).isEqualTo(CALLS);
        assertThat(retrier.statistics().waiting()).isZero();
    }

    private interface Step {
        void on(int call);
    }

    /** Both threads take the calls in the same order, and wait for each other now and then to stay close. */
    private static void race(Step one, Step other) throws Exception {
        CyclicBarrier barrier = new CyclicBarrier(2);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread second = new Thread(() -> {
            try {
                run(barrier, other);
                ended.complete(null);
            } catch (Throwable thrown) {
                ended.completeExceptionally(thrown);
            }
        });
        second.start();
        run(barrier, one);
        ended.get(30, TimeUnit.SECONDS);
    }

    private static void run(CyclicBarrier barrier, Step step) throws Exception {
        for (int call = 0; call < CALLS; call++) {
            if (call % 1_000 == 0) {
                barrier.await(30, TimeUnit.SECONDS);
            }
            step.on(call);
        }
    }

    /** One call and the stages of its attempts. */
    private static final class Call {

        final List<CompletableFuture<String>> stages = new ArrayList<>();
        final CompletableFuture<String> future;

        Call(Retrier retrier) {
            this.future = retrier.callAsync(attempt -> {
                CompletableFuture<String> stage = new CompletableFuture<>();
                stages.add(stage);
                return stage;
            });
        }

        CompletableFuture<String> last() {
            return stages.get(stages.size() - 1);
        }
    }

    /** Rings when the test takes an action out and runs it. */
    private static final class HandAlarm implements Alarm {

        private final AtomicInteger pending = new AtomicInteger();
        private volatile @Nullable Runnable latest;

        @Override
        public Handle ringAfter(Duration delay, Runnable action) {
            pending.incrementAndGet();
            latest = action;
            AtomicInteger left = new AtomicInteger(1);
            return () -> pending.addAndGet(-left.getAndSet(0));
        }

        int pending() {
            return pending.get();
        }

        Runnable takeOnly() {
            Runnable action = latest;
            latest = null;
            if (action == null) {
                throw new AssertionError("no alarm was set");
            }
            return action;
        }
    }

    /** A budget that never refuses and knows each permit: none comes back twice, and none that it did not hand out. */
    private static final class Books implements RetryBudget {

        private final AtomicLong handedOut = new AtomicLong();
        private final AtomicLong back = new AtomicLong();
        private final AtomicInteger wrong = new AtomicInteger();
        private final Permit permit = Permit.of(1);

        @Override
        public void onFailure(FailureKind kind) {}

        @Override
        public Permit tryAcquire(FailureKind kind) {
            handedOut.incrementAndGet();
            return permit;
        }

        @Override
        public Permit tryAcquireHedge() {
            return tryAcquire(FailureKind.TRANSIENT);
        }

        @Override
        public void onSuccess(@Nullable Permit last) {
            if (last != null) {
                giveBack(last);
            }
        }

        @Override
        public void giveBack(Permit returned) {
            if (returned != permit) {
                wrong.incrementAndGet();
            }
            back.incrementAndGet();
        }

        long outstanding() {
            return handedOut.get() - back.get();
        }

        void balance() {
            assertThat(wrong).hasValue(0);
            assertThat(outstanding()).isNotNegative();
        }

        @Override
        public long available() {
            return Long.MAX_VALUE;
        }

        @Override
        public long capacity() {
            return Long.MAX_VALUE;
        }
    }
}
