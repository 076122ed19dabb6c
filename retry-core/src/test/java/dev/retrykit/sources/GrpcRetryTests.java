package dev.retrykit.sources;

import static dev.retrykit.sources.Times.allSeconds;
import static dev.retrykit.sources.Times.justBelow;
import static dev.retrykit.sources.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryAction;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The retry policy of gRFC A6. */
class GrpcRetryTests {

    private static final ServerDelay PUSHBACK = resultOrFailure -> {
        Duration asked = resultOrFailure instanceof StatusFailure failure ? failure.pushback() : null;
        if (asked == null) {
            return null;
        }
        return asked.isNegative() ? ServerWord.doNotRetry() : ServerWord.exactly(asked);
    };

    /** MaxAttempts 4, InitialBackoff .01s, MaxBackoff .01s, BackoffMultiplier 1.0, RetryableStatusCodes UNAVAILABLE. */
    private static final RetryPolicy ECHO = RetryPolicy.builder()
            .maxAttempts(4)
            .backoff(Backoff.grpc(Duration.ofMillis(10), 1.0, Duration.ofMillis(10)))
            .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
            .build();

    private static RetryPolicy hundredSeconds(int maxAttempts) {
        return RetryPolicy.builder()
                .maxAttempts(maxAttempts)
                .backoff(Backoff.grpc(seconds(100), 2, seconds(700)))
                .build();
    }

    private static RetryPolicy heedingPushback() {
        return hundredSeconds(5).toBuilder()
                .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
                .serverDelay(PUSHBACK, seconds(30))
                .build();
    }

    @Test
    void theEchoOfTheExamplePassesOnItsFourthAttempt() {
        Playback echo = Playback.of(ECHO, Step.fails(), Step.fails(), Step.fails(), Step.returns("hello"));

        assertThat(echo.value()).isEqualTo("hello");
        assertThat(echo.waits()).isEqualTo(allSeconds(.01, .01, .01));
        assertThat(Playback.of(ECHO, Draw.LOWEST, Step.fails()).waits()).isEqualTo(allSeconds(.008, .008, .008));
    }

    @Test
    void maxAttemptsCountsAllAttempts() {
        Playback echo = Playback.of(ECHO, Step.fails());

        assertThat(echo.attempts()).hasSize(4);
        assertThat(echo.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
    }

    @Test
    void backoffGrowsByItsMultiplierUpToItsBound() {
        assertThat(Playback.of(hundredSeconds(6), Step.fails()).waits()).isEqualTo(allSeconds(100, 200, 400, 700, 700));
    }

    @Test
    void jitterComesAfterTheBound() {
        assertThat(Playback.of(hundredSeconds(6), Draw.LOWEST, Step.fails()).waits())
                .isEqualTo(allSeconds(80, 160, 320, 560, 560));
        assertThat(Playback.of(hundredSeconds(6), Draw.HIGHEST, Step.fails()).waits())
                .isEqualTo(justBelow(120, 240, 480, 840, 840));
    }

    @Test
    void initialBackoffIsNotBounded() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(4)
                .backoff(Backoff.grpc(seconds(10), 2, seconds(4)))
                .build();

        assertThat(Playback.of(policy, Step.fails()).waits()).isEqualTo(allSeconds(10, 4, 4));
    }

    @Test
    void backoffMultiplierMayBeBelowOne() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(5)
                .backoff(Backoff.grpc(seconds(.8), .5, seconds(1)))
                .build();

