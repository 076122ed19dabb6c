package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;

class ServerWordTests {

    private static final Duration MAX = Duration.ofSeconds(30);

    private static final RandomGenerator HALF = new HalfwayRandom();

    private static RetryPolicy.Builder listening() {
        return Scene.policy().maxAttempts(6).serverDelay(ServerAnswer.words(), MAX);
    }

    private static Step says(ServerWord word) {
        return fails(ServerAnswer.failure(word));
    }

    private static Played play(CallForm form, RetryPolicy.Builder policy, Step... script) {
        return new Scene(form, policy, options -> options.random(HALF)).play(script);
    }

    @Nested
    class Exactly {

        private static final ServerWord SEVEN = ServerWord.exactly(Duration.ofSeconds(7));

        @EveryForm
        void isWaitedWhateverTheBackOffSays(CallForm form) {
            RetryPolicy.Builder policy = listening().backoff(Backoff.fixed(Duration.ofSeconds(20)));
            assertThat(play(form, policy, says(SEVEN), returns("a")).delays()).containsExactly(Duration.ofSeconds(7));
        }

        @EveryForm
        void ofZeroIsNoWait(CallForm form) {
            assertThat(play(form, listening(), says(ServerWord.exactly(Duration.ZERO)), returns("a"))
                            .delays())
                    .containsExactly(Duration.ZERO);
        }

        @EveryForm
        void makesAFailureRetryableThatTheConditionIsAgainst(CallForm form) {
            RetryPolicy.Builder policy = listening().retryOn(FailureCondition.on(IOException.class));
            assertThat(play(form, policy, says(SEVEN), returns("a")).thrown()).isNull();
        }

        @EveryForm
        void doesNotMakeAnIgnoredFailureRetryable(CallForm form) {
            RetryPolicy.Builder policy = listening()
                    .retryOn(
                            FailureCondition.standard().and(FailureCondition.except(ServerAnswer.ServerFailure.class)));
            assertThat(play(form, policy, says(SEVEN)).story()).endsWith("not-retryable after 1, PT0S");
        }

        @EveryForm
        void isReadFromACause(CallForm form) {
            Step wrapped = fails(new IllegalStateException(ServerAnswer.failure(SEVEN)));
            assertThat(play(form, listening(), wrapped, returns("a")).delays()).containsExactly(Duration.ofSeconds(7));
        }

        @EveryForm
        void isNotReadFromACauseWhenCausesDoNotCount(CallForm form) {
            Step wrapped = fails(new IllegalStateException(ServerAnswer.failure(SEVEN)));
            RetryPolicy.Builder policy = listening().matchCauses(false);
            assertThat(play(form, policy, wrapped, returns("a")).delays()).containsExactly(Duration.ofSeconds(1));
        }

        @EveryForm
        void isReadThroughTheWrappersOfFuturesInAnyCase(CallForm form) {
            Step wrapped = fails(new CompletionException(ServerAnswer.failure(SEVEN)));
            RetryPolicy.Builder policy = listening().matchCauses(false);
            assertThat(play(form, policy, wrapped, returns("a")).delays()).containsExactly(Duration.ofSeconds(7));
        }
    }

    @Nested
    class AtLeast {

        @EveryForm
        void isWaitedWithASpreadOfOneNominalDelayWhenItIsLongerThanTheBackOff(CallForm form) {
            // 5 s + 0.5 of the nominal second
            assertThat(play(form, listening(), says(ServerWord.atLeast(Duration.ofSeconds(5))), returns("a"))
                            .delays())
                    .containsExactly(Duration.ofMillis(5500));
        }

        @EveryForm
        void leavesALongerBackOffAlone(CallForm form) {
            RetryPolicy.Builder policy = listening().backoff(Backoff.fixed(Duration.ofSeconds(8)));
            assertThat(play(form, policy, says(ServerWord.atLeast(Duration.ofSeconds(5))), returns("a"))
                            .delays())
                    .containsExactly(Duration.ofSeconds(8));
        }

        @EveryForm
        void leavesABackOffOfTheSameLengthAlone(CallForm form) {
            assertThat(play(form, listening(), says(ServerWord.atLeast(Duration.ofSeconds(1))), returns("a"))
                            .delays())
                    .containsExactly(Duration.ofSeconds(1));
        }

        @EveryForm
        void spreadsByTheRaisedNominalDelayWhenTheServerThrottles(CallForm form) {
            // The quota raises the nominal delay of a throttled failure to 1 s, so half of that second is added.
            Played played = new Scene(
                            form,
                            listening().backoff(Backoff.fixed(Duration.ofMillis(100))),
                            options -> options.random(HALF)
                                    .statusSources(List.of(ServerAnswer.statuses()))
                                    .budget(Budgets.standardQuota()))
                    .play(fails(ServerAnswer.failure("429", ServerWord.atLeast(Duration.ofSeconds(5)))), returns("a"));
            assertThat(played.delays()).containsExactly(Duration.ofMillis(5500));
        }

