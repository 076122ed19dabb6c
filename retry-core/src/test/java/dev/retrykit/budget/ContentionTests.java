package dev.retrykit.budget;

import static dev.retrykit.budget.Retries.allowed;
import static dev.retrykit.budget.Retries.takeAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureKind;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** No token is lost or made when threads meet: the books are right to the last token. */
class ContentionTests {

    private static final Duration MILLI = Duration.ofMillis(1);

    private final HandTicker ticker = new HandTicker();
    private final AtomicInteger seeds = new AtomicInteger(42);

    @Nested
    class OfAQuota {

        @Test
        void balancesWhileTimeRefillsIt() throws Exception {
            int operations = 25_000; // of 1 ms each, on each thread
            Quota quota = new Quota(
                    100_000, 10, 100_000, Duration.ofMinutes(1), Duration.ofSeconds(1), 4, Duration.ofSeconds(1));
            RetryBudget budget = RetryBudget.quota(quota, ticker);
            takeAll(budget);

            long earned = Threads.sum(() -> {
                SplittableRandom random = new SplittableRandom(seeds.getAndIncrement());
                long balance = 0;
                for (int operation = 0; operation < operations; operation++) {
                    ticker.advance(MILLI);
                    balance += tradeWith(budget, random);
                }
                return balance;
            });

            long grown = 10L * Threads.COUNT * operations / 1000;
            assertThat(budget.available()).isEqualTo(earned + grown);
        }

        /** One random use of the budget. Returns what it should have changed. */
        private long tradeWith(RetryBudget budget, SplittableRandom random) {
            if (random.nextInt(3) == 0) {
                budget.onSuccess(null);
                return 1;
            }
            Permit permit = budget.tryAcquire(random.nextBoolean() ? FailureKind.TRANSIENT : FailureKind.THROTTLED);
            if (permit == null) {
                return 0;
            }
            switch (random.nextInt(3)) {
                case 0 -> budget.giveBack(permit);
                case 1 -> budget.onSuccess(permit);
                default -> {
                    return -permit.cost();
                }
            }
            return 0;
        }

        @Test
        void isNeverOverdrawn() throws Exception {
            RetryBudget budget = RetryBudget.quota(Quota.of(100_000, 7), ticker);
            long taken = Threads.sum(() -> takeAll(budget));
            assertThat(taken).isEqualTo(14_285);
            assertThat(budget.available()).isEqualTo(5);
        }

        @Test
        void isNeverOverfilled() throws Exception {
            RetryBudget budget = RetryBudget.quota(Quota.standard(), ticker);
            Threads.sum(() -> {
                for (int call = 0; call < 50_000; call++) {
                    Permit permit = budget.tryAcquire(FailureKind.TRANSIENT);
                    Retries.succeed(budget, 1);
                    budget.onSuccess(permit);
                    assertThat(budget.available()).isBetween(0L, 100L);
                }
                return 0L;
            });
            Retries.succeed(budget, 100);
            assertThat(budget.available()).isEqualTo(100);
        }

        @Test
        void aCrowdThatComesTogetherAfterAQuietHourGetsTheReserveAndNoMore() throws Exception {
            int hours = 2_000;
            RetryBudget budget = RetryBudget.quota(Quota.standard(), ticker);
            CyclicBarrier hour = new CyclicBarrier(Threads.COUNT, () -> {
                Retries.succeed(budget, 100);
                ticker.advance(Duration.ofHours(1));
            });
            long retries = Threads.sum(() -> {
                long allowed = 0;
                for (int round = 0; round < hours; round++) {
                    hour.await(30, TimeUnit.SECONDS);
                    allowed += takeAll(budget);
                }
                return allowed;
            });
            assertThat(retries).isEqualTo(3L * hours);
        }
    }

    @Nested
    class OfAThrottle {

        @Test
        void balances() throws Exception {
            RetryBudget budget = RetryBudget.throttle(1000, 0.25);
            for (int failure = 0; failure < 600; failure++) {
                budget.onFailure(FailureKind.TRANSIENT);
            }
            Threads.sum(() -> {
                for (int round = 0; round < 50_000; round++) {
                    budget.onFailure(FailureKind.TRANSIENT);
                    Retries.succeed(budget, 4);
                }
                return 0L;
            });
            assertThat(budget.available()).isEqualTo(400);
            Retries.succeed(budget, 400);
            assertThat(allowed(budget)).isFalse(); // 500 tokens and not a thousandth more
            Retries.succeed(budget, 1);
            assertThat(allowed(budget)).isTrue();
        }
    }

    @Nested
    class OfARatio {

        private final RetryBudget budget = RetryBudget.ratio(0.5, 10, Duration.ofSeconds(10), ticker);

        @Test
        void allowsExactlyWhatTheCallsAllow() throws Exception {
            int calls = 20_000;
            long retries = Threads.sum(() -> {
                long held = 0;
                for (int call = 0; call < calls; call++) {
                    budget.onCall();
                    Permit permit = budget.tryAcquire(FailureKind.TRANSIENT);
                    if (permit != null && call % 5 == 0) {
                        budget.giveBack(permit);
                    } else if (permit != null) {
                        held++;
                    }
                }
                return held;
            });
            retries += takeAll(budget);
            assertThat(retries).isEqualTo(100 + Threads.COUNT * calls / 2);
        }

        @Test
        @SuppressWarnings("ThreadPriorityCheck") // yielding only makes the race likely; the result does not rest on it
        void losesNothingWhenManyStepsBeginAtOnce() throws Exception {
            int rounds = 5_000;
            SlidingCount count = new SlidingCount();
            AtomicLong step = new AtomicLong();
            AtomicInteger arrived = new AtomicInteger();
            List<Long> totals = new ArrayList<>();
            Threads.sum(() -> {
                for (int round = 0; round < rounds; round++) {
                    long now = step.get();
                    for (int add = 0; add < 10; add++) {
                        count.moveTo(now);
                        count.add(now);
                    }
                    if (arrived.incrementAndGet() == Threads.COUNT) {
                        totals.add(count.total());
                        arrived.set(0);
                        step.set(now + 100); // of 128: the last round and this one are in the window
                    }
                    while (step.get() == now && !Thread.currentThread().isInterrupted()) {
                        Thread.yield(); // a barrier would wake the threads one after the other: no race
                    }
                }
                return 0L;
            });
            assertThat(totals.remove(0)).isEqualTo(10L * Threads.COUNT);
            assertThat(totals).hasSize(rounds - 1).containsOnly(20L * Threads.COUNT);
        }

        @Test
        void forgetsExactlyWhatItCounted() throws Exception {
            int operations = 50_000; // of 1 ms each, so that the window slides by many times its length
            long mostHeld = Threads.sum(() -> {
                SplittableRandom random = new SplittableRandom(seeds.getAndIncrement());
                Deque<Permit> held = new ArrayDeque<>();
                for (int operation = 0; operation < operations; operation++) {
                    ticker.advance(MILLI);
                    budget.onCall();
                    Permit permit = budget.tryAcquire(FailureKind.TRANSIENT);
                    if (permit != null) {
                        held.add(permit);
                    }
                    if (held.size() > 1_000 + random.nextInt(4_000)) {
                        budget.giveBack(held.remove()); // some are forgotten by now, some are not
                    }
                }
                return (long) held.size();
            });
            assertThat(mostHeld).isPositive();
            ticker.advance(Duration.ofSeconds(10));
            assertThat(budget.capacity()).isEqualTo(100);
            assertThat(budget.available()).isEqualTo(100);
            assertThat(takeAll(budget)).isEqualTo(100);
        }
    }
}
