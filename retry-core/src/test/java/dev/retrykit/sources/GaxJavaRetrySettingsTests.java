package dev.retrykit.sources;

import static dev.retrykit.sources.Times.allSeconds;
import static dev.retrykit.sources.Times.justBelow;
import static dev.retrykit.sources.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.AttemptTimeoutException;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.event.StopReason;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** {@code RetrySettings} of gax for Java 2.7.1. */
class GaxJavaRetrySettingsTests {

    private static RetryPolicy.Builder withoutDelays() {
        return RetryPolicy.builder().maxAttempts(4).backoff(Backoff.none());
    }

    /** InitialRetryDelay 1 s, RetryDelayMultiplier 2, MaxRetryDelay 5 s. */
    private static Backoff retryDelay() {
        return Backoff.exponential(seconds(1), 2).cappedAt(seconds(5));
    }

    /** InitialRpcTimeout 4 s, RpcTimeoutMultiplier 2, MaxRpcTimeout 30 s. */
    private static AttemptTimeout rpcTimeout() {
        return AttemptTimeout.growing(seconds(4), 2, seconds(30));
    }

    @Nested
    class RetryDelay {

        @Test
        void startsInitiallyAndIsMultipliedUpToItsMaximum() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(6)
                    .backoff(retryDelay().jittered(Jitter.none()))
                    .build();

            assertThat(Playback.of(policy, Step.fails()).waits()).isEqualTo(allSeconds(1, 2, 4, 5, 5));
        }

        @Test
        void staysTheSameByAMultiplierOfOne() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(4)
                    .backoff(Backoff.exponential(seconds(1), 1))
                    .build();

