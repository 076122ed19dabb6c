package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What a stage that depends on a failed one has failed with. */
class StageFailureTests {

    private final IOException cause = new IOException();
    private final CompletionException wrapper = new CompletionException(cause);

    @Test
    void isWhatTheOtherFailedWith() {
        assertThat(Stages.failureOf(wrapper)).isSameAs(cause);
    }

    @Test
    void isSoWhateverElseHangsOnTheWrapper() {
        wrapper.addSuppressed(new IllegalStateException("while closing"));
        assertThat(Stages.failureOf(wrapper)).isSameAs(cause);
    }

    @Test
    void isTheWrapperIfThatIsWhatARetrierGaveUpOn() {
        Throwable marked = new Scene(BlockingForm.CALL, Scene.policy())
                .play(times(4, fails(wrapper)))
                .thrown();
        assertThat(Stages.failureOf(Objects.requireNonNull(marked))).isSameAs(wrapper);
    }

    @Test
    void isTheExceptionItselfIfItWrapsNothing() {
        CompletionException bare = new CompletionException("bare", null);
        assertThat(Stages.failureOf(bare)).isSameAs(bare);
        assertThat(Stages.failureOf(cause)).isSameAs(cause);
    }
}
