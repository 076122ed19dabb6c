package dev.retrykit.sources;

import static dev.retrykit.sources.Times.allSeconds;
import static dev.retrykit.sources.Times.justBelow;
import static dev.retrykit.sources.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code RetrySettings} of gax for .NET 4.4.0. */
class GaxDotnetRetrySettingsTests {

    /** FromExponentialBackoff(attempts, 1 s, 5 s, 2.0, …) with a jitter. */
    private static RetryPolicy exponential(int maxAttempts, Jitter jitter) {
        return RetryPolicy.builder()
                .maxAttempts(maxAttempts)
                .backoff(Backoff.exponential(seconds(1), 2).cappedAt(seconds(5)).jittered(jitter))
                .build();
    }

    /** FromConstantBackoff(4, 1 s, …) with a jitter. */
    private static RetryPolicy constant(Jitter jitter) {
        return RetryPolicy.builder()
                .maxAttempts(4)
                .backoff(Backoff.fixed(seconds(1)).jittered(jitter))
                .build();
    }

    @Test
    void constantBackoffWaitsTheSameEachTime() {
        Playback call = Playback.of(constant(Jitter.none()), Step.fails());

        assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 2, 3));
        assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
    }

    @Test
    void constantBackoffIsJitteredToo() {
        assertThat(Playback.of(constant(Jitter.full()), Draw.LOWEST, Step.fails())
                        .waits())
                .isEqualTo(allSeconds(0, 0, 0));
        assertThat(Playback.of(constant(Jitter.full()), Draw.HIGHEST, Step.fails())
                        .waits())
                .isEqualTo(justBelow(1, 1, 1));
    }

    @Test
    void exponentialBackoffIsMultipliedUpToItsMaximum() {
        assertThat(Playback.of(exponential(6, Jitter.none()), Step.fails()).waits())
                .isEqualTo(allSeconds(1, 2, 4, 5, 5));
    }

    @Test
    void randomJitterIsTheDefaultAndDrawsFromZero() {
        RetryPolicy jittered = exponential(6, Jitter.full());

        assertThat(Playback.of(jittered, Draw.LOWEST, Step.fails()).waits()).isEqualTo(allSeconds(0, 0, 0, 0, 0));
        assertThat(Playback.of(jittered, Draw.MIDDLE, Step.fails()).waits()).isEqualTo(allSeconds(.5, 1, 2, 2.5, 2.5));
        assertThat(Playback.of(jittered, Draw.HIGHEST, Step.fails()).waits()).isEqualTo(justBelow(1, 2, 4, 5, 5));
        assertThat(RetryPolicy.defaults().backoff())
                .isEqualTo(Backoff.exponential(seconds(.1), 2)
                        .cappedAt(seconds(10))
                        .jittered(Jitter.full()));
    }

    @Test
    void noJitterWaitsTheMaximumItIsGiven() {
        assertThat(Playback.of(exponential(4, Jitter.none()), Draw.LOWEST, Step.fails())
                        .waits())
                .isEqualTo(allSeconds(1, 2, 4));
    }

    @Test
    void anOwnJitterIsALambda() {
        Jitter half = (nominal, random) -> nominal.dividedBy(2);

        assertThat(Playback.of(exponential(4, half), Step.fails()).waits()).isEqualTo(allSeconds(.5, 1, 2));
    }

    @Test
    void aRetryThatWouldStartAtTheDeadlineOrLaterIsNotMade() {
        RetryPolicy policy = exponential(6, Jitter.none()).toBuilder()
                .totalTimeout(seconds(5))
                .build();

        Playback call = Playback.of(policy, Step.fails());

        assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 3));
        assertThat(call.end()).isEqualTo(seconds(3));
        assertThat(call.reason()).isEqualTo(StopReason.TOTAL_TIMEOUT);
    }

    @Test
    void theDeadlineIsComparedWithTheJitteredDelay() {
        RetryPolicy policy = exponential(4, Jitter.full()).toBuilder()
                .totalTimeout(seconds(5))
                .build();

        // 0.5 + 1 + 2 = 3.5 s, where 1 + 2 + 4 would be too late
        assertThat(Playback.of(policy, Draw.MIDDLE, Step.fails()).starts()).isEqualTo(allSeconds(0, .5, 1.5, 3.5));
    }

    @Test
    void maxAttemptsOfOneNeverRetries() {
        assertThat(Playback.of(exponential(1, Jitter.none()), Step.fails()).attempts())
                .hasSize(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exponential(0, Jitter.none()))
                .withMessage("maxAttempts must be at least 1, but was 0");
    }

    @Test
    void retryFilterIsAPredicateOverTheFailure() {
        RetryPolicy policy = exponential(4, Jitter.none()).toBuilder()
                .retryOn(outcome -> outcome.failure() instanceof IllegalStateException)
                .build();

        assertThat(Playback.of(policy, Step.throwing(new IllegalStateException("busy")))
                        .attempts())
                .hasSize(4);
        assertThat(Playback.of(policy, Step.throwing(new IllegalArgumentException("wrong")))
                        .reason())
                .isEqualTo(StopReason.NOT_RETRYABLE);
    }

    @Test
    void filterForStatusCodesRetriesTheseAlone() {
        RetryPolicy policy = exponential(4, Jitter.none()).toBuilder()
                .retryOn(FailureCondition.onStatus("UNAVAILABLE", "ABORTED"))
                .build();

        Playback call = Playback.of(policy, Step.failsWith("ABORTED"), Step.fails(), Step.failsWith("NOT_FOUND"));

        assertThat(call.attempts()).hasSize(3);
        assertThat(call.reason()).isEqualTo(StopReason.NOT_RETRYABLE);
    }

    @Test
    void filterForStatusCodesTakesACollectionToo() {
        Set<String> codes = Set.of("UNAVAILABLE", "ABORTED");
        RetryPolicy policy = exponential(4, Jitter.none()).toBuilder()
                .retryOn(FailureCondition.onStatusElse(codes, FailureCondition.on(List.of())))
                .build();

        assertThat(Playback.of(policy, Step.failsWith("ABORTED"), Step.failsWith("NOT_FOUND"))
                        .attempts())
                .hasSize(2);
        assertThat(Playback.of(policy, Step.throwing(new IllegalStateException("no status")))
                        .attempts())
                .hasSize(1);
    }

    @Test
    void nextBackoffIsTheNominalDelayOfTheNextRetry() {
        Backoff backoff = exponential(6, Jitter.none()).backoff();

        assertThat(List.of(
                        backoff.nominalBefore(1),
                        backoff.nominalBefore(2),
                        backoff.nominalBefore(3),
                        backoff.nominalBefore(4)))
                .isEqualTo(allSeconds(1, 2, 4, 5));
    }

    @Test
    void nextBackoffFromAnyDelayIsALambda() {
        Backoff next = (retry, previous, random) -> clamp(previous.multipliedBy(2), seconds(1), seconds(5));

        assertThat(List.of(
                        next.delayBefore(1, Duration.ZERO, Draw.MIDDLE),
                        next.delayBefore(2, seconds(.75), Draw.MIDDLE),
                        next.delayBefore(2, seconds(1), Draw.MIDDLE),
                        next.delayBefore(3, seconds(2), Draw.MIDDLE),
                        next.delayBefore(4, seconds(4), Draw.MIDDLE)))
                .isEqualTo(allSeconds(1, 1.5, 2, 4, 5));
        assertThat(Playback.of(
                                RetryPolicy.builder()
                                        .maxAttempts(6)
                                        .backoff(next)
                                        .build(),
                                Step.fails())
                        .waits())
                .isEqualTo(allSeconds(1, 2, 4, 5, 5));
    }

    private static Duration clamp(Duration value, Duration least, Duration most) {
        return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
    }

    @Test
    void valuesOutsideTheirBoundsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(seconds(-1), 2))
                .withMessage("initial must not be negative, but was PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(seconds(1), .5))
                .withMessage("multiplier must be at least 1, but was 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.exponential(seconds(10), 2).cappedAt(seconds(1)))
                .withMessage("max must not be shorter than delay (PT10S), but was PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.fixed(seconds(-1)))
                .withMessage("delay must not be negative, but was PT-1S");
    }
}
