package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one sleeper whose business is real time: it sleeps two milliseconds, or an hour that somebody ends. */
@Timeout(60)
class ParkingSleeperTests {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Sleeper sleeper = Sleeper.system();

    @Test
    void sleepsAtLeastAsLongAsAsked() throws InterruptedException {
        long began = System.nanoTime();
        sleeper.sleep(Duration.ofMillis(2), () -> false);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void sleepsOnWhenItIsUnparkedForNoReason() throws InterruptedException {
        long began = System.nanoTime();
        LockSupport.unpark(Thread.currentThread());
        sleeper.sleep(Duration.ofMillis(2), () -> false);
        assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(2_000_000);
    }

    @Test
    void doesNotBeginWhenItIsOver() throws InterruptedException {
        sleeper.sleep(HOUR, () -> true);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void doesNotBeginWhenTheThreadIsInterruptedAndClearsTheFlag() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> sleeper.sleep(HOUR, () -> false));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void looksAtTheFlagAlsoWhenThereIsNothingToSleep() {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedException.class)
                .isThrownBy(() -> sleeper.sleep(Duration.ZERO, () -> false));
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void sleepsForMoreThanALifetimeUntilSomebodyEndsIt() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        AtomicBoolean over = new AtomicBoolean();
        FutureTask<String> task = new FutureTask<>(() -> {
            sleeper.sleep(Duration.ofSeconds(Long.MAX_VALUE), () -> {
                asleep.countDown();
                return over.get();
            });
            return "woken";
        });
        Thread thread = new Thread(task, "sleeps");
        thread.setDaemon(true);
        thread.start();
        assertThat(asleep.await(30, TimeUnit.SECONDS)).isTrue();
        over.set(true);
        LockSupport.unpark(thread);
        assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo("woken");
    }

    @Test
    void endsWhenTheSleepingThreadIsInterrupted() throws Exception {
        CountDownLatch asleep = new CountDownLatch(1);
        FutureTask<String> task = new FutureTask<>(() -> {
            try {
                sleeper.sleep(HOUR, () -> {
                    asleep.countDown();
                    return false;
                });
                return "slept";
            } catch (InterruptedException interrupted) {
                return "interrupted, flag " + Thread.currentThread().isInterrupted();
            }
        });
        Thread thread = new Thread(task, "sleeps");
        thread.setDaemon(true);
        thread.start();
        assertThat(asleep.await(30, TimeUnit.SECONDS)).isTrue();
        thread.interrupt();
        assertThat(task.get(30, TimeUnit.SECONDS)).isEqualTo("interrupted, flag false");
    }
}
