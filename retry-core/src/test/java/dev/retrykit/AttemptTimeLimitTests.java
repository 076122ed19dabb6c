package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;

class AttemptTimeLimitTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private static RetryPolicy.Builder atMostTwoSeconds() {
        return Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(2)));
    }

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @Nested
    class ALateFailure {

        @PromptForms
        void becomesAnAttemptTimeoutWithThatFailureAsCause(CallForm form) {
            Played played = new Scene(form, atMostTwoSeconds().maxAttempts(1)).play(takes(seconds(2), fails()));
            assertThat(played.thrown())
                    .isInstanceOf(AttemptTimeoutException.class)
                    .hasMessage("attempt 1 of 'scene' was cut by its time limit of PT2S")
                    .hasCause(played.failure(1));
            assertThat(((AttemptTimeoutException) played.thrown()).limit()).isEqualTo(seconds(2));
        }

        @PromptForms
        void isLateFromTheLimitOn(CallForm form) {
            Played played = new Scene(form, atMostTwoSeconds().maxAttempts(1))
                    .play(takes(seconds(2).minusNanos(1), fails()));
            assertThat(played.thrown()).isSameAs(played.failure(1));
        }

        @PromptForms
        void isRetriedWhateverTheTypesSay(CallForm form) {
            RetryPolicy.Builder policy = atMostTwoSeconds().retryOn(FailureCondition.on(ArithmeticException.class));
            assertThat(new Scene(form, policy)
                            .play(takes(seconds(2), fails()), returns("a"))
                            .thrown())
                    .isNull();
        }

        @PromptForms
        void isRetriedWhateverTheStatusInsideSays(CallForm form) {
            RetryPolicy.Builder policy = atMostTwoSeconds().retryOn(FailureCondition.onStatus("503"));
            Played played = new Scene(form, policy, options -> options.statusSources(List.of(ServerAnswer.statuses())))
                    .play(takes(seconds(2), fails(ServerAnswer.failure("400"))), returns("a"));
            assertThat(played.thrown()).isNull();
        }

        @PromptForms
        void isRetriedThoughTheFailureInsideWouldBeIgnored(CallForm form) {
            RetryPolicy.Builder policy = atMostTwoSeconds()
                    .retryOn(FailureCondition.standard().and(FailureCondition.except(IOException.class)));
            assertThat(new Scene(form, policy)
                            .play(takes(seconds(2), fails()), returns("a"))
                            .thrown())
                    .isNull();
        }

        @PromptForms
        void isNotRetriedIfAttemptTimeoutsAreIgnored(CallForm form) {
            RetryPolicy.Builder policy = atMostTwoSeconds()
                    .retryOn(FailureCondition.standard().and(FailureCondition.except(AttemptTimeoutException.class)));
            assertThat(new Scene(form, policy).play(takes(seconds(2), fails())).story())
                    .containsExactly("attempt 1 threw AttemptTimeoutException", "not-retryable after 1, PT0S");
        }

        @PromptForms
        void isNotRetriedIfARuleOfOnesOwnIsAgainst(CallForm form) {
            RetryPolicy.Builder policy =
                    atMostTwoSeconds().retryOn(FailureCondition.standard().and(outcome -> outcome.attempt() > 1));
            assertThat(new Scene(form, policy).play(takes(seconds(2), fails())).story())
                    .endsWith("not-retryable after 1, PT0S");
        }

        @PromptForms
        void ofTheVirtualMachineStaysWhatItIs(CallForm form) {
            StackOverflowError fatal = new StackOverflowError();
            Played played = new Scene(form, atMostTwoSeconds()).play(takes(seconds(2), fails(fatal)));
            assertThat(played.thrown()).isSameAs(fatal);
            assertThat(played.story()).endsWith("not-retryable after 1, PT0S");
        }

        @PromptForms
        void isOfKindTimeoutForTheBudget(CallForm form) {
            Ledger ledger = new Ledger(1);
            new Scene(form, atMostTwoSeconds(), options -> options.budget(ledger))
                    .play(takes(seconds(2), fails(ServerAnswer.failure("429"))), returns("a"));
            assertThat(ledger.entries).containsExactly("failure TIMEOUT", "asked TIMEOUT", "success permit at 1");
        }

        @PromptForms
        void countsAsAFailedAttempt(CallForm form) {
            assertThat(new Scene(form, atMostTwoSeconds())
                            .play(takes(seconds(2), fails()), returns("a"))
                            .counts())
                    .hasToString("success(retried) 1, failure 1, retries 1");
        }
    }

    @Nested
    class ALateValue {

        @PromptForms
        void isASuccess(CallForm form) {
            Played played = new Scene(form, atMostTwoSeconds()).play(takes(seconds(5), returns("a")));
            assertThat(played.thrown()).isNull();
            assertThat(played.counts()).hasToString("success 1");
        }

        @PromptForms
        void isASuccessAfterTheTotalTimeoutToo(CallForm form) {
            Played played = new Scene(form, Scene.policy().totalTimeout(SECOND)).play(takes(seconds(5), returns("a")));
            assertThat(played.thrown()).isNull();
        }
    }

    @Nested
    class WithoutInterrupts {

        private RetryPolicy.Builder uninterrupted() {
            return atMostTwoSeconds().interruptAttempts(false);
        }

        @BlockingForms
        void theAttemptIsLeftAloneAndJudgedAfterwards(CallForm form) {
            List<Boolean> flags = new ArrayList<>();
            Played played = new Scene(form, uninterrupted())
                    .play(
                            takes(seconds(3), scene -> {
                                flags.add(Thread.currentThread().isInterrupted());
                                throw new IOException();
                            }),
                            returns("a"));
            assertThat(flags).containsExactly(false);
            assertThat(played.story())
                    .containsExactly(
                            "attempt 1 threw AttemptTimeoutException", "attempt 2 in PT1S", "success after 2, PT1S");
        }

        @BlockingForms
        void aFailureInTimeStaysWhatItIs(CallForm form) {
            Played played = new Scene(form, uninterrupted().maxAttempts(1)).play(takes(SECOND, fails()));
            assertThat(played.thrown()).isSameAs(played.failure(1));
        }

        @BlockingForms
        void aForeignInterruptThatEndsALateAttemptIsNotLost(CallForm form) {
            Played played = new Scene(form, uninterrupted())
                    .play(Step.interruptsItself(takes(seconds(3), waits(SECOND, returns("late")))));
            assertThat(played.flag()).isTrue();
            assertThat(played.story())
                    .containsExactly(
                            "attempt 1 threw AttemptTimeoutException",
                            "attempt 2 in PT1S",
                            "interrupted after 1, PT0S");
        }
    }

    @Nested
    class TheTotalTimeout {

        @BlockingForms
        void interruptsARunningAttempt(CallForm form) {
            Played played = new Scene(form, Scene.policy().totalTimeout(seconds(5)))
                    .play(fails(), waits(seconds(100), returns("late")));
            assertThat(played.ended()).isEqualTo(seconds(5));
            assertThat(played.flag()).isFalse();
            assertThat(played.thrown())
                    .isInstanceOf(AttemptTimeoutException.class)
                    .hasMessage("attempt 2 of 'scene' was cut by its time limit of PT4S")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(played.story())
                    .endsWith("attempt 2 threw AttemptTimeoutException", "total-timeout after 2, PT5S");
            assertThat(played.marks()).extracting(RetriesExhausted::reason).containsExactly(StopReason.TOTAL_TIMEOUT);
        }

        @BlockingForms
        void cutsTheLimitOfAnAttempt(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().totalTimeout(seconds(5)).attemptTimeout(AttemptTimeout.fixed(seconds(3)));
            Played played = new Scene(form, policy)
                    .play(waits(seconds(100), returns("late")), waits(seconds(100), returns("late")));
            // cut at 3 s, a wait of 1 s, then 1 s is left
            assertThat(played.starts()).containsExactly(Duration.ZERO, seconds(4));
            assertThat(played.ended()).isEqualTo(seconds(5));
            assertThat(played.thrown()).hasMessage("attempt 2 of 'scene' was cut by its time limit of PT1S");
        }

        @BlockingForms
        void ofManyYearsLimitsNothing(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy()
                    .totalTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(Long.MAX_VALUE)));
            Played played = new Scene(form, policy).play(takes(Duration.ofDays(365), fails()), returns("a"));
            assertThat(played.thrown()).isNull();
        }
    }

    @Nested
    class GrowingLimits {

        private final List<Duration> limits = new ArrayList<>();

        private RetryPolicy.Builder gax() {
            return RetryPolicy.builder()
                    .maxAttempts(10)
                    .backoff(Backoff.none())
                    .totalTimeout(seconds(10))
                    .attemptTimeout(AttemptTimeout.growing(seconds(4), 2, seconds(30)));
        }

        /** Runs until it is cut, and notes how long that took. */
        private Step hangs() {
            return scene -> {
                Duration began = scene.time.elapsed();
                try {
                    return waits(Duration.ofHours(1), returns("late")).play(scene);
                } finally {
                    limits.add(scene.time.elapsed().minus(began));
                }
            };
        }

        @BlockingForms
        void doubleAndAreCutToTheTimeLeft(CallForm form) {
            // 4 s; at t = 4 s doubled to 8 s, of which 6 s are left; at 10 s nothing starts
            Played played = new Scene(form, gax()).play(hangs(), hangs());
            assertThat(limits).containsExactly(seconds(4), seconds(6));
            assertThat(played.starts()).containsExactly(Duration.ZERO, seconds(4));
            assertThat(played.story()).endsWith("total-timeout after 2, PT6S");
        }

        @BlockingForms
        void allowALastAttemptOfTheLastSecond(CallForm form) {
            // 4 s; at t = 4 s 6 s, which fails after 5 s by itself; at t = 9 s 1 s is left
            Played played = new Scene(form, gax()).play(hangs(), takes(seconds(5), fails()), hangs());
            assertThat(limits).containsExactly(seconds(4), seconds(1));
            assertThat(played.starts()).containsExactly(Duration.ZERO, seconds(4), seconds(9));
        }

        @BlockingForms
        void growAfterEveryFailureAndNotOnlyAfterATimeout(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().maxAttempts(5).attemptTimeout(AttemptTimeout.growing(seconds(4), 2, seconds(30)));
            new Scene(form, policy).play(fails(), hangs(), fails(), hangs(), hangs());
            assertThat(limits).containsExactly(seconds(8), seconds(30), seconds(30)); // 4, 8, 16, 30, 30
        }

        @BlockingForms
        void multiplyTheCutValueOnceItWasCut(CallForm form) {
            RetryPolicy.Builder policy = RetryPolicy.builder()
                    .maxAttempts(10)
                    .backoff(Backoff.none())
                    .totalTimeout(seconds(5))
                    .attemptTimeout(AttemptTimeout.growing(seconds(4), 1, seconds(30)));
            // 4 s; failed at t = 3 s, so cut to 2 s; failed at t = 3.5 s: 2 × 1, cut to 1.5 s
            new Scene(form, policy).play(takes(seconds(3), fails()), takes(Duration.ofMillis(500), fails()), hangs());
            assertThat(limits).containsExactly(Duration.ofMillis(1500));
        }

        @BlockingForms
        void startAtTheTotalTimeoutIfThatIsShorter(CallForm form) {
            new Scene(form, gax().totalTimeout(seconds(3))).play(hangs());
            assertThat(limits).containsExactly(seconds(3));
        }
    }
}
