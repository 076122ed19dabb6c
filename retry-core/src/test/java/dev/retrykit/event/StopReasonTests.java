package dev.retrykit.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StopReasonTests {

    @Test
    void fiveSayThatTheCallIsExhausted() {
        assertThat(Arrays.stream(StopReason.values())
                        .filter(StopReason::exhausted)
                        .map(StopReason::code))
                .containsExactly("max-attempts", "total-timeout", "budget", "server-refused", "server-delay");
    }

    @Test
    void sixSayThatItHasFailed() {
        assertThat(Arrays.stream(StopReason.values())
                        .filter(reason -> !reason.exhausted())
                        .map(StopReason::code))
                .containsExactly("not-retryable", "nested", "interrupted", "cancelled", "closed", "policy-error");
    }

    @Test
    void outcomesAreWrittenInLowerCase() {
        assertThat(Arrays.stream(CallOutcome.values()).map(CallOutcome::code))
                .containsExactly("success", "exhausted", "failed");
        assertThat(Arrays.stream(AttemptOutcome.values()).map(AttemptOutcome::code))
                .containsExactly("success", "failure", "unacceptable");
    }

    @Test
    @SuppressWarnings("NullAway") // what careless code does
    void eventsMustSayOfWhomTheySpeak() {
        assertThatNullPointerException()
                .isThrownBy(() -> new RetryEvent.AttemptFailed(null, 1, 1, null, null))
                .withMessage("retrier must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new RetryEvent.RetryScheduled("a", 1, 2, null))
                .withMessage("delay must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new RetryEvent.CallSucceeded("a", 1, 1, null))
                .withMessage("sinceFirstFailure must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> new RetryEvent.CallEnded("a", 1, null, 1, Duration.ZERO, null, null, null))
                .withMessage("reason must not be null");
    }

    @Test
    void aListenerDoesNotHearOfFirstTrySuccessesUnlessItSaysSo() {
        RetryListener listener = event -> {};
        assertThat(listener.wantsFirstTrySuccesses()).isFalse();
    }
}
