package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GateTests {

    private final Gate gate = Gate.open();
    private final List<String> woken = new ArrayList<>();

    @Test
    void wakesAllWhoWaitInTheOrderInWhichTheyCame() {
        assertThat(gate.enter(wait("first"))).isTrue();
        assertThat(gate.enter(wait("second"))).isTrue();
        assertThat(gate.enter(wait("third"))).isTrue();

        gate.close();

        assertThat(woken).containsExactly("first", "second", "third");
        gate.close();
        assertThat(woken).hasSize(3);
    }

    @Test
    void forgetsThoseWhoLeave() {
        Gate.Wait first = wait("first");
        Gate.Wait second = wait("second");
        Gate.Wait third = wait("third");
        gate.enter(first);
        gate.enter(second);
        gate.enter(third);
        gate.leave(second);
        gate.leave(second);
        gate.leave(wait("never came"));

        gate.close();

        assertThat(woken).containsExactly("first", "third");
        gate.leave(first);
    }

    @Test
    void letsNobodyInWhileItIsClosed() {
        gate.close();
        assertThat(gate.closed()).isTrue();
        assertThat(gate.enter(wait("late"))).isFalse();

        gate.reopen();

        assertThat(gate.closed()).isFalse();
        assertThat(gate.enter(wait("again"))).isTrue();
        gate.close();
        assertThat(woken).containsExactly("again");
    }

    @Test
    void doesNotWakeThoseWhoComeAfterItWasReopenedWhileItStillWakes() {
        gate.enter(new Gate.Wait() {
            @Override
            void wake() {
                woken.add("first");
                gate.reopen();
                assertThat(gate.enter(GateTests.this.wait("after"))).isTrue();
            }
        });
        gate.enter(wait("second"));

        gate.close();

        assertThat(woken).containsExactly("first", "second");
        gate.close();
        assertThat(woken).containsExactly("first", "second", "after");
    }

    @Test
    void forgetsThoseWhoLeaveWhileOthersAreWoken() {
        Gate.Wait second = wait("second");
        gate.enter(new Gate.Wait() {
            @Override
            void wake() {
                woken.add("first");
                gate.leave(second);
            }
        });
        gate.enter(second);
        gate.enter(wait("third"));

        gate.close();

        assertThat(woken).containsExactly("first", "third");
    }

    @Test
    void neverClosesForRetriersWithoutARegistry() {
        Gate always = Gate.alwaysOpen();
        Gate.Wait wait = wait("nobody");

        assertThat(always.enter(wait)).isTrue();
        always.leave(wait);

        assertThat(always.closed()).isFalse();
    }

    @Test
    void wakesEachWaitThatDidNotLeaveExactlyOnceUnderContention() throws InterruptedException {
        int waits = 20_000;
        AtomicInteger wakes = new AtomicInteger();
        AtomicInteger entered = new AtomicInteger();
        AtomicInteger left = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        Thread[] threads = new Thread[2];
        for (int t = 0; t < threads.length; t++) {
            boolean leaves = t == 1;
            threads[t] = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
                for (int i = 0; i < waits; i++) {
                    CountedWait wait = new CountedWait(wakes);
                    if (gate.enter(wait)) {
                        entered.incrementAndGet();
                        if (leaves) {
                            gate.leave(wait);
                            if (!wait.woken) {
                                left.incrementAndGet();
                            }
                        }
                    }
                }
            });
            threads[t].start();
        }
        start.countDown();
        while (threads[0].isAlive()) {
            gate.close();
            gate.reopen();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        gate.close();

        // A wait that is taken out to be woken may look as if it had left: never is one lost, or woken twice.
        assertThat(wakes.get()).isBetween(entered.get() - left.get(), entered.get());
        assertThat(CountedWait.TWICE).hasValue(0);
    }

    private Gate.Wait wait(String name) {
        return new Gate.Wait() {
            @Override
            void wake() {
                woken.add(name);
            }
        };
    }

    private static final class CountedWait extends Gate.Wait {

        private static final AtomicInteger TWICE = new AtomicInteger();

        private final AtomicInteger wakes;
        private volatile boolean woken;

        CountedWait(AtomicInteger wakes) {
            this.wakes = wakes;
        }

        @Override
        void wake() {
            if (woken) {
                TWICE.incrementAndGet();
            }
            woken = true;
            wakes.incrementAndGet();
        }
    }
}
