package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PendingTests {

    private final Alarm alarm = Alarm.ofThread("alarm-of-a-test");
    private final BlockingQueue<String> rung = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        alarm.close();
    }

    private final class Noted extends Pending {

        private final String name;

        Noted(String name) {
            this.name = name;
        }

        @Override
        public void run() {
            rung.add(name);
        }
    }

    private @Nullable String next() throws InterruptedException {
        return rung.poll(30, TimeUnit.SECONDS);
    }

    @Test
    void isSetUntilItIsForgotten() throws InterruptedException {
        Noted pending = new Noted("rung");
        assertThat(pending.isSet()).isFalse();

        pending.set(alarm, Duration.ofMillis(1));

        assertThat(next()).isEqualTo("rung");
        assertThat(pending.isSet()).isTrue();
        pending.forget();
        assertThat(pending.isSet()).isFalse();
    }

    @Test
    void canBeTakenBackOnce() throws InterruptedException {
        Noted pending = new Noted("taken back");
        pending.set(alarm, Duration.ofMillis(20));
        pending.cancel();
        pending.cancel();
        new Noted("kept").set(alarm, Duration.ofMillis(21));

        assertThat(pending.isSet()).isFalse();
        assertThat(next()).isEqualTo("kept");
        assertThat(rung).isEmpty();
    }

    @Test
    void canBeTakenBackByWhatIsDueAtTheSameTime() throws InterruptedException {
        CountDownLatch bothAreSet = new CountDownLatch(1);
        Noted second = new Noted("second");
        alarm.ringAfter(Duration.ZERO, () -> await(bothAreSet));
        alarm.ringAfter(Duration.ZERO, second::cancel);
        second.set(alarm, Duration.ofNanos(1));
        new Noted("third").set(alarm, Duration.ofNanos(2));
        bothAreSet.countDown();

        assertThat(next()).isEqualTo("third");
        assertThat(rung).isEmpty();
    }

    @Test
    void isTakenBackFromTheAlarmThatTookOver() throws InterruptedException {
        Noted pending = new Noted("taken back");
        pending.set(alarm, Duration.ofMillis(200));
        alarm.close();
        pending.cancel();
        new Noted("kept").set(Alarm.system(), Duration.ofMillis(201));

        assertThat(next()).isEqualTo("kept");
        assertThat(rung).isEmpty();
    }

    @Test
    void isTakenBackFromAnotherKindOfAlarmByItsHandle() {
        List<String> takenBack = new ArrayList<>();
        Alarm another = (delay, action) -> () -> takenBack.add("taken back after " + delay);
        Noted pending = new Noted("unused");
        pending.set(another, Duration.ofSeconds(1));
        assertThat(pending.isSet()).isTrue();
        pending.cancel();

        assertThat(pending.isSet()).isFalse();
        assertThat(takenBack).containsExactly("taken back after PT1S");
    }

    @Test
    void isTakenBackThroughAnAlarmAroundOurs() throws InterruptedException {
        List<String> takenBack = new ArrayList<>();
        Alarm around = (delay, action) -> {
            Alarm.Handle inner = alarm.ringAfter(delay, action);
            return () -> {
                takenBack.add("taken back");
                inner.cancel();
            };
        };
        Noted pending = new Noted("not rung");
        pending.set(around, Duration.ofMillis(20));
        pending.cancel();
        new Noted("kept").set(around, Duration.ofMillis(21));

        assertThat(next()).isEqualTo("kept");
        assertThat(takenBack).containsExactly("taken back");
        assertThat(rung).isEmpty();
    }

    @Test
    void isSetOnlyOnce() {
        Noted pending = new Noted("unused");
        pending.set(alarm, Duration.ofHours(1));

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> pending.set(alarm, Duration.ofHours(1)))
                .withMessage("what is pending must not be set again before it has rung or is taken back");
        pending.cancel();
    }

    @Test
    void isNotSetWhereTheAlarmRefuses() {
        alarm.close();
        Noted pending = new Noted("unused");

        assertThatExceptionOfType(RejectedExecutionException.class)
                .isThrownBy(() -> pending.set(alarm, Duration.ZERO))
                .withMessage("the alarm of thread 'alarm-of-a-test' has been closed");
        assertThat(pending.isSet()).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
