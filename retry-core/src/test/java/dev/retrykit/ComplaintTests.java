package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is logged about listeners and scopes that throw. */
class ComplaintTests {

    @RegisterExtension
    final Logged logged = new Logged();

    private final IllegalStateException oops = new IllegalStateException("oops");

    private final class Throwing implements RetryListener {

        private final String name;

        Throwing(String name) {
            this.name = name;
        }

        @Override
        public void on(RetryEvent event) {
            throw oops;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private Scene throwing(RetryListener... listeners) {
        return new Scene(BlockingForm.CALL, Scene.policy(), options -> options.listeners(List.of(listeners)));
    }

    @Test
    void nameTheListenerAndTheRetrierAndCarryTheException() {
        throwing(new Throwing("audit")).play(fails(), returns("a"));
        assertThat(logged.records()).singleElement().satisfies(complaint -> {
            assertThat(complaint.getLevel()).isEqualTo(Level.WARNING);
            assertThat(complaint.getMessage()).isEqualTo("audit of 'scene' threw; the call is not affected");
            assertThat(complaint.getThrown()).isSameAs(oops);
        });
    }

    @Test
    void comeOnceAMinuteForEachListener() {
        Scene scene = throwing(new Throwing("audit"), new Throwing("metrics"));
        scene.play(fails(), returns("a"));
        scene.time.advance(Duration.ofSeconds(57));
        scene.play(fails(), returns("a"));
        assertThat(logged.records())
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "audit of 'scene' threw; the call is not affected",
                        "metrics of 'scene' threw; the call is not affected");
    }

    @Test
    void tellListenersApartThatAreEqual() {
        record Equal(String name) implements RetryListener {

            @Override
            public void on(RetryEvent event) {
                throw new IllegalStateException("oops");
            }
        }
        throwing(new Equal("audit"), new Equal("audit")).play(fails(), returns("a"));
        assertThat(logged.records()).hasSize(2);
    }

    @Test
    void nameTheClassOfAListenerThatCannotSayItsName() {
        RetryListener nameless = new RetryListener() {
            @Override
            public void on(RetryEvent event) {
                throw oops;
            }

            @Override
            public String toString() {
                throw oops;
            }

            @Override
            public int hashCode() {
                throw oops;
            }
        };
        assertThat(throwing(nameless).play(fails(), returns("a")).value()).isEqualTo("a");
        assertThat(logged.records())
                .extracting(LogRecord::getMessage)
                .containsExactly(nameless.getClass().getName() + " of 'scene' threw; the call is not affected");
    }

    @Test
    void comeAgainAfterAMinute() {
        Scene scene = throwing(new Throwing("audit"));
        scene.play(fails(), returns("a"));
        scene.time.advance(Duration.ofMinutes(1));
        scene.play(fails(), returns("a"));
        assertThat(logged.records()).hasSize(2);
    }

    @Test
    void nameAScopeAndNotEachOfItsEnds() {
        AttemptScope scope = new AttemptScope() {
            @Override
            public Scope enter(Attempt attempt) {
                return () -> {
                    throw oops;
                };
            }

            @Override
            public String toString() {
                return "mdc";
            }
        };
        Scene scene = new Scene(BlockingForm.CALL, Scene.policy(), options -> options.scopes(List.of(scope)));
        scene.play(fails(), fails(), returns("a"));
        assertThat(logged.records())
                .extracting(LogRecord::getMessage)
                .containsExactly("mdc of 'scene' threw; the call is not affected");
    }
}
