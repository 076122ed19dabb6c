package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.condition.Outcome;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.RecordingListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetrierTests {

    @Nested
    class AName {

        @ParameterizedTest
        @ValueSource(strings = {"payments", "order-service-charge", "v2", "2", "a-1-b"})
        void consistsOfLowerCaseLettersDigitsAndSingleDashes(String name) {
            assertThat(Retrier.of(name, RetryPolicy.defaults()).name()).isEqualTo(name);
        }

        @ParameterizedTest
        @CsvSource({
            "Payments, payments",
            "orderService, order-service",
            "URLFetcher.getV2, url-fetcher-get-v2",
            "order_service, order-service",
            "order--service, order-service",
            "-payments-, payments",
            "pay ments, pay-ments",
            "zahlungsübersicht, zahlungs-bersicht"
        })
        void inAnotherSpellingIsRefusedWithTheRightOneProposed(String name, String proposed) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retrier.builder(name))
                    .withMessage("name must consist of lower-case letters, digits and single dashes, but was '" + name
                            + "'; write '" + proposed + "'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "--", "é"})
        void ofNothingThatCouldBeKeptIsRefused(String name) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Retrier.builder(name))
                    .withMessage("name must consist of lower-case letters, digits and single dashes, but was '" + name
                            + "'");
        }
    }

    @SuppressWarnings("NullAway") // what careless code does
    static Stream<Arguments> missingValues() {
        return Stream.of(
                missing(b -> Retrier.builder(null), "name must not be null"),
                missing(b -> b.policy(null), "policy must not be null"),
                missing(b -> b.budget(null), "budget must not be null"),
                missing(b -> b.listeners(null), "listeners must not be null"),
                missing(b -> b.scopes(null), "scopes must not be null"),
                missing(b -> b.statusSources(null), "statusSources must not be null"),
                missing(b -> b.ticker(null), "ticker must not be null"),
                missing(b -> b.sleeper(null), "sleeper must not be null"),
                missing(b -> b.alarm(null), "alarm must not be null"),
                missing(b -> b.random(null), "random must not be null"),
                missing(b -> b.executor(null), "executor must not be null"));
    }

    private static Arguments missing(Consumer<Retrier.Builder> option, String message) {
        return Arguments.of(option, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("missingValues")
    void refusesNull(Consumer<Retrier.Builder> option, String message) {
        assertThatNullPointerException()
                .isThrownBy(() -> option.accept(Retrier.builder("payments")))
                .withMessage(message);
    }

    @Nested
    @SuppressWarnings("NullAway") // what careless code does
    class ACallOfNothing {

        private final Retrier retrier = Retrier.of("payments", RetryPolicy.defaults());

        @Test
        void isRefusedAtOnceAndNotRetried() {
            assertThatNullPointerException()
                    .isThrownBy(() -> retrier.call((RetryOperation<Object, RuntimeException>) null))
                    .withMessage("operation must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> retrier.callWithAttempt(null))
                    .withMessage("operation must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> retrier.call("context", null))
                    .withMessage("operation must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> retrier.run(null))
                    .withMessage("operation must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> assertThat(retrier.callAsync(null)).isNotNull())
                    .withMessage("operation must not be null");
            assertThat(Counts.of(retrier.statistics())).hasToString("");
        }
    }

    @Test
    void cannotHedgeABlockingCall() {
        Retrier retrier = Retrier.of(
                "payments",
                RetryPolicy.builder()
                        .hedging(new Hedging(Duration.ofMillis(10)))
                        .build());
        assertThatIllegalStateException()
                .isThrownBy(() -> retrier.call(() -> "a"))
                .withMessage("'payments' hedges, which only asynchronous calls can;"
                        + " use callAsync, or a policy without hedging");
    }

    @ParameterizedTest
    @MethodSource("formsWithContext")
    void showsTheContextToConditions(CallForm form) {
        List<Object> seen = new ArrayList<>();
        RetryPolicy.Builder policy = Scene.policy()
                .maxAttempts(2)
                .retryOn(outcome -> seen.add(outcome.context() + " after a failure"))
                .retryOnResult((Outcome outcome) -> seen.add(outcome.context() + " after a value"));
        new Scene(form, policy).play(Step.fails(), Step.returns("a"));
        assertThat(seen).containsExactly("context after a failure", "context after a value");
    }

    static List<CallForm> formsWithContext() {
        return List.of(BlockingForm.CALL_WITH_CONTEXT, AsyncForm.CALL_ASYNC_WITH_CONTEXT);
    }

    @Nested
    class Listeners {

        @EveryForm
        void hearOfAFirstTrySuccessIfOneOfThemWantsTo(CallForm form) {
            RecordingListener wants = new RecordingListener();
            List<RetryEvent> others = new ArrayList<>();
            RetryListener does = others::add;
            Scene scene = new Scene(form, Scene.policy(), options -> options.listeners(List.of(wants, does)));
            scene.play(Step.returns("a"));
            assertThat(wants.events()).containsExactly(new RetryEvent.CallSucceeded("scene", 1, 1, Duration.ZERO));
            assertThat(others).isEmpty();
        }

        @EveryForm
        void hearOfEachCallUnderANumberOfItsOwn(CallForm form) {
            RecordingListener listener = new RecordingListener();
            Scene scene = new Scene(form, Scene.policy(), options -> options.listeners(List.of(listener)));
            scene.play(Step.returns("a"));
            Played second = scene.play(Step.fails(), Step.returns("a"));
            scene.play(Step.returns("a"));
            assertThat(listener.events())
                    .containsExactly(
                            new RetryEvent.CallSucceeded("scene", 1, 1, Duration.ZERO),
                            new RetryEvent.AttemptFailed("scene", 2, 1, second.failure(1), null),
                            new RetryEvent.RetryScheduled("scene", 2, 2, Duration.ofSeconds(1)),
                            new RetryEvent.CallSucceeded("scene", 2, 2, Duration.ofSeconds(1)),
                            new RetryEvent.CallSucceeded("scene", 3, 1, Duration.ZERO));
        }

        @EveryForm
        void areToldTheFailureOfACallThatEnds(CallForm form) {
            Played played = new Scene(form, Scene.policy().maxAttempts(1)).play(Step.fails());
            assertThat(played.events())
                    .endsWith(new RetryEvent.CallEnded(
                            "scene", 1, StopReason.MAX_ATTEMPTS, 1, Duration.ZERO, played.failure(1), null, null));
        }
    }

    @Test
    void declaresWhatTheOperationThrows() {
        Retrier retrier = Retrier.builder("payments")
                .policy(RetryPolicy.builder().maxAttempts(1).build())
                .build();
        try {
            retrier.run(() -> {
                throw new IOException("checked");
            });
        } catch (IOException checked) {
            assertThat(checked).hasMessage("checked");
        }
    }
}