        assertThat(Playback.of(policy, Step.fails()).waits()).isEqualTo(allSeconds(.8, .4, .2, .1));
    }

    @Test
    void onlyRetryableStatusCodesAreRetried() {
        assertThat(Playback.of(ECHO, Step.failsWith("INTERNAL")).reason()).isEqualTo(StopReason.NOT_RETRYABLE);
        assertThat(Playback.of(ECHO, Step.throwing(new IllegalStateException("no status")))
                        .reason())
                .isEqualTo(StopReason.NOT_RETRYABLE);
    }

    @Test
    void statusCodesAreNamesInAnyCase() {
        RetryPolicy policy = ECHO.toBuilder()
                .retryOn(FailureCondition.onStatus("unavailable", "Aborted"))
                .build();

        assertThat(Playback.of(policy, Step.fails(), Step.failsWith("ABORTED"), Step.returns("hello"))
                        .value())
                .isEqualTo("hello");
    }

    @Test
    void backoffMustBePositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.grpc(Duration.ZERO, 2, seconds(1)))
                .withMessage("initial must be longer than 0, but was PT0S");
    }

    @Test
    void attemptsAreNumberedAsTheServerIsTold() {
        List<Integer> previousAttempts = new ArrayList<>();
        Retrier retrier = Retrier.builder("echo")
                .policy(ECHO.toBuilder()
                        .backoff(Backoff.none())
                        .retryOn(FailureCondition.standard())
                        .build())
                .build();

        String value = retrier.callWithAttempt(attempt -> {
            previousAttempts.add(attempt.number() - 1);
            if (attempt.last()) {
                return "hello";
            }
            throw new IllegalStateException("not yet");
        });

        assertThat(value).isEqualTo("hello");
        assertThat(previousAttempts).containsExactly(0, 1, 2, 3);
    }

    @Test
    void retriesAreOnUnlessSwitchedOff() {
        VirtualTime time = new VirtualTime();
        Retrier retrier =
                Retrier.builder("echo").policy(hundredSeconds(4)).sleeper(time).build();
        List<Integer> attempts = new ArrayList<>();
        RetryAction<RuntimeException> failing = () -> {
            attempts.add(attempts.size() + 1);
            throw new IllegalStateException("busy");
        };

        assertThatIllegalStateException().isThrownBy(() -> retrier.run(failing));
        assertThat(attempts).hasSize(4);
        retrier.switchOff();
        assertThatIllegalStateException().isThrownBy(() -> retrier.run(failing));
        assertThat(attempts).hasSize(5);
    }

    @Nested
    class Throttling {

        private final RetryBudget budget = RetryBudget.throttle(4, 0.8);

        @Test
        void failuresOfAllCallsToOneServerStopItsRetries() {
            Playback first = Playback.of(hundredSeconds(5), Draw.MIDDLE, budget, Step.fails());
            Playback second = Playback.of(hundredSeconds(5), Draw.MIDDLE, budget, Step.fails());

            // 4 - 1 = 3 is more than half and allows a retry; 3 - 1 = 2 does not, nor does 2 - 1 = 1.
            assertThat(first.attempts()).hasSize(2);
            assertThat(first.reason()).isEqualTo(StopReason.BUDGET);
            assertThat(second.attempts()).hasSize(1);
            assertThat(second.reason()).isEqualTo(StopReason.BUDGET);
        }

        @Test
        void successesAddTheTokenRatioUntilRetriesAreAllowedAgain() {
            List<Boolean> allowed = new ArrayList<>();
            for (int failure = 1; failure <= 5; failure++) {
                budget.onFailure(FailureKind.TRANSIENT);
                allowed.add(mayRetry());
            }
            for (int success = 1; success <= 5; success++) {
                budget.onSuccess(null);
                allowed.add(mayRetry());
            }

            // 3, 2, 1, 0, 0, then .8, 1.6, 2.4, 3.2, 4.0 tokens
            assertThat(allowed).containsExactly(true, false, false, false, false, false, false, true, true, true);
        }

        private boolean mayRetry() {
            return budget.tryAcquire(FailureKind.TRANSIENT) != null;
        }

        @Test
        void tokenRatioIsCutToThousandths() {
            RetryBudget exact = RetryBudget.throttle(1, 0.251);
            exact.onFailure(FailureKind.TRANSIENT);
            exact.onSuccess(null);

            assertThat(exact.tryAcquire(FailureKind.TRANSIENT)).isNull();
            exact.onSuccess(null);
            // 0.502 of 1 token is more than half
            assertThat(exact.tryAcquire(FailureKind.TRANSIENT)).isNotNull();
        }

        @Test
        void maxTokensAreAtMostAThousand() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryBudget.throttle(1001, 0.1))
                    .withMessage("maxTokens must be from 1 to 1000, but was 1001");
        }
    }

    @Nested
    class Pushback {

        @Test
        void replacesTheDelayAndStartsTheBackoffOver() {
            Playback call = Playback.of(
                    heedingPushback(),
                    Step.fails(),
                    Step.fails(),
                    Step.throwing(new StatusFailure("UNAVAILABLE", seconds(7))),
                    Step.fails());

            assertThat(call.waits()).isEqualTo(allSeconds(100, 200, 7, 100));
            assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
        }

        @Test
        void makesAnyCodeRetryable() {
            Playback call = Playback.of(
                    heedingPushback(),
                    Step.throwing(new StatusFailure("INTERNAL", Duration.ZERO)),
                    Step.failsWith("INTERNAL"));

            assertThat(call.waits()).isEqualTo(allSeconds(0));
            assertThat(call.reason()).isEqualTo(StopReason.NOT_RETRYABLE);
        }

        @Test
        void belowZeroForbidsTheRetryAndCountsAsAFailure() {
            RetryBudget budget = RetryBudget.throttle(10, 0.1);
            StatusFailure refusal = new StatusFailure("UNAVAILABLE", seconds(-1));

            Playback call = Playback.of(heedingPushback(), Draw.MIDDLE, budget, Step.throwing(refusal));

            assertThat(call.attempts()).hasSize(1);
            assertThat(call.failure()).isSameAs(refusal);
            assertThat(call.reason()).isEqualTo(StopReason.SERVER_REFUSED);
            assertThat(budget.available()).isEqualTo(9);
        }
    }
}
