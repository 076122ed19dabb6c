package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.backoff.Backoff;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A call inside an attempt of another call has no more time than that attempt. */
class InheritedTimeTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<Duration> innerStarts = new ArrayList<>();

    private Step noting(Step step) {
        return scene -> {
            innerStarts.add(scene.time.elapsed());
            return step.play(scene);
        };
    }

    private static RetryPolicy.Builder attemptsOf(Duration limit) {
        return Scene.policy().maxAttempts(2).attemptTimeout(AttemptTimeout.fixed(limit));
    }

    @PromptForms
    void anInnerWaitThatWouldEndTooLateDoesNotStart(CallForm form) {
        Played played = new Scene(form, attemptsOf(Duration.ofMillis(1500)))
                .play(InnerRetrier.over(Scene.policy(), noting(fails())), returns("a"));
        assertThat(innerStarts).containsExactly(Duration.ZERO, SECOND);
        assertThat(played.story())
                .containsExactly("attempt 1 threw IOException", "attempt 2 in PT1S", "success after 2, PT1S");
    }

    @PromptForms
    void anInnerWaitThatWouldEndTogetherWithTheAttemptDoesNotStart(CallForm form) {
        new Scene(form, attemptsOf(SECOND)).play(InnerRetrier.over(Scene.policy(), noting(fails())), returns("a"));
        assertThat(innerStarts).containsExactly(Duration.ZERO);
    }

    @PromptForms
    void theInnerSetsNoMarkSinceTheTimeWasNotItsOwn(CallForm form) {
        Played played =
                new Scene(form, attemptsOf(SECOND).maxAttempts(1)).play(InnerRetrier.over(Scene.policy(), fails()));
        assertThat(played.story()).endsWith("max-attempts after 1, PT0S");
        assertThat(played.marks()).isEmpty();
    }

    @PromptForms
    void theOuterRetriesThenThoughTheInnerHadRetried(CallForm form) {
        Played played = new Scene(form, attemptsOf(Duration.ofMillis(1500)))
                .play(times(2, InnerRetrier.over(Scene.policy(), fails())));
        assertThat(played.story()).endsWith("max-attempts after 2, PT2S");
    }

    @PromptForms
    void theOuterRetriesThenAlsoAfterAValueThatTheInnerDidNotAccept(CallForm form) {
        Played played = new Scene(form, attemptsOf(Duration.ofMillis(1500)))
                .play(InnerRetrier.over(Scene.policy().retryOnNullResult(), returns(null)), returns("a"));
        assertThat(played.story())
                .containsExactly(
                        "attempt 1 threw RetryExhaustedException", "attempt 2 in PT1S", "success after 2, PT1S");
    }

    @PromptForms
    void theInnerCountsItAsTotalTimeout(CallForm form) {
        List<Counts> counts = new ArrayList<>();
        new Scene(form, attemptsOf(Duration.ofMillis(1500)).maxAttempts(1)).play(scene -> {
            Retrier inner = InnerRetrier.in(scene, Scene.policy());
            try {
                return InnerRetrier.call(inner, fails(), scene);
            } finally {
                counts.add(Counts.of(inner.statistics()));
            }
        });
        assertThat(counts).singleElement().hasToString("exhausted(retried) 1, failure 2, retries 1, total-timeout 1");
    }

    @PromptForms
    void itsOwnTimeThatEndsFirstIsMarked(CallForm form) {
        Played played = new Scene(form, attemptsOf(Duration.ofSeconds(10)))
                .play(InnerRetrier.over(Scene.policy().totalTimeout(SECOND), fails()));
        assertThat(played.story()).endsWith("nested after 1, PT0S");
    }

    @PromptForms
    void theTotalTimeoutOfTheOuterIsInheritedToo(CallForm form) {
        new Scene(form, Scene.policy().totalTimeout(Duration.ofMillis(2500)))
                .play(fails(), InnerRetrier.over(Scene.policy(), noting(fails())));
        // 1.5 s are left for the second attempt: the inner starts at 1 s and at 2 s, and not at 3 s
        assertThat(innerStarts).containsExactly(SECOND, Duration.ofSeconds(2));
    }

    @PromptForms
    void theTimePassesThroughARetrierBetweenThatHasNoLimit(CallForm form) {
        Step middle = InnerRetrier.over("middle", Scene.policy(), InnerRetrier.over(Scene.policy(), noting(fails())));
        new Scene(form, attemptsOf(Duration.ofMillis(1500)).maxAttempts(1)).play(middle);
        assertThat(innerStarts).containsExactly(Duration.ZERO, SECOND);
    }

    @PromptForms
    void theTimePassesThroughARetryOfARetrierBetween(CallForm form) {
        // middle fails at 0 s and retries at 1 s, within which the innermost has 1.5 s left
        int[] attempt = {0};
        Step middle = InnerRetrier.over(
                "middle",
                Scene.policy(),
                scene -> attempt[0]++ == 0
                        ? fails().play(scene)
                        : InnerRetrier.over(Scene.policy(), noting(fails())).play(scene));
        new Scene(form, attemptsOf(Duration.ofMillis(2500)).maxAttempts(1)).play(middle);
        assertThat(innerStarts).containsExactly(SECOND, Duration.ofSeconds(2));
    }

    @PromptForms
    void theShorterOfTwoLimitsAroundCounts(CallForm form) {
        Step middle = InnerRetrier.over(
                "middle",
                attemptsOf(Duration.ofSeconds(60)).maxAttempts(1),
                InnerRetrier.over(Scene.policy(), noting(fails())));
        new Scene(form, attemptsOf(Duration.ofMillis(1500)).maxAttempts(1)).play(middle);
        assertThat(innerStarts).containsExactly(Duration.ZERO, SECOND);
    }

    @PromptForms
    void aCallAfterTheAttemptHasItsOwnTimeAgain(CallForm form) {
        Scene scene = new Scene(form, attemptsOf(SECOND));
        scene.play(returns("a"));
        Retrier later = InnerRetrier.in(scene, Scene.policy());
        assertThatThrownBy(() -> InnerRetrier.call(later, noting(fails()), scene))
                .isInstanceOf(IOException.class);
        assertThat(innerStarts).hasSize(4);
    }

    @BlockingForms
    void anInnerAttemptThatTheOuterLimitInterruptsEndsBothAndLeavesNoFlag(CallForm form) {
        RetryPolicy.Builder inner = Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofMinutes(1)));
        Played played = new Scene(form, attemptsOf(SECOND))
                .play(InnerRetrier.over(inner, Step.waits(Duration.ofSeconds(30), returns("late"))), returns("a"));
        assertThat(played.flag()).isFalse();
        assertThat(played.ended()).isEqualTo(Duration.ofSeconds(2));
        assertThat(played.story())
                .containsExactly(
                        "attempt 1 threw AttemptTimeoutException", "attempt 2 in PT1S", "success after 2, PT1S");
    }

    @PromptForms
    void anInnerRetrierWhoseZeroWaitComesTooLateEndsAtOnce(CallForm form) {
        RetryPolicy.Builder inner = Scene.policy().backoff(Backoff.none());
        Played played = new Scene(form, attemptsOf(SECOND).interruptAttempts(false))
                .play(InnerRetrier.over(inner, takes(SECOND, noting(fails()))), returns("a"));
        assertThat(innerStarts).containsExactly(SECOND);
        assertThat(played.story()).startsWith("attempt 1 threw AttemptTimeoutException");
    }
}
