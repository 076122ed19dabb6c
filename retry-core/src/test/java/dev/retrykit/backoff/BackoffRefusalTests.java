package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every argument that is refused, with the whole message. */
class BackoffRefusalTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration NEGATIVE = Duration.ofMillis(-1);
    private static final Backoff EXPONENTIAL = Backoff.exponential(SECOND, 2);

    static Stream<Arguments> arguments() {
        return Stream.of(
                refused(() -> Backoff.fixed(NEGATIVE), "delay must not be negative, but was PT-0.001S"),
                refused(
                        () -> Backoff.fixed(Duration.ofSeconds(Long.MIN_VALUE)),
                        "delay must not be negative, but was PT-2562047788015215H-30M-8S"),
                refused(() -> Backoff.linear(NEGATIVE, SECOND), "initial must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.linear(SECOND, NEGATIVE), "increment must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.exponential(NEGATIVE, 2), "initial must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.exponential(SECOND, 0.5), "multiplier must be at least 1, but was 0.5"),
                refused(() -> Backoff.exponential(SECOND, -1), "multiplier must be at least 1, but was -1.0"),
                refused(() -> Backoff.exponential(SECOND, Double.NaN), "multiplier must be at least 1, but was NaN"),
                refused(
                        () -> Backoff.exponential(SECOND, Double.POSITIVE_INFINITY),
                        "multiplier must be finite, but was Infinity"),
                refused(() -> Backoff.fibonacci(NEGATIVE), "initial must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.ofDelays(), "delays must hold at least one delay, but was []"),
                refused(() -> Backoff.ofDelays(List.of()), "delays must hold at least one delay, but was []"),
                refused(() -> Backoff.ofDelays(SECOND, NEGATIVE), "delays[1] must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.decorrelated(NEGATIVE, SECOND), "base must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.decorrelated(SECOND, NEGATIVE), "max must not be negative, but was PT-0.001S"),
                refused(
                        () -> Backoff.decorrelated(TEN, SECOND),
                        "max must not be shorter than base (PT10S), but was PT1S"),
                refused(() -> Backoff.grpc(NEGATIVE, 2, TEN), "initial must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.grpc(Duration.ZERO, 2, TEN), "initial must be longer than 0, but was PT0S"),
                refused(() -> Backoff.grpc(SECOND, 0, TEN), "multiplier must be greater than 0, but was 0.0"),
                refused(() -> Backoff.grpc(SECOND, -0.5, TEN), "multiplier must be greater than 0, but was -0.5"),
                refused(() -> Backoff.grpc(SECOND, Double.NaN, TEN), "multiplier must be greater than 0, but was NaN"),
                refused(
                        () -> Backoff.grpc(SECOND, Double.POSITIVE_INFINITY, TEN),
                        "multiplier must be finite, but was Infinity"),
                refused(() -> Backoff.grpc(SECOND, 2, NEGATIVE), "max must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.grpc(SECOND, 2, Duration.ZERO), "max must be longer than 0, but was PT0S"),
                refused(() -> Backoff.azure(NEGATIVE, SECOND, TEN), "interval must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.azure(SECOND, NEGATIVE, TEN), "delta must not be negative, but was PT-0.001S"),
                refused(() -> Backoff.azure(SECOND, SECOND, NEGATIVE), "max must not be negative, but was PT-0.001S"),
                refused(
                        () -> Backoff.azure(TEN, SECOND, SECOND),
                        "max must not be shorter than interval (PT10S), but was PT1S"),
                refused(() -> EXPONENTIAL.cappedAt(NEGATIVE), "max must not be negative, but was PT-0.001S"),
                refused(
                        () -> Backoff.exponential(TEN, 2).cappedAt(SECOND),
                        "max must not be shorter than delay (PT10S), but was PT1S"),
                refused(
                        () -> Backoff.exponential(TEN, 2)
                                .jittered(Jitter.full())
                                .cappedAt(SECOND),
                        "max must not be shorter than delay (PT10S), but was PT1S"),
                refused(
                        () -> Backoff.ofDelays(TEN, SECOND).cappedAt(SECOND),
                        "max must not be shorter than delay (PT10S), but was PT1S"),
                refused(
                        () -> new UsersBackoff(SECOND).cappedAt(NEGATIVE),
                        "max must not be negative, but was PT-0.001S"),
                refused(() -> EXPONENTIAL.raisedTo(NEGATIVE), "floor must not be negative, but was PT-0.001S"),
                refused(
                        () -> EXPONENTIAL.cappedAt(TEN).raisedTo(NEGATIVE),
                        "floor must not be negative, but was PT-0.001S"),
                refused(
                        () -> Backoff.grpc(SECOND, 2, TEN).raisedTo(NEGATIVE),
                        "floor must not be negative, but was PT-0.001S"));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void refusesAnArgumentThatBreaksItsRule(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    static Stream<Backoff> backoffs() {
        return Stream.of(
                Backoff.none(),
                Backoff.fixed(SECOND),
                Backoff.linear(SECOND, SECOND),
                EXPONENTIAL,
                Backoff.fibonacci(SECOND),
                Backoff.ofDelays(SECOND),
                Backoff.decorrelated(SECOND, TEN),
                Backoff.grpc(SECOND, 2, TEN),
                Backoff.azure(SECOND, SECOND, TEN),
                EXPONENTIAL.cappedAt(TEN),
                EXPONENTIAL.jittered(Jitter.full()),
                EXPONENTIAL.raisedTo(TEN));
    }

    @ParameterizedTest
    @MethodSource("backoffs")
    void refusesARetryBeforeTheFirst(Backoff backoff) {
        for (int retry : new int[] {0, -1, Integer.MIN_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backoff.delayBefore(retry, Duration.ZERO, Draw.LOWEST))
                    .withMessage("retry must be at least 1, but was " + retry);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> backoff.nominalBefore(retry))
                    .withMessage("retry must be at least 1, but was " + retry);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesARetryBeforeTheFirstForTheNominalDelayOfAUsersBackoff(int retry) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UsersBackoff(SECOND).nominalBefore(retry))
                .withMessage("retry must be at least 1, but was " + retry);
    }

    @ParameterizedTest
    @MethodSource("backoffs")
    @SuppressWarnings("NullAway") // null is what is tested
    void refusesToDrawWithNull(Backoff backoff) {
        assertThatNullPointerException()
                .isThrownBy(() -> backoff.delayBefore(1, null, Draw.LOWEST))
                .withMessage("previous must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> backoff.delayBefore(1, Duration.ZERO, null))
                .withMessage("random must not be null");
    }

    @SuppressWarnings("NullAway") // null is what is tested
    static Stream<Arguments> nulls() {
        return Stream.of(
                refused(() -> Backoff.fixed(null), "delay must not be null"),
                refused(() -> Backoff.linear(null, SECOND), "initial must not be null"),
                refused(() -> Backoff.linear(SECOND, null), "increment must not be null"),
                refused(() -> Backoff.exponential(null, 2), "initial must not be null"),
                refused(() -> Backoff.fibonacci(null), "initial must not be null"),
                refused(() -> Backoff.ofDelays((List<Duration>) null), "delays must not be null"),
                refused(() -> Backoff.ofDelays((Duration[]) null), "delays must not be null"),
                refused(() -> Backoff.ofDelays(SECOND, null), "delays[1] must not be null"),
                refused(() -> Backoff.ofDelays(Arrays.asList(null, SECOND)), "delays[0] must not be null"),
                refused(() -> Backoff.decorrelated(null, SECOND), "base must not be null"),
                refused(() -> Backoff.decorrelated(SECOND, null), "max must not be null"),
                refused(() -> Backoff.grpc(null, 2, SECOND), "initial must not be null"),
                refused(() -> Backoff.grpc(SECOND, 2, null), "max must not be null"),
                refused(() -> Backoff.azure(null, SECOND, SECOND), "interval must not be null"),
                refused(() -> Backoff.azure(SECOND, null, SECOND), "delta must not be null"),
                refused(() -> Backoff.azure(SECOND, SECOND, null), "max must not be null"),
                refused(() -> EXPONENTIAL.cappedAt(null), "max must not be null"),
                refused(() -> EXPONENTIAL.jittered(null), "jitter must not be null"),
                refused(() -> EXPONENTIAL.raisedTo(null), "floor must not be null"),
                refused(() -> EXPONENTIAL.cappedAt(TEN).cappedAt(null), "max must not be null"),
                refused(() -> EXPONENTIAL.cappedAt(TEN).jittered(null), "jitter must not be null"),
                refused(() -> EXPONENTIAL.cappedAt(TEN).raisedTo(null), "floor must not be null"),
                refused(() -> Backoff.grpc(SECOND, 2, SECOND).cappedAt(null), "max must not be null"),
                refused(() -> Backoff.grpc(SECOND, 2, SECOND).jittered(null), "jitter must not be null"),
                refused(() -> Backoff.grpc(SECOND, 2, SECOND).raisedTo(null), "floor must not be null"));
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void refusesNull(ThrowingCallable call, String message) {
        assertThatExceptionOfType(NullPointerException.class).isThrownBy(call).withMessage(message);
    }

    static Stream<Arguments> repetitions() {
        Backoff grpc = Backoff.grpc(SECOND, 2, TEN);
        Backoff raised = EXPONENTIAL.raisedTo(TEN);
        return Stream.of(
                refused(
                        () -> EXPONENTIAL.cappedAt(TEN).cappedAt(Duration.ofSeconds(5)),
                        "max must be set only once, but was PT10S and then PT5S"),
                refused(
                        () -> EXPONENTIAL.cappedAt(TEN).jittered(Jitter.full()).cappedAt(TEN),
                        "max must be set only once, but was PT10S and then PT10S"),
                refused(
                        () -> EXPONENTIAL.jittered(Jitter.full()).jittered(Jitter.equal()),
                        "jitter must be set only once, but was full jitter and then equal jitter"),
                refused(
                        () -> EXPONENTIAL.jittered(Jitter.none()).cappedAt(TEN).jittered(Jitter.full()),
                        "jitter must be set only once, but was no jitter and then full jitter"),
                refused(() -> raised.cappedAt(TEN), "max must be set before the floor (PT10S), but was PT10S"),
                refused(
                        () -> raised.jittered(Jitter.full()),
                        "jitter must be set before the floor (PT10S), but was full jitter"),
                refused(
                        () -> grpc.cappedAt(SECOND),
                        "max must not be set on grpc 1s x 2 up to 10s, which has its own randomness and bound,"
                                + " but was PT1S"),
                refused(
                        () -> grpc.jittered(Jitter.full()),
                        "jitter must not be set on grpc 1s x 2 up to 10s, which has its own randomness and bound,"
                                + " but was full jitter"),
                refused(
                        () -> Backoff.azure(SECOND, SECOND, TEN).cappedAt(SECOND),
                        "max must not be set on azure 1s + 1s up to 10s, which has its own randomness and bound,"
                                + " but was PT1S"),
                refused(
                        () -> Backoff.decorrelated(SECOND, TEN).jittered(Jitter.none()),
                        "jitter must not be set on decorrelated 1s up to 10s, which has its own randomness and bound,"
                                + " but was no jitter"));
    }

    @ParameterizedTest
    @MethodSource("repetitions")
    void refusesWhatContradictsAnEarlierWord(ThrowingCallable call, String message) {
        assertThatIllegalStateException().isThrownBy(call).withMessage(message);
    }

    private static Arguments refused(ThrowingCallable call, String message) {
        return Arguments.of(call, message);
    }
}
