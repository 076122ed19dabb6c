package dev.retrykit.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class VirtualTimeTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTime time = new VirtualTime();
    private final List<String> rung = new ArrayList<>();

    private Alarm.Handle note(Duration delay, String name) {
        return time.ringAfter(delay, () -> rung.add(name + " at " + time.elapsed()));
    }

    @Test
    void standsStillUntilItIsToldToPass() {
        assertThat(time.nanos()).isZero();
        time.advance(Duration.ofNanos(7));
        assertThat(time.nanos()).isEqualTo(7);
        assertThat(time.elapsed()).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void doesNotGoBack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> time.advance(Duration.ofNanos(-1)))
                .withMessage("duration must not be negative, but was PT-0.000000001S");
    }

    @Test
    void stopsAtTheEndOfTime() {
        time.advance(SECOND);
        time.advance(Duration.ofSeconds(Long.MAX_VALUE));
        assertThat(time.nanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Nested
    class Sleeping {

        @Test
        void passesTheTimeAndIsRemembered() throws InterruptedException {
            time.sleep(SECOND, () -> false);
            time.sleep(Duration.ofMillis(5), () -> false);
            assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(1005));
            assertThat(time.sleeps()).containsExactly(SECOND, Duration.ofMillis(5));
        }

        @Test
        void endsWhenItIsOver() throws InterruptedException {
            Alarm.Handle half = note(Duration.ofMillis(500), "half");
            time.sleep(SECOND, () -> !rung.isEmpty());
            half.cancel();
            assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
        }

        @Test
        void endsAtAnInterruptAndClearsTheFlag() {
            Alarm.Handle half = time.ringAfter(Duration.ofMillis(500), Thread.currentThread()::interrupt);
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(SECOND, () -> false));
            half.cancel();
            assertThat(Thread.interrupted()).isFalse();
            assertThat(time.elapsed()).isEqualTo(Duration.ofMillis(500));
        }

        @Test
        void doesNotBeginWhenTheThreadIsInterrupted() {
            Thread.currentThread().interrupt();
            assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> time.sleep(SECOND, () -> false));
            assertThat(time.sleeps()).isEmpty();
            assertThat(time.elapsed()).isZero();
        }
    }

    @Nested
    class Alarms {

        @Test
        void ringInTheOrderOfTheirTimesEachAtItsOwn() {
            List<Alarm.Handle> handles = List.of(
                    note(Duration.ofSeconds(3), "third"),
                    note(SECOND, "first"),
                    note(Duration.ofSeconds(2), "second"),
                    note(SECOND, "first too"));
            assertThat(time.pendingAlarms()).isEqualTo(handles.size());
            time.advance(Duration.ofSeconds(2));
            assertThat(rung).containsExactly("first at PT1S", "first too at PT1S", "second at PT2S");
            assertThat(time.pendingAlarms()).isEqualTo(1);
            assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(2));
        }

        @Test
        void thatAreTakenBackDoNotRing() {
            Alarm.Handle handle = note(SECOND, "never");
            handle.cancel();
            handle.cancel();
            time.advance(Duration.ofHours(1));
            assertThat(rung).isEmpty();
            assertThat(time.pendingAlarms()).isZero();
        }

        @Test
        void thatAreSetByAnAlarmRingInTheSameAdvance() {
            List<Alarm.Handle> handles = new ArrayList<>();
            handles.add(time.ringAfter(SECOND, () -> handles.add(note(SECOND, "second"))));
            time.advance(Duration.ofSeconds(2));
            assertThat(rung).containsExactly("second at PT2S");
        }

        @Test
        void ofAPastTimeRingAtOnceWhenTimePasses() {
            Alarm.Handle past = note(Duration.ofSeconds(-5), "past");
            time.advance(Duration.ZERO);
            past.cancel();
            assertThat(rung).containsExactly("past at PT0S");
        }
    }

    @Test
    void aRecordingListenerRemembersEventsInOrderAndByKind() {
        RecordingListener listener = new RecordingListener();
        RetryEvent scheduled = new RetryEvent.RetryScheduled("a", 1, 2, SECOND);
        RetryEvent succeeded = new RetryEvent.CallSucceeded("a", 1, 2, SECOND);
        listener.on(scheduled);
        List<RetryEvent> before = listener.events();
        listener.on(succeeded);
        assertThat(before).containsExactly(scheduled);
        assertThat(listener.events()).containsExactly(scheduled, succeeded);
        assertThat(listener.events(RetryEvent.CallSucceeded.class))
                .containsExactly((RetryEvent.CallSucceeded) succeeded);
        assertThat(listener.wantsFirstTrySuccesses()).isTrue();
    }
}
