package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What surrounds each attempt. */
class AttemptScopeTests {

    @RegisterExtension
    final Logged logged = new Logged();

    private final List<String> log = new ArrayList<>();
    private final IllegalStateException oops = new IllegalStateException("oops");

    private AttemptScope scope(String name) {
        return attempt -> {
            log.add("enter " + name + " " + attempt.number());
            return () -> log.add("close " + name);
        };
    }

    private Step noted(Step step) {
        return scene -> {
            log.add("attempt");
            return step.play(scene);
        };
    }

    private Played play(CallForm form, List<AttemptScope> scopes, Step... script) {
        return new Scene(form, Scene.policy(), options -> options.scopes(scopes)).play(script);
    }

    @PromptForms
    void areEnteredInOrderAndClosedInTheOppositeOneAroundEachAttempt(CallForm form) {
        play(form, List.of(scope("a"), scope("b")), noted(fails()), noted(returns("a")));
        assertThat(log)
                .containsExactly(
                        "enter a 1",
                        "enter b 1",
                        "attempt",
                        "close b",
                        "close a",
                        "enter a 2",
                        "enter b 2",
                        "attempt",
                        "close b",
                        "close a");
    }

    @PromptForms
    void areClosedBeforeTheFailureIsJudged(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().retryOn(outcome -> {
            log.add("judge");
            return false;
        });
        new Scene(form, policy, options -> options.scopes(List.of(scope("a")))).play(noted(fails()));
        assertThat(log).containsExactly("enter a 1", "attempt", "close a", "judge");
    }

    @PromptForms
    void oneThatThrowsBeforeTheFirstAttemptEndsTheCallWithItsException(CallForm form) {
        Played played = play(form, List.of(scope("a"), attempt -> {
            throw oops;
        }));
        assertThat(played.thrown()).isSameAs(oops);
        assertThat(log).containsExactly("enter a 1", "close a");
        assertThat(played.counts().toString()).startsWith("failed 1").endsWith("policy-error 1");
    }

    @PromptForms
    void oneThatThrowsBeforeARetryEndsTheCallWithTheFailureOfTheOperation(CallForm form) {
        Ledger ledger = new Ledger(1);
        AttemptScope secondThrows = attempt -> {
            if (attempt.number() == 2) {
                throw oops;
            }
            return () -> {};
        };
        Played played = new Scene(
                        form,
                        Scene.policy(),
                        options -> options.scopes(List.of(secondThrows)).budget(ledger))
                .play(fails());
        assertThat(played.thrown()).isSameAs(played.failure(1)).hasSuppressedException(oops);
        assertThat(played.story())
                .containsExactly("attempt 1 threw IOException", "attempt 2 in PT1S", "policy-error after 1, PT1S");
        assertThat(played.counts()).hasToString("failed 1, failure 1, policy-error 1");
        assertThat(ledger.entries).endsWith("back permit at 1");
    }

    @PromptForms
    @SuppressWarnings("NullAway") // what careless code does
    void oneThatReturnsNothingToCloseEndsTheCall(CallForm form) {
        Played played = play(form, List.of(scope("a"), attempt -> null));
        assertThat(played.thrown()).isInstanceOf(NullPointerException.class);
        assertThat(log).containsExactly("enter a 1", "close a");
    }

    @PromptForms
    void oneThatThrowsOnClosingChangesNothing(CallForm form) {
        AttemptScope throwing = attempt -> () -> {
            throw oops;
        };
        Played played = play(form, List.of(scope("a"), throwing), noted(fails()), noted(returns("a")));
        assertThat(played.thrown()).isNull();
        assertThat(log).containsExactly("enter a 1", "attempt", "close a", "enter a 2", "attempt", "close a");
        assertThat(played.counts()).hasToString("success(retried) 1, failure 1, retries 1, listener-failures 2");
    }

    @PromptForms
    void areClosedAfterALimitedAttemptThatWasCut(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1)));
        new Scene(form, policy, options -> options.scopes(List.of(scope("a"))))
                .play(takes(Duration.ofSeconds(2), fails()), returns("a"));
        assertThat(log).containsExactly("enter a 1", "close a", "enter a 2", "close a");
    }
}