        @EveryForm
        void doesNotMakeAFailureRetryable(CallForm form) {
            RetryPolicy.Builder policy = listening().retryOn(FailureCondition.on(IOException.class));
            assertThat(play(form, policy, says(ServerWord.atLeast(Duration.ofSeconds(5))))
                            .story())
                    .endsWith("not-retryable after 1, PT0S");
        }

        @EveryForm
        void ofExactlyTheMaximumIsHeeded(CallForm form) {
            assertThat(play(form, listening(), says(ServerWord.atLeast(MAX)), returns("a"))
                            .delays())
                    .containsExactly(MAX.plusMillis(500));
        }
    }

    @Nested
    class Afterwards {

        @EveryForm
        void theFormulaStartsOverAndTheAttemptCountGoesOn(CallForm form) {
            RetryPolicy.Builder policy = listening().backoff(Backoff.exponential(Duration.ofSeconds(1), 2));
            Played played = play(
                    form,
                    policy,
                    fails(),
                    fails(),
                    says(ServerWord.exactly(Duration.ofSeconds(7))),
                    fails(),
                    fails(),
                    fails());
            assertThat(played.delays())
                    .containsExactly(
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2),
                            Duration.ofSeconds(7),
                            Duration.ofSeconds(1),
                            Duration.ofSeconds(2));
            assertThat(played.story()).endsWith("max-attempts after 6, PT13S");
        }

        @EveryForm
        void theFormulaStartsOverToooAfterADelayThatWasOnlyTheLeast(CallForm form) {
            RetryPolicy.Builder policy = listening().backoff(Backoff.exponential(Duration.ofSeconds(1), 2));
            Played played = play(
                    form, policy, fails(), says(ServerWord.atLeast(Duration.ZERO)), fails(), fails(), returns("a"));
            assertThat(played.delays())
                    .containsExactly(
                            Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(2));
        }

        @EveryForm
        void theNextRetryIsNeverAnImmediateFirstOne(CallForm form) {
            RetryPolicy.Builder policy = listening().firstRetryImmediate(true);
            Played played =
                    play(form, policy, says(ServerWord.exactly(Duration.ofSeconds(7))), fails(), fails(), returns("a"));
            assertThat(played.delays())
                    .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(1));
        }

        @EveryForm
        void theFormulaIsToldOfNoPreviousDelay(CallForm form) {
            List<String> asked = new ArrayList<>();
            RetryPolicy.Builder policy = listening().backoff((retry, previous, random) -> {
                asked.add(retry + " after " + previous);
                return Duration.ofSeconds(3);
            });
            play(
                    form,
                    policy,
                    fails(),
                    fails(),
                    says(ServerWord.exactly(Duration.ofSeconds(7))),
                    fails(),
                    returns("a"));
            assertThat(asked).containsExactly("1 after PT0S", "2 after PT3S", "1 after PT0S");
        }
    }

    @EveryForm
    void isReadOnceForEachFailure(CallForm form) {
        List<Object> read = new ArrayList<>();
        RetryPolicy.Builder policy = Scene.policy()
                .serverDelay(
                        failure -> {
                            read.add(failure);
                            return null;
                        },
                        MAX);
        Played played = play(form, policy, fails(), fails(), returns("a"));
        assertThat(read).containsExactlyElementsOf(played.failures());
    }

    @EveryForm
    void isNotReadAfterAnAttemptThatTimedOut(CallForm form) {
        RetryPolicy.Builder policy = listening().attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(2)));
        Step late = Step.takes(Duration.ofSeconds(2), says(ServerWord.doNotRetry()));
        assertThat(play(form, policy, late, returns("a")).delays()).containsExactly(Duration.ofSeconds(1));
    }

    @EveryForm
    void cannotMakeAFailureOfTheVirtualMachineRetryable(CallForm form) {
        Step fatal = fails(new StackOverflowError());
        RetryPolicy.Builder policy = Scene.policy().serverDelay(failure -> ServerWord.exactly(Duration.ZERO), MAX);
        assertThat(play(form, policy, fatal).story()).endsWith("not-retryable after 1, PT0S");
    }

    @EveryForm
    void overridesTheNeverListByExactPushback(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().serverDelay(failure -> ServerWord.exactly(Duration.ZERO), MAX);
        assertThat(play(form, policy, fails(new CancellationException()), returns("a"))
                        .thrown())
                .isNull();
    }
}
