package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Where two rules could end a call, the one that comes first does, and only it. */
class RuleOrderTests {

    private static final Duration MILLI = Duration.ofMillis(1);

    private static final FailureCondition BUT_ARITHMETIC =
            FailureCondition.standard().and(FailureCondition.except(ArithmeticException.class));

    private final Ledger ledger = new Ledger(Integer.MAX_VALUE);

    private static RetryPolicy.Builder listening() {
        return Scene.policy()
                .retryOn(FailureCondition.standard().and(FailureCondition.except(ArithmeticException.class)))
                .serverDelay(ServerAnswer.words(), Duration.ofSeconds(30));
    }

    private Played play(CallForm form, RetryPolicy.Builder policy, Step... script) {
        return new Scene(form, policy, options -> options.budget(ledger)).play(script);
    }

    private static Step givesUpInside(Step each) {
        return InnerRetrier.over(Scene.policy(), each);
    }

    private static String last(Played played) {
        return played.story().get(played.story().size() - 1);
    }

    @Nested
    class NotRetryable {

        @EveryForm
        void winsOverMaxAttempts(CallForm form) {
            Played played =
                    play(form, Scene.policy().maxAttempts(1).retryOn(BUT_ARITHMETIC), fails(new ArithmeticException()));
            assertThat(last(played)).isEqualTo("not-retryable after 1, PT0S");
            assertThat(played.marks()).isEmpty();
        }

        @EveryForm
        void winsOverNested(CallForm form) {
            Played played =
                    play(form, Scene.policy().retryOn(BUT_ARITHMETIC), givesUpInside(fails(new ArithmeticException())));
            assertThat(last(played)).isEqualTo("not-retryable after 1, PT0S");
        }

        @EveryForm
        void winsOverAServerThatRefuses(CallForm form) {
            Played played = play(
                    form,
                    listening().retryOn(FailureCondition.on(ArithmeticException.class)),
                    fails(ServerAnswer.failure(ServerWord.doNotRetry())));
            assertThat(last(played)).isEqualTo("not-retryable after 1, PT0S");
        }
    }

    @EveryForm
    void nestedWinsOverMaxAttempts(CallForm form) {
        Played played = play(form, Scene.policy().maxAttempts(1), givesUpInside(fails()));
        assertThat(last(played)).isEqualTo("nested after 1, PT0S");
    }

    @EveryForm
    void nestedWinsOverAServerThatRefuses(CallForm form) {
        Played played = play(form, listening(), givesUpInside(fails(ServerAnswer.failure(ServerWord.doNotRetry()))));
        assertThat(last(played)).isEqualTo("nested after 1, PT0S");
    }

    @EveryForm
    void maxAttemptsWinsOverAServerThatRefuses(CallForm form) {
        Played played = play(form, listening().maxAttempts(1), fails(ServerAnswer.failure(ServerWord.doNotRetry())));
        assertThat(last(played)).isEqualTo("max-attempts after 1, PT0S");
    }

    @EveryForm
    void aServerThatRefusesWinsOverTime(CallForm form) {
        Played played =
                play(form, listening().totalTimeout(MILLI), fails(ServerAnswer.failure(ServerWord.doNotRetry())));
        assertThat(last(played)).isEqualTo("server-refused after 1, PT0S");
    }

    @EveryForm
    void tooLongADelayOfTheServerWinsOverTime(CallForm form) {
        Played played = play(
                form,
                listening().totalTimeout(MILLI),
                fails(ServerAnswer.failure(ServerWord.exactly(Duration.ofMinutes(1)))));
        assertThat(last(played)).isEqualTo("server-delay after 1, PT0S");
    }

    @EveryForm
    void aDelayOfTheServerThatDoesNotFitIntoTheTimeLeftEndsTheCall(CallForm form) {
        Played played = play(
                form,
                listening().totalTimeout(Duration.ofSeconds(5)),
                fails(ServerAnswer.failure(ServerWord.exactly(Duration.ofSeconds(5)))));
        assertThat(last(played)).isEqualTo("total-timeout after 1, PT0S");
    }