            assertThat(Playback.of(policy, Step.fails()).waits()).isEqualTo(allSeconds(1, 1, 1));
        }

        @Test
        void ofZeroDoesNotWait() {
            RetryPolicy policy =
                    RetryPolicy.builder().maxAttempts(4).backoff(Backoff.none()).build();

            assertThat(Playback.of(policy, Step.fails()).waits()).isEqualTo(allSeconds(0, 0, 0));
        }

        @Test
        void isDrawnBetweenZeroAndItselfWhereJittered() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(6)
                    .backoff(retryDelay().jittered(Jitter.full()))
                    .build();

            assertThat(Playback.of(policy, Draw.LOWEST, Step.fails()).waits()).isEqualTo(allSeconds(0, 0, 0, 0, 0));
            assertThat(Playback.of(policy, Draw.HIGHEST, Step.fails()).waits()).isEqualTo(justBelow(1, 2, 4, 5, 5));
        }
    }

    @Nested
    class RpcTimeout {

        @Test
        void startsInitiallyAndIsMultipliedUpToItsMaximum() {
            RetryPolicy policy = withoutDelays()
                    .attemptTimeout(AttemptTimeout.growing(seconds(4), 2, seconds(10)))
                    .build();

            Playback call = Playback.of(policy, Step.hangs());

            assertThat(call.lengths()).isEqualTo(allSeconds(4, 8, 10, 10));
            assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
            assertThat(call.failure()).isInstanceOf(AttemptTimeoutException.class);
        }

        @Test
        void staysTheSameByAMultiplierOfOne() {
            RetryPolicy policy = withoutDelays()
                    .attemptTimeout(AttemptTimeout.fixed(seconds(4)))
                    .build();

            assertThat(Playback.of(policy, Step.hangs()).lengths()).isEqualTo(allSeconds(4, 4, 4, 4));
        }

        @Test
        void growsAfterEveryFailedAttempt() {
            RetryPolicy policy = withoutDelays().attemptTimeout(rpcTimeout()).build();

            assertThat(Playback.of(policy, Step.fails(), Step.fails(), Step.hangs())
                            .lengths())
                    .isEqualTo(allSeconds(0, 0, 16, 30));
        }

        @Test
        void growsApartFromTheRetryDelay() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(4)
                    .backoff(Backoff.exponential(seconds(1), 3))
                    .attemptTimeout(rpcTimeout())
                    .build();

            Playback call = Playback.of(policy, Step.hangs());

            assertThat(call.lengths()).isEqualTo(allSeconds(4, 8, 16, 30));
            assertThat(call.waits()).isEqualTo(allSeconds(1, 3, 9));
        }

        @Test
        void isCutToWhatIsLeftOfTheTotalTimeout() {
            RetryPolicy policy = withoutDelays()
                    .totalTimeout(seconds(10))
                    .attemptTimeout(rpcTimeout())
                    .build();

            Playback hanging = Playback.of(policy, Step.hangs());
            Playback failingAtNine = Playback.of(policy, Step.hangs(), Step.failsAfter(seconds(5)), Step.hangs());

            assertThat(hanging.starts()).isEqualTo(allSeconds(0, 4));
            assertThat(hanging.lengths()).isEqualTo(allSeconds(4, 6));
            assertThat(failingAtNine.starts()).isEqualTo(allSeconds(0, 4, 9));
            assertThat(failingAtNine.lengths()).isEqualTo(allSeconds(4, 5, 1));
            assertThat(failingAtNine.reason()).isEqualTo(StopReason.TOTAL_TIMEOUT);
        }

        @Test
        void ofTheFirstAttemptIsCutToo() {
            RetryPolicy policy = withoutDelays()
                    .totalTimeout(seconds(3))
                    .attemptTimeout(rpcTimeout())
                    .build();

            assertThat(Playback.of(policy, Step.hangs()).lengths()).isEqualTo(allSeconds(3));
        }

        @Test
        void outsideItsBoundsIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AttemptTimeout.growing(seconds(4), .5, seconds(30)))
                    .withMessage("attempt timeout multiplier must be at least 1 and finite, but was 0.5");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> AttemptTimeout.growing(seconds(4), 2, seconds(3)))
                    .withMessage(
                            "max attempt timeout must not be shorter than initial attempt timeout (PT4S), but was PT3S");
        }
    }

    @Nested
    class Limits {

        @Test
        void maxAttemptsEndTheCallBeforeTheTotalTimeout() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(3)
                    .totalTimeout(seconds(60))
                    .backoff(retryDelay())
                    .build();

            Playback call = Playback.of(policy, Step.fails());

            assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 3));
            assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
        }

        @Test
        void maxAttemptsOfZeroLeaveTheTotalTimeoutAlone() {
            RetryPolicy policy = RetryPolicy.builder()
                    .unlimitedAttempts()
                    .totalTimeout(seconds(20))
                    .backoff(retryDelay())
                    .build();

            Playback call = Playback.of(policy, Step.fails());

            assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 3, 7, 12, 17));
            assertThat(call.reason()).isEqualTo(StopReason.TOTAL_TIMEOUT);
        }

        @Test
        void neitherOfTheTwoMeansOneAttempt() {
            RetryPolicy policy =
                    RetryPolicy.builder().maxAttempts(1).backoff(retryDelay()).build();

            assertThat(Playback.of(policy, Step.fails()).attempts()).hasSize(1);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> RetryPolicy.builder().unlimitedAttempts().build())
                    .withMessage("unlimitedAttempts must be bounded by a totalTimeout, but totalTimeout was not set");
        }

        @Test
        void theTotalTimeoutBoundsAHungAttemptWithoutAnRpcTimeout() {
            RetryPolicy policy = withoutDelays().totalTimeout(seconds(10)).build();

            Playback call = Playback.of(policy, Step.hangs());

            assertThat(call.lengths()).isEqualTo(allSeconds(10));
            assertThat(call.failure()).isInstanceOf(AttemptTimeoutException.class);
            assertThat(call.reason()).isEqualTo(StopReason.TOTAL_TIMEOUT);
        }

        /** gax makes that attempt. */
        @Test
        void noAttemptStartsAtExactlyTheTotalTimeout() {
            RetryPolicy policy = RetryPolicy.builder()
                    .maxAttempts(4)
                    .totalTimeout(seconds(10))
                    .backoff(Backoff.fixed(seconds(5)))
                    .build();

            assertThat(Playback.of(policy, Step.fails()).starts()).isEqualTo(allSeconds(0, 5));
        }
    }

    @Nested
    class Polling {

        private final RetryPolicy policy = RetryPolicy.builder()
                .unlimitedAttempts()
                .totalTimeout(seconds(20))
                .backoff(retryDelay())
                .retryOnResult(Operation.class, operation -> !operation.done())
                .build();

        private record Operation(boolean done) {}

        @Test
        void goesOnWhileTheResultSaysNotYet() {
            Step notYet = Step.returns(new Operation(false));

            Playback call = Playback.of(policy, notYet, notYet, notYet, Step.returns(new Operation(true)));

            assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 3, 7));
            assertThat(call.value()).isEqualTo(new Operation(true));
        }

        @Test
        void endsAtTheSameLimits() {
            Playback call = Playback.of(policy, Step.returns(new Operation(false)));

            assertThat(call.starts()).isEqualTo(allSeconds(0, 1, 3, 7, 12, 17));
            assertThat(call.reason()).isEqualTo(StopReason.TOTAL_TIMEOUT);
        }
    }

    @Test
    void toBuilderStartsFromThePolicyAndLeavesItAsItIs() {
        RetryPolicy policy = withoutDelays().attemptTimeout(rpcTimeout()).build();

        RetryPolicy changed = policy.toBuilder().maxAttempts(2).build();

        assertThat(changed.attemptTimeout()).contains(rpcTimeout());
        assertThat(Playback.of(changed, Step.fails()).attempts()).hasSize(2);
        assertThat(Playback.of(policy, Step.fails()).attempts()).hasSize(4);
    }

    @Test
    void newBuilderStartsFromThreeAttemptsInsteadOfNone() {
        assertThat(RetryPolicy.builder().build().maxAttempts()).hasValue(3);
        assertThat(RetryPolicy.builder().build().totalTimeout()).isEmpty();
        assertThat(RetryPolicy.builder().build().attemptTimeout()).isEmpty();
    }
}
