package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.event.StopReason;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Exceptions travel between processes and into caches. */
class SerialisationTests {

    @SuppressWarnings({"unchecked", "BanSerializableRead"}) // reads what it has written itself
    private static <E extends Throwable> E copy(E original) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(original);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (E) in.readObject();
        } catch (ClassNotFoundException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Throwable exhausted() {
        Throwable failure = new Scene(BlockingForm.CALL, Scene.policy())
                .play(fails(new IllegalStateException()), fails(), fails(), fails())
                .thrown();
        return Objects.requireNonNull(failure);
    }

    @Test
    void keepsAMarkWithItsFailure() throws IOException {
        assertThat(copy(exhausted()).getSuppressed())
                .singleElement()
                .isInstanceOfSatisfying(RetriesExhausted.class, mark -> {
                    assertThat(mark.retrier()).isEqualTo("scene");
                    assertThat(mark.attempts()).isEqualTo(4);
                    assertThat(mark.sinceFirstFailure()).isEqualTo(Duration.ofSeconds(3));
                    assertThat(mark.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
                    assertThat(mark.firstFailure()).contains("java.lang.IllegalStateException");
                    assertThat(mark.getStackTrace()).isEmpty();
                });
    }

    /** Its number would be compared with those of another process. */
    @Test
    void makesAMarkThatIsNotHeeded() {
        Step failsWithACopy = scene -> {
            throw copy(
                    CompletableFuture.supplyAsync(SerialisationTests::exhausted).join());
        };
        assertThat(new Scene(BlockingForm.CALL, Scene.policy())
                        .play(times(4, failsWithACopy))
                        .story())
                .endsWith("max-attempts after 4, PT3S");
    }

    @Test
    void keepsWhyAValueWasNotAcceptedButNotTheValue() throws IOException {
        Throwable thrown = new Scene(
                        BlockingForm.CALL, Scene.policy().maxAttempts(2).retryOnResult(Object.class, value -> true))
                .play(times(2, returns(new Object())))
                .thrown();
        assertThat(thrown).isInstanceOfSatisfying(RetryExhaustedException.class, original -> {
            assertThat(original.lastResult()).isNotNull();
        });
        RetryExhaustedException copy = (RetryExhaustedException) copy(Objects.requireNonNull(thrown));
        assertThat(copy).hasMessage(thrown.getMessage());
        assertThat(copy.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
        assertThat(copy.attempts()).isEqualTo(2);
        assertThat(copy.lastResult()).isNull();
    }

    @Test
    void keepsALimitAndWhatTheAttemptThrew() throws IOException {
        AttemptTimeoutException copy =
                copy(new AttemptTimeoutException("a", 1, Duration.ofSeconds(2), new IOException("cut")));
        assertThat(copy).hasMessage("attempt 1 of 'a' was cut by its time limit of PT2S");
        assertThat(copy.limit()).isEqualTo(Duration.ofSeconds(2));
        assertThat(copy).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void failsClearlyIfTheOperationsOwnFailureCannotTravel() {
        class Holding extends RuntimeException {

            private static final long serialVersionUID = 1L;

            @SuppressWarnings({"unused", "serial"}) // what many exceptions hold by mistake
            private final Object held = new Object();
        }
        assertThatExceptionOfType(NotSerializableException.class)
                .isThrownBy(() -> copy(new AttemptTimeoutException("a", 1, Duration.ofSeconds(2), new Holding())))
                .withMessageContaining("java.lang.Object");
    }
}
