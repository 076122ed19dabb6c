package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a retrier asks of a failure beside its policy's own condition. */
class RetrierConditionsTests {

    private static final Duration ZERO = Duration.ZERO;
    private static final FailureCondition NO_FILES = FailureCondition.except(FileNotFoundException.class);

    private static Played play(CallForm form, RetryPolicy.Builder policy, FailureCondition condition, Step... script) {
        return new Scene(form, policy, retrier -> retrier.conditions(List.of(FailureCondition.standard(), condition)))
                .play(script);
    }

    @EveryForm
    void endTheCallWhereOneIsFalse(CallForm form) {
        assertThat(play(form, Scene.policy(), NO_FILES, fails(new FileNotFoundException()))
                        .story())
                .endsWith("not-retryable after 1, PT0S");
    }

    @EveryForm
    void holdWhereTheServerAsksForARetry(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().serverDelay(any -> ServerWord.exactly(ZERO), ZERO);
        assertThat(play(form, policy, NO_FILES, fails(new FileNotFoundException()))
                        .story())
                .endsWith("not-retryable after 1, PT0S");
    }

    @EveryForm
    void leaveOtherFailuresToThePolicy(CallForm form) {
        assertThat(play(form, Scene.policy(), NO_FILES, fails(new IOException()), returns("a"))
                        .thrown())
                .isNull();
    }

    @EveryForm
    void areAskedOnlyWhereThePolicyWantsARetry(CallForm form) {
        List<Throwable> asked = new ArrayList<>();
        FailureCondition asking = outcome -> asked.add(outcome.failure());
        play(form, Scene.policy().retryOn(NO_FILES), asking, fails(new FileNotFoundException()));
        assertThat(asked).isEmpty();
        play(form, Scene.policy().retryOn(NO_FILES), asking, fails(new IOException()), returns("a"));
        assertThat(asked).hasSize(1);
    }
}
