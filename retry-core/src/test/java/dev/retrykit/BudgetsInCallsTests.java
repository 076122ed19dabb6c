package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Real budgets under real calls. */
class BudgetsInCallsTests {

    /** A back-off that no least delay need raise. */
    private record LongEnough() implements Backoff {

        @Override
        public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
            return Duration.ofSeconds(3);
        }

        @Override
        public Backoff raisedTo(Duration floor) {
            return this;
        }
    }

    private static Scene scene(CallForm form, RetryPolicy.Builder policy, RetryBudget budget) {
        return new Scene(
                form, policy, options -> options.budget(budget).statusSources(List.of(ServerAnswer.statuses())));
    }

    @Nested
    class AQuota {

        private final RetryBudget quota = Budgets.standardQuota();

        @EveryForm
        void losesTheCostOfEachRetryOfACallThatFails(CallForm form) {
            scene(form, Scene.policy(), quota).play(times(4, fails()));
            assertThat(quota.available()).isEqualTo(70); // 100 − 3 × 10
        }

        @EveryForm
        void getsBackWhatTheLastRetryOfACallThatSucceedsTook(CallForm form) {
            scene(form, Scene.policy(), quota).play(fails(), fails(), returns("a"));
            assertThat(quota.available()).isEqualTo(90); // 100 − 2 × 10 + 10
        }

        @EveryForm
        void getsOneForACallThatSucceedsAtOnce(CallForm form) {
            scene(form, Scene.policy(), quota).play(times(4, fails()));
            scene(form, Scene.policy(), quota).play(returns("a"));
            assertThat(quota.available()).isEqualTo(71);
        }

        @EveryForm
        void refusesOnceItIsDrained(CallForm form) {
            Scene scene = scene(form, Scene.policy(), quota);
            for (int call = 0; call < 3; call++) {
                scene.play(times(4, fails())); // 3 × 30 tokens
            }
            Played played = scene.play(fails(), fails());
            assertThat(played.story()).endsWith("budget after 2, PT1S");
            assertThat(scene.play(fails()).story()).endsWith("budget after 1, PT0S");
            assertThat(quota.available()).isZero();
        }

        @EveryForm
        void takesLessAfterAThrottledFailureAndRaisesItsDelay(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().backoff(Backoff.fixed(Duration.ofMillis(100)));
            Played played = scene(form, policy.maxAttempts(3), quota)
                    .play(fails(ServerAnswer.failure("429")), fails(), fails());
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(100));
            assertThat(quota.available()).isEqualTo(86); // 100 − 4 − 10
        }

        @EveryForm
        void raisesTheDelayBeforeTheJitter(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().backoff(Backoff.fixed(Duration.ofMillis(100)).jittered(Jitter.full()));
            Played played = new Scene(
                            form,
                            policy,
                            options -> options.budget(quota)
                                    .random(new HalfwayRandom())
                                    .statusSources(List.of(ServerAnswer.statuses())))
                    .play(fails(ServerAnswer.failure("429")), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofMillis(500));
        }

        @EveryForm
        void makesAnImmediateFirstRetryWaitIfTheServerThrottles(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy()
                    .backoff(Backoff.fixed(Duration.ofMillis(100)))
                    .firstRetryImmediate(true);
            Played played = scene(form, policy, quota).play(fails(ServerAnswer.failure("429")), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(1));
        }

        @EveryForm
        void isSharedByRetriersThatAreGivenTheSame(CallForm form) {
            RetryBudget shared = RetryBudget.quota(Quota.of(20, 10), () -> 0);
            Scene first = scene(form, Scene.policy().maxAttempts(3), shared);
            Scene second = scene(form, Scene.policy(), shared);
            first.play(times(3, fails()));
            assertThat(second.play(fails()).story()).endsWith("budget after 1, PT0S");
        }

        @BlockingForms
        void getsBackThePermitOfARetryThatNeverBegan(CallForm form) {
            scene(form, Scene.policy(), quota).play(Step.interruptsItself(fails()));
            assertThat(quota.available()).isEqualTo(100);
        }

        @EveryForm
        void thatAnOutageDrainedAllowsRetriesAgainWithinItsRefillOfLittleTraffic(CallForm form) {
            VirtualTime clock = new VirtualTime();
            RetryBudget refilling = RetryBudget.quota(Quota.standard(), clock);
            Scene scene = scene(form, Scene.policy(), refilling);
            while (refilling.tryAcquire(FailureKind.TRANSIENT) != null) {
                assertThat(refilling.available()).isLessThan(100);
            }
            assertThat(scene.play(fails()).story()).endsWith("budget after 1, PT0S");
            clock.advance(Duration.ofMinutes(10));
            assertThat(scene.play(fails(), returns("a")).thrown()).isNull();
        }
    }

    @Nested
    class AThrottle {

        @EveryForm
        void stopsRetriesWhileFailuresOutweighSuccesses(CallForm form) {
            // 4 tokens, 0.8 back for each success: failures leave 3 ✓ and 2 ✗; successes 2.8 ✓ after one
            Scene scene = scene(form, Scene.policy(), RetryBudget.throttle(4, 0.8));
            assertThat(scene.play(fails(), fails()).story()).endsWith("budget after 2, PT1S");
            assertThat(scene.play(fails()).story()).endsWith("budget after 1, PT0S"); // at 1
            scene.play(returns("a")); // 1.8
            scene.play(returns("a")); // 2.6
            scene.play(returns("a")); // 3.4
            assertThat(scene.play(fails(), returns("a")).thrown()).isNull(); // 2.4
        }

        @EveryForm
        void alsoLosesForTheLastAttempt(CallForm form) {
            RetryBudget throttle = RetryBudget.throttle(10, 0.1);
            scene(form, Scene.policy().maxAttempts(1), throttle).play(fails());
            assertThat(throttle.available()).isEqualTo(9);
        }
    }

    @Nested
    class ARatio {

        @EveryForm
        void hearsOfEachCallAndAllowsAPartOfThemToBeRetried(CallForm form) {
            RetryBudget ratio = RetryBudget.ratio(0.5, 0, Duration.ofSeconds(60), () -> 0);
            Scene scene = scene(form, Scene.policy().backoff(Backoff.none()), ratio);
            assertThat(scene.play(fails()).story()).endsWith("budget after 1, PT0S"); // 0.5 × 1
            assertThat(scene.play(fails(), fails()).story()).endsWith("budget after 2, PT0S"); // 0.5 × 2
            assertThat(scene.play(returns("a")).thrown()).isNull();
            assertThat(scene.play(fails(), returns("a")).thrown()).isNull(); // 0.5 × 4
        }
    }

    @Test
    void aRetrierHasTheStandardQuotaUnlessAnotherBudgetIsSet() {
        RetryBudget own = Retrier.builder("payments").ticker(() -> 0).build().budget();
        assertThat(own.capacity()).isEqualTo(100);
        assertThat(own.available()).isEqualTo(100);
        assertThat(Retrier.of("payments", RetryPolicy.defaults()).budget()).isNotSameAs(own);
    }

    @Test
    void aBudgetThatDoesNotCountCallsIsNotToldOfThem() {
        List<String> told = new ArrayList<>();
        Ledger silent = new Ledger(1) {
            @Override
            public void onCall() {
                told.add("call");
            }
        };
        new Scene(BlockingForm.CALL, Scene.policy(), options -> options.budget(silent)).play(returns("a"));
        assertThat(told).isEmpty();
    }

    @Nested
    class ALeastDelay {

        private RetryBudget wanting(FailureKind wantedFor, @Nullable Duration delay) {
            return new Ledger(9) {
                @Override
                @SuppressWarnings("NullAway") // what careless code does
                public Duration minimumDelay(FailureKind kind) {
                    return kind == wantedFor ? delay : Duration.ZERO;
                }

                @Override
                public String toString() {
                    return "mine";
                }
            };
        }

        @EveryForm
        void isHeededAfterEveryKindOfFailure(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy()
                    .backoff(Backoff.fixed(Duration.ofMillis(100)))
                    .firstRetryImmediate(true);
            Played played = scene(form, policy, wanting(FailureKind.TRANSIENT, Duration.ofSeconds(2)))
                    .play(fails(), fails(ServerAnswer.failure("429")), fails(), returns("a"));
            assertThat(played.delays())
                    .containsExactly(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofSeconds(2));
        }

        @EveryForm
        void keepsTheFirstRetryFromComingAtOnceAlthoughTheBackOffIsLongEnough(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().backoff(new LongEnough()).firstRetryImmediate(true);
            Played played = scene(form, policy, wanting(FailureKind.TRANSIENT, Duration.ofSeconds(2)))
                    .play(fails(), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(3));
        }

        @FormsWithValues
        void isNotAskedForAfterValues(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOnNullResult();
            Played played = scene(form, policy, wanting(FailureKind.RESULT, Duration.ofSeconds(9)))
                    .play(returns(null), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(1));
        }

        @EveryForm
        void isHeededBesideOneThatTheBackOffHasAlready(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().backoff(Backoff.fixed(Duration.ofMillis(100)).raisedTo(Duration.ofMillis(300)));
            Played played = scene(form, policy, RetryBudget.quota(Quota.standard(), () -> 0))
                    .play(fails(ServerAnswer.failure("429")), fails(), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(300));
        }

        @Test
        void thatIsNoDelayIsRefusedWhenTheRetrierIsMade() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Retrier.builder("a")
                            .budget(wanting(FailureKind.TIMEOUT, Duration.ofSeconds(-1)))
                            .build())
                    .withMessage("budget mine must return a minimum delay of zero or more for TIMEOUT,"
                            + " but returned PT-1S");
            assertThatIllegalStateException()
                    .isThrownBy(() -> Retrier.builder("a")
                            .budget(wanting(FailureKind.THROTTLED, null))
                            .build())
                    .withMessage("budget mine must return a minimum delay of zero or more for THROTTLED,"
                            + " but returned null");
        }
    }
}