    @Nested
    class TheBudget {

        @EveryForm
        void isAskedLastAndNotAtAllWhenTheTimeIsUp(CallForm form) {
            play(form, Scene.policy().totalTimeout(MILLI), fails());
            assertThat(ledger.entries).containsExactly("failure TRANSIENT");
        }

        @EveryForm
        void isNotAskedAfterTheLastAttempt(CallForm form) {
            play(form, Scene.policy().maxAttempts(2), fails(), fails());
            assertThat(ledger.entries).containsExactly("failure TRANSIENT", "asked TRANSIENT", "failure TRANSIENT");
        }

        @EveryForm
        void isToldOfAFailureThatTheServerRefusesToSeeAgain(CallForm form) {
            play(form, listening(), fails(ServerAnswer.failure(ServerWord.doNotRetry())));
            assertThat(ledger.entries).containsExactly("failure TRANSIENT");
        }

        @EveryForm
        void isToldOfARefusalByTheServerEvenIfTheFailureIsNotRetryable(CallForm form) {
            play(
                    form,
                    listening().retryOn(FailureCondition.on(ArithmeticException.class)),
                    fails(ServerAnswer.failure(ServerWord.doNotRetry())));
            assertThat(ledger.entries).containsExactly("failure TRANSIENT");
        }

        @EveryForm
        void isNotToldOfAFailureThatIsNotRetryable(CallForm form) {
            play(form, Scene.policy().retryOn(BUT_ARITHMETIC), fails(new ArithmeticException()));
            assertThat(ledger.entries).isEmpty();
        }

        @EveryForm
        void isNotToldOfAFailureThatAnInnerRetrierGaveUpOn(CallForm form) {
            play(form, Scene.policy(), givesUpInside(fails()));
            assertThat(ledger.entries).isEmpty();
        }

        @EveryForm
        void isToldOfItWhenLayersMultiply(CallForm form) {
            play(form, Scene.policy().maxAttempts(1).nested(dev.retrykit.Nested.MULTIPLY), givesUpInside(fails()));
            assertThat(ledger.entries).containsExactly("failure TRANSIENT");
        }

        @EveryForm
        void isToldOfEveryFailureWhateverFollows(CallForm form) {
            play(form, Scene.policy(), times(4, fails()));
            assertThat(ledger.entries)
                    .containsExactly(
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "failure TRANSIENT");
        }

        @EveryForm
        void hearsOfTheSuccessTogetherWithTheLastPermit(CallForm form) {
            Ledger two = new Ledger(2);
            new Scene(form, Scene.policy(), options -> options.budget(two)).play(fails(), fails(), returns("a"));
            assertThat(two.entries)
                    .containsExactly(
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "success permit at 1");
        }

        @EveryForm
        void hearsOfASuccessAtOnceWithoutPermit(CallForm form) {
            play(form, Scene.policy(), returns("a"));
            assertThat(ledger.entries).containsExactly("success null");
        }

        @EveryForm
        void isToldTheKindOfTheFailure(CallForm form) {
            new Scene(
                            form,
                            Scene.policy(),
                            options -> options.budget(ledger).statusSources(List.of(ServerAnswer.statuses())))
                    .play(fails(ServerAnswer.failure("429")), fails(ServerAnswer.failure("503")), returns("a"));
            assertThat(ledger.entries)
                    .startsWith("failure THROTTLED", "asked THROTTLED", "failure TRANSIENT", "asked TRANSIENT");
        }
    }

    @EveryForm
    void theBudgetSpeaksOnlyWhenAllOthersAgree(CallForm form) {
        Played played = new Scene(form, Scene.policy(), options -> options.budget(new Ledger(0))).play(fails());
        assertThat(last(played)).isEqualTo("budget after 1, PT0S");
        assertThat(played.marks()).extracting(RetriesExhausted::reason).containsExactly(StopReason.BUDGET);
    }
}
