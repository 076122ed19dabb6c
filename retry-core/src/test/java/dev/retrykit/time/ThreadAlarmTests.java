package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real time, since this is what tells it: a few milliseconds, and as long as it takes where a thread is waited for. */
class ThreadAlarmTests {

    private static final String NAME = "alarm-of-a-test";

    private final Alarm alarm = Alarm.ofThread(NAME);
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @AfterEach
    void endItsThread() throws InterruptedException {
        alarm.close();
        for (Thread thread : threads()) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
        assertThat(threads()).isEmpty();
    }

    private static List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(NAME))
                .toList();
    }

    private String next() throws InterruptedException {
        String next = rung.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Test
    void hasNoThreadBeforeItIsNeeded() {
        assertThat(threads()).isEmpty();
    }

    @Test
    void ringsOnADaemonThreadThatBelongsToNobody() throws InterruptedException {
        InheritableThreadLocal<String> inherited = new InheritableThreadLocal<>();
        inherited.set("of the creator");
        alarm.ringAfter(
                Duration.ZERO,
                () -> rung.add(Thread.currentThread().getName()
                        + Thread.currentThread().isDaemon()
                        + inherited.get()
                        + Thread.currentThread().getContextClassLoader()));

        assertThat(next()).isEqualTo(NAME + "true" + "null" + "null");
        inherited.remove();
    }

    /** In which order is {@link PendingHeapTests}' to say: times that are set one after another here can be delayed. */
    @Test
    void ringsAllThatIsDueBeforeWhatIsNot() throws InterruptedException {
        CountDownLatch set = new CountDownLatch(1);
        alarm.ringAfter(Duration.ZERO, () -> await(set));
        alarm.ringAfter(Duration.ofHours(1), () -> rung.add("much later"));
        alarm.ringAfter(Duration.ofMillis(1), () -> rung.add("soon"));
        alarm.ringAfter(Duration.ofNanos(-1), () -> rung.add("at once"));
        set.countDown();

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("at once", "soon");
        assertThat(rung).isEmpty();
    }

    @Test
    void doesNotRingTooEarly() throws InterruptedException {
        long start = System.nanoTime();
        alarm.ringAfter(Duration.ofMillis(5), () -> rung.add(String.valueOf(System.nanoTime() - start)));

        assertThat(Long.parseLong(next())).isGreaterThanOrEqualTo(5_000_000);
    }

    @Test
    void ringsEarlierThanWhatItWaitsFor() throws InterruptedException {
        Alarm.Handle late = alarm.ringAfter(Duration.ofSeconds(1_000_000_000_000L), () -> rung.add("late"));
        alarm.ringAfter(Duration.ofMillis(1), () -> rung.add("early"));

        assertThat(next()).isEqualTo("early");
        late.cancel();
    }

    @Test
    void doesNotRingWhatWasTakenBack() throws InterruptedException {
        CountDownLatch cancelled = new CountDownLatch(1);
        alarm.ringAfter(Duration.ZERO, () -> await(cancelled));
        Alarm.Handle handle = alarm.ringAfter(Duration.ZERO, () -> rung.add("taken back"));
        alarm.ringAfter(Duration.ofMillis(1), () -> rung.add("kept"));
        handle.cancel();
        handle.cancel();
        cancelled.countDown();

        assertThat(next()).isEqualTo("kept");
        handle.cancel();
        assertThat(rung).isEmpty();
    }

    @Test
    void goesOnWhenAnActionThrows() throws InterruptedException {
        alarm.ringAfter(Duration.ZERO, () -> {
            throw new IllegalStateException("meant to be thrown by a test");
        });
        alarm.ringAfter(Duration.ofMillis(1), () -> rung.add("still there"));

        assertThat(next()).isEqualTo("still there");
        assertThat(threads()).hasSize(1);
    }

    @Test
    void goesOnWhenItsThreadIsInterrupted() throws InterruptedException {
        alarm.ringAfter(Duration.ofMillis(20), () -> rung.add("in time"));
        threads().forEach(Thread::interrupt);

        assertThat(next()).isEqualTo("in time");
    }

    @Test
    void refusesOnceClosedAndLeavesWhatIsPendingToTheSharedOne() throws InterruptedException {
        CountDownLatch closed = new CountDownLatch(1);
        alarm.ringAfter(Duration.ZERO, () -> await(closed));
        alarm.ringAfter(
                Duration.ofMillis(1), () -> rung.add(Thread.currentThread().getName()));
        Alarm.Handle takenBack = alarm.ringAfter(Duration.ofMillis(200), () -> rung.add("taken back"));
        alarm.ringAfter(Duration.ofMillis(201), () -> rung.add("kept"));
        alarm.close();
        takenBack.cancel();
        closed.countDown();

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> alarm.ringAfter(Duration.ZERO, () -> rung.add("refused")))
                .withMessage("the alarm of thread 'alarm-of-a-test' has been closed");
        assertThat(next()).isEqualTo("retrykit-timer");
        assertThat(next()).isEqualTo("kept");
        for (Thread thread : threads()) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
        assertThat(threads()).isEmpty();
    }

    @Test
    void theSharedOneCannotBeClosed() throws InterruptedException {
        Alarm.system().close();
        Alarm.system().ringAfter(Duration.ZERO, () -> rung.add("open"));

        assertThat(next()).isEqualTo("open");
    }

    @Test
    void losesAndDoublesNothingWhenManySetAndTakeBack() throws InterruptedException {
        int each = 20_000;
        AtomicInteger rings = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(2);
        for (int t = 0; t < 2; t++) {
            long seed = t;
            new Thread(() -> {
                        Random random = new Random(seed);
                        List<Alarm.Handle> handles = new ArrayList<>();
                        for (int i = 0; i < each; i++) {
                            alarm.ringAfter(Duration.ofNanos(random.nextInt(5_000_000)), rings::incrementAndGet);
                            handles.add(alarm.ringAfter(Duration.ofHours(1), () -> rung.add("taken back")));
                        }
                        Collections.shuffle(handles, random);
                        handles.forEach(Alarm.Handle::cancel);
                        done.countDown();
                    })
                    .start();
        }
        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        long start = System.nanoTime();
        while (rings.get() < 2 * each && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(30)) {
            LockSupport.parkNanos(100_000);
        }

        assertThat(rings).hasValue(2 * each);
        assertThat(rung).isEmpty();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
