package dev.retrykit.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutcomeTests {

    @Test
    void aReturnedValueFailedWithNothing() {
        assertThat(Outcomes.returned("a", null).failedWith(Throwable.class)).isFalse();
    }

    @Test
    void aFailureFailedWithItselfAndItsCauses() {
        Outcome outcome = Outcomes.failed(new IllegalStateException(new IOException()));
        assertThat(outcome.failedWith(IllegalStateException.class)).isTrue();
        assertThat(outcome.failedWith(IOException.class)).isTrue();
        assertThat(outcome.failedWith(ArithmeticException.class)).isFalse();
    }

    @Test
    void theFirstFailureOfATypeIsTheOutermost() {
        IOException inner = new IOException();
        IOException outer = new IOException(inner);
        Throwable failure = new IllegalStateException(outer);

        assertThat(Outcomes.failed(failure).first(IOException.class)).isSameAs(outer);
        assertThat(Outcomes.failed(failure).first(ArithmeticException.class)).isNull();
        assertThat(Outcomes.returned("a", null).first(Throwable.class)).isNull();
    }

    @Test
    @SuppressWarnings("NullAway") // what careless code does
    void mustHaveAKind() {
        assertThatNullPointerException()
                .isThrownBy(() -> new Outcome(null, null, null, null, 1, true, null))
                .withMessage("kind must not be null");
    }

    @Test
    @SuppressWarnings("NullAway") // what careless code does
    void aServersWordHasADelayOfZeroOrMore() {
        assertThat(ServerWord.atLeast(Duration.ZERO)).isEqualTo(ServerWord.atLeast(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerWord.atLeast(Duration.ofNanos(-1)))
                .withMessage("delay must not be negative, but was PT-0.000000001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerWord.exactly(Duration.ofNanos(-1)))
                .withMessage("delay must not be negative, but was PT-0.000000001S");
        assertThatNullPointerException()
                .isThrownBy(() -> ServerWord.exactly(null))
                .withMessage("delay must not be null");
    }
}
