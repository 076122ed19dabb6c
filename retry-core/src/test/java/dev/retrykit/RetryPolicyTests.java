package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerDelay;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void defaultsToThreeAttemptsWithoutLimitsOfTime() {
        RetryPolicy policy = RetryPolicy.defaults();
        assertThat(policy.maxAttempts()).hasValue(3);
        assertThat(policy.totalTimeout()).isEmpty();
        assertThat(policy.attemptTimeout()).isEmpty();
        assertThat(policy.interruptAttempts()).isTrue();
        assertThat(policy.firstRetryImmediate()).isFalse();
        assertThat(policy.retryOn()).isSameAs(FailureCondition.standard());
        assertThat(policy.matchCauses()).isTrue();
        assertThat(policy.onUnacceptableResult()).isEmpty();
        assertThat(policy.retryAfterFirstElement()).isFalse();
        assertThat(policy.serverDelay()).isEmpty();
        assertThat(policy.serverDelayMax()).isEqualTo(Duration.ofSeconds(30));
        assertThat(policy.hedging()).isEmpty();
        assertThat(policy.nested()).isEqualTo(dev.retrykit.Nested.ONCE);
        assertThat(RetryPolicy.defaults()).isSameAs(policy);
    }

    @Test
    void defaultsToABackOffFromTenthOfASecondToTenSecondsWithFullJitter() {
        Backoff backoff = RetryPolicy.defaults().backoff();
        assertThat(Stream.of(1, 2, 3, 7, 8, 1_000_000).map(backoff::nominalBefore))
                .containsExactly(
                        Duration.ofMillis(100),
                        Duration.ofMillis(200),
                        Duration.ofMillis(400),
                        Duration.ofMillis(6400),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
        assertThat(backoff.delayBefore(2, Duration.ZERO, new HalfwayRandom())).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void hedgesNoLongerOnceHedgingIsTakenBack() {
        RetryPolicy hedged = RetryPolicy.builder()
                .hedging(new Hedging(SECOND))
                .nested(dev.retrykit.Nested.MULTIPLY)
                .build();

        RetryPolicy policy = hedged.toBuilder().noHedging().build();

        assertThat(policy.hedging()).isEmpty();
        assertThat(policy.nested()).isEqualTo(dev.retrykit.Nested.MULTIPLY);
        assertThat(hedged.hedging()).contains(new Hedging(SECOND));
    }

    @Test
    void carriesWhatItWasGiven() {
        Backoff backoff = Backoff.fixed(SECOND);
        FailureCondition condition = FailureCondition.on(Exception.class);
        ServerDelay source = answer -> null;
        AttemptTimeout limit = AttemptTimeout.fixed(SECOND);
        Hedging hedging = new Hedging(SECOND);
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(7)
                .totalTimeout(Duration.ofMinutes(1))
                .attemptTimeout(limit)
                .interruptAttempts(false)
                .backoff(backoff)
                .firstRetryImmediate(true)
                .retryOn(condition)
                .matchCauses(false)
                .onUnacceptableResult(ResultOutcome.RETURN_LAST)
                .retryAfterFirstElement(true)
                .serverDelay(source, Duration.ZERO)
                .hedging(hedging)
                .nested(dev.retrykit.Nested.MULTIPLY)
                .build();
        for (RetryPolicy each : new RetryPolicy[] {policy, policy.toBuilder().build()}) {
            assertThat(each.maxAttempts()).hasValue(7);
            assertThat(each.totalTimeout()).contains(Duration.ofMinutes(1));
            assertThat(each.attemptTimeout()).contains(limit);
            assertThat(each.interruptAttempts()).isFalse();
            assertThat(each.backoff()).isSameAs(backoff);
            assertThat(each.firstRetryImmediate()).isTrue();
            assertThat(each.retryOn()).isSameAs(condition);
            assertThat(each.matchCauses()).isFalse();
            assertThat(each.onUnacceptableResult()).contains(ResultOutcome.RETURN_LAST);
            assertThat(each.retryAfterFirstElement()).isTrue();
            assertThat(each.serverDelay()).contains(source);
            assertThat(each.serverDelayMax()).isZero();
            assertThat(each.hedging()).contains(hedging);
            assertThat(each.nested()).isEqualTo(dev.retrykit.Nested.MULTIPLY);
        }
    }

    @Nested
    class ABuilder {

        @Test
        void leavesThePoliciesItMadeAlone() {
            RetryPolicy.Builder builder = RetryPolicy.builder().maxAttempts(2);
            RetryPolicy two = builder.build();
            assertThat(builder.maxAttempts(5).build().maxAttempts()).hasValue(5);
            assertThat(two.maxAttempts()).hasValue(2);
        }

        @Test
        void ofAPolicyLeavesThatPolicyAlone() {
            RetryPolicy two = RetryPolicy.builder().maxAttempts(2).build();
            assertThat(two.toBuilder().maxAttempts(5).build().maxAttempts()).hasValue(5);
            assertThat(two.maxAttempts()).hasValue(2);
        }

        @Test
        void replacesALimitOfAttemptsByNoneAndBack() {
            RetryPolicy.Builder builder =
                    RetryPolicy.builder().totalTimeout(SECOND).maxAttempts(0).unlimitedAttempts();
            assertThat(builder.build().maxAttempts()).isEmpty();
            assertThat(builder.maxAttempts(4).build().maxAttempts()).hasValue(4);
        }

        @Test
        void doesNotMindTheOrderOfOptions() {
            assertThat(RetryPolicy.builder()
                            .unlimitedAttempts()
                            .totalTimeout(SECOND)
                            .build()
                            .maxAttempts())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void needsAnAttempt(int attempts) {
        RetryPolicy.Builder builder = RetryPolicy.builder().maxAttempts(attempts);
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("maxAttempts must be at least 1, but was " + attempts);
    }

    @Test
    void needsALimitOfTimeIfAttemptsAreUnlimited() {
        RetryPolicy.Builder builder = RetryPolicy.builder().unlimitedAttempts();
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("unlimitedAttempts must be bounded by a totalTimeout, but totalTimeout was not set");
    }

    @Test
    void needsALimitOfAttemptsIfItHedges() {
        RetryPolicy.Builder builder =
                RetryPolicy.builder().unlimitedAttempts().totalTimeout(SECOND).hedging(new Hedging(SECOND));
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessage("hedging must be bounded by maxAttempts, but attempts were unlimited");
    }

    static Stream<Arguments> illegalDurations() {
        Duration negative = Duration.ofNanos(-1);
        return Stream.of(
                illegal(b -> b.totalTimeout(Duration.ZERO), "totalTimeout must be longer than zero, but was PT0S"),
                illegal(
                        b -> b.totalTimeout(negative),
                        "totalTimeout must be longer than zero, but was PT-0.000000001S"),
                illegal(
                        b -> b.serverDelay(answer -> null, negative),
                        "serverDelay max must not be negative, but was PT-0.000000001S"),
                illegal(
                        b -> AttemptTimeout.fixed(Duration.ZERO),
                        "attempt timeout must be longer than zero, but was PT0S"),
                illegal(
                        b -> AttemptTimeout.growing(Duration.ZERO, 2, SECOND),
                        "initial attempt timeout must be longer than zero, but was PT0S"),
                illegal(
                        b -> AttemptTimeout.growing(SECOND, 2, negative),
                        "max attempt timeout must be longer than zero, but was PT-0.000000001S"),
                illegal(
                        b -> AttemptTimeout.growing(SECOND, 2, Duration.ofMillis(999)),
                        "max attempt timeout must not be shorter than initial attempt timeout (PT1S), but was PT0.999S"),
                illegal(
                        b -> AttemptTimeout.growing(SECOND, 0.99, SECOND),
                        "attempt timeout multiplier must be at least 1 and finite, but was 0.99"),
                illegal(
                        b -> AttemptTimeout.growing(SECOND, Double.NaN, SECOND),
                        "attempt timeout multiplier must be at least 1 and finite, but was NaN"),
                illegal(
                        b -> AttemptTimeout.growing(SECOND, Double.POSITIVE_INFINITY, SECOND),
                        "attempt timeout multiplier must be at least 1 and finite, but was Infinity"),
                illegal(
                        b -> b.hedging(new Hedging(negative)),
                        "hedging delay must not be negative, but was PT-0.000000001S"));
    }

    private static Arguments illegal(Consumer<RetryPolicy.Builder> option, String message) {
        return Arguments.of(option, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("illegalDurations")
    void refusesValuesOutOfBounds(Consumer<RetryPolicy.Builder> option, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> option.accept(RetryPolicy.builder()))
                .withMessage(message);
    }

    @SuppressWarnings("NullAway") // what careless code does
    static Stream<Arguments> missingValues() {
        return Stream.of(
                illegal(b -> b.totalTimeout(null), "totalTimeout must not be null"),
                illegal(b -> b.attemptTimeout(null), "attemptTimeout must not be null"),
                illegal(b -> b.backoff(null), "backoff must not be null"),
                illegal(b -> b.retryOn(null), "retryOn must not be null"),
                illegal(b -> b.retryOnResult(null, value -> true), "type must not be null"),
                illegal(b -> b.retryOnResult(String.class, null), "unacceptable must not be null"),
                illegal(b -> b.retryOnResult((Predicate<Outcome>) null), "unacceptable must not be null"),
                illegal(b -> b.onUnacceptableResult(null), "onUnacceptableResult must not be null"),
                illegal(b -> b.serverDelay(null, SECOND), "serverDelay must not be null"),
                illegal(b -> b.serverDelay(answer -> null, null), "serverDelay max must not be null"),
                illegal(b -> b.hedging(null), "hedging must not be null"),
                illegal(b -> b.hedging(new Hedging(null)), "hedging delay must not be null"),
                illegal(b -> b.nested(null), "nested must not be null"),
                illegal(b -> AttemptTimeout.fixed(null), "attempt timeout must not be null"),
                illegal(b -> AttemptTimeout.growing(null, 2, SECOND), "initial attempt timeout must not be null"),
                illegal(b -> AttemptTimeout.growing(SECOND, 2, null), "max attempt timeout must not be null"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("missingValues")
    void refusesNull(Consumer<RetryPolicy.Builder> option, String message) {
        assertThatNullPointerException()
                .isThrownBy(() -> option.accept(RetryPolicy.builder()))
                .withMessage(message);
    }

    @Nested
    class AnAttemptTimeout {

        @Test
        void growsUpToItsMaximum() {
            AttemptTimeout limit = AttemptTimeout.growing(Duration.ofSeconds(4), 2, Duration.ofSeconds(30));
            assertThat(limit.first()).isEqualTo(Duration.ofSeconds(4));
            assertThat(limit.after(Duration.ofSeconds(4))).isEqualTo(Duration.ofSeconds(8));
            assertThat(limit.after(Duration.ofSeconds(16))).isEqualTo(Duration.ofSeconds(30));
        }

        @Test
        void growsFromTheCutValue() {
            AttemptTimeout limit = AttemptTimeout.growing(Duration.ofSeconds(4), 1.5, Duration.ofSeconds(30));
            assertThat(limit.after(SECOND)).isEqualTo(Duration.ofMillis(1500));
        }

        @Test
        void saturatesInsteadOfOverflowing() {
            Duration forever = Duration.ofSeconds(Long.MAX_VALUE);
            assertThat(AttemptTimeout.growing(SECOND, 1e300, forever).after(forever))
                    .isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        }

        @Test
        void thatIsFixedStaysWhatItIs() {
            assertThat(AttemptTimeout.fixed(SECOND).first()).isEqualTo(SECOND);
            assertThat(AttemptTimeout.fixed(SECOND).after(Duration.ofMillis(10)))
                    .isEqualTo(SECOND);
        }
    }
}
