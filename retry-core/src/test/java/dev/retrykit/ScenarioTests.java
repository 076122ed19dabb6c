package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a call can end by itself, through every form of call: events and counts, whole. */
class ScenarioTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /**
     * A script and what must come of it.
     *
     * @param story the events
     * @param counts what the statistics add
     */
    record Scenario(
            String name,
            RetryPolicy.Builder policy,
            UnaryOperator<Retrier.Builder> options,
            List<Step> script,
            List<String> story,
            String counts) {

        static Scenario of(String name, RetryPolicy.Builder policy, Step... script) {
            return new Scenario(name, policy, options -> options, List.of(script), List.of(), "");
        }

        Scenario with(UnaryOperator<Retrier.Builder> options) {
            return new Scenario(name, policy, options, script, story, counts);
        }

        Scenario tells(String... story) {
            return new Scenario(name, policy, options, script, List.of(story), counts);
        }

        Scenario counts(String counts) {
            return new Scenario(name, policy, options, script, story, counts);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Scenario> scenarios() {
        List<Scenario> all = new ArrayList<>();
        all.add(Scenario.of("the first attempt succeeds", Scene.policy(), returns("a"))
                .counts("success 1"));
        all.add(Scenario.of("the third attempt succeeds", Scene.policy(), fails(), fails(), returns("a"))
                .tells(
                        "attempt 1 threw IOException",
                        "attempt 2 in PT1S",
                        "attempt 2 threw IOException",
                        "attempt 3 in PT1S",
                        "success after 3, PT2S")
                .counts("success(retried) 1, failure 2, retries 2"));
        all.add(Scenario.of("attempts run out", Scene.policy(), times(4, fails())) // 4 = 1 + 3 retries
                .tells(
                        "attempt 1 threw IOException",
                        "attempt 2 in PT1S",
                        "attempt 2 threw IOException",
                        "attempt 3 in PT1S",
                        "attempt 3 threw IOException",
                        "attempt 4 in PT1S",
                        "attempt 4 threw IOException",
                        "max-attempts after 4, PT3S")
                .counts("exhausted(retried) 1, failure 4, retries 3, max-attempts 1"));
        all.add(Scenario.of("one attempt is allowed", Scene.policy().maxAttempts(1), fails())
                .tells("attempt 1 threw IOException", "max-attempts after 1, PT0S")
                .counts("exhausted 1, failure 1, max-attempts 1"));
        all.add(Scenario.of(
                        "one attempt is allowed and succeeds", Scene.policy().maxAttempts(1), returns("a"))
                .counts("success 1"));
        all.add(Scenario.of("delays are zero", Scene.policy().backoff(Backoff.none()), fails(), fails(), returns("a"))
                .tells(
                        "attempt 1 threw IOException",
                        "attempt 2 in PT0S",
                        "attempt 2 threw IOException",
                        "attempt 3 in PT0S",
                        "success after 3, PT0S")
                .counts("success(retried) 1, failure 2, retries 2"));
        all.addAll(endingNotRetryable());
        all.addAll(endingForTime());
        all.addAll(endingForTheBudget());
        all.addAll(endingForTheServer());
        all.add(Scenario.of(
                        "a condition throws",
                        Scene.policy().retryOn(outcome -> {
                            throw new IllegalStateException("of the condition");
                        }),
                        fails())
                .tells("attempt 1 threw IOException", "policy-error after 1, PT0S")
                .counts("failed 1, failure 1, policy-error 1"));
        return all;
    }

    private static List<Scenario> endingNotRetryable() {
        RetryPolicy.Builder policy = Scene.policy()
                .retryOn(FailureCondition.standard().and(FailureCondition.except(ArithmeticException.class)));
        return List.of(
                Scenario.of("the first failure is not retryable", policy, fails(new ArithmeticException()))
                        .tells("attempt 1 threw ArithmeticException", "not-retryable after 1, PT0S")
                        .counts("failed 1, failure 1, not-retryable 1"),
                Scenario.of("the second failure is not retryable", policy, fails(), fails(new ArithmeticException()))
                        .tells(
                                "attempt 1 threw IOException",
                                "attempt 2 in PT1S",
                                "attempt 2 threw ArithmeticException",
                                "not-retryable after 2, PT1S")
                        .counts("failed(retried) 1, failure 2, retries 1, not-retryable 1"));
    }

    private static List<Scenario> endingForTime() {
        return List.of(
                Scenario.of(
                                "the wait would end after the limit",
                                Scene.policy().totalTimeout(Duration.ofMillis(1500)),
                                fails(),
                                fails())
                        .tells(
                                "attempt 1 threw IOException",
                                "attempt 2 in PT1S",
                                "attempt 2 threw IOException",
                                "total-timeout after 2, PT1S")
                        .counts("exhausted(retried) 1, failure 2, retries 1, total-timeout 1"),
                Scenario.of("the wait would end with the limit", Scene.policy().totalTimeout(SECOND), fails())
                        .tells("attempt 1 threw IOException", "total-timeout after 1, PT0S")
                        .counts("exhausted 1, failure 1, total-timeout 1"),
                Scenario.of(
                                "the wait ends a nanosecond before the limit",
                                Scene.policy().totalTimeout(SECOND.plusNanos(1)),
                                fails(),
                                returns("a"))
                        .tells("attempt 1 threw IOException", "attempt 2 in PT1S", "success after 2, PT1S")
                        .counts("success(retried) 1, failure 1, retries 1"),
                Scenario.of(
                                "the attempt itself uses the time up",
                                Scene.policy().totalTimeout(Duration.ofSeconds(3)),
                                takes(Duration.ofSeconds(2), fails()))
                        .tells("attempt 1 threw IOException", "total-timeout after 1, PT0S")
                        .counts("exhausted 1, failure 1, total-timeout 1"),
                Scenario.of(
                                "only time limits the attempts",
                                Scene.policy().unlimitedAttempts().totalTimeout(Duration.ofSeconds(3)),
                                times(3, fails()))
                        .tells(
                                "attempt 1 threw IOException",
                                "attempt 2 in PT1S",
                                "attempt 2 threw IOException",
                                "attempt 3 in PT1S",
                                "attempt 3 threw IOException",
                                "total-timeout after 3, PT2S")
                        .counts("exhausted(retried) 1, failure 3, retries 2, total-timeout 1"));
    }

    private static List<Scenario> endingForTheBudget() {
        return List.of(
                Scenario.of("the budget refuses at once", Scene.policy(), fails())
                        .with(options -> options.budget(new Ledger(0)))
                        .tells("attempt 1 threw IOException", "budget after 1, PT0S")
                        .counts("exhausted 1, failure 1, budget 1"),
                Scenario.of("the budget refuses the second retry", Scene.policy(), fails(), fails())
                        .with(options -> options.budget(new Ledger(1)))
                        .tells(
                                "attempt 1 threw IOException",
                                "attempt 2 in PT1S",
                                "attempt 2 threw IOException",
                                "budget after 2, PT1S")
                        .counts("exhausted(retried) 1, failure 2, retries 1, budget 1"));
    }

    private static List<Scenario> endingForTheServer() {
        RetryPolicy.Builder policy = Scene.policy().serverDelay(ServerAnswer.words(), Duration.ofSeconds(30));
        return List.of(
                Scenario.of(
                                "the server says not to retry",
                                policy,
                                fails(ServerAnswer.failure(ServerWord.doNotRetry())))
                        .tells("attempt 1 threw ServerFailure", "server-refused after 1, PT0S")
                        .counts("exhausted 1, failure 1, server-refused 1"),
                Scenario.of(
                                "the server asks for too long a wait",
                                policy,
                                fails(),
                                fails(ServerAnswer.failure(ServerWord.atLeast(Duration.ofMillis(30_001)))))
                        .tells(
                                "attempt 1 threw IOException",
                                "attempt 2 in PT1S",
                                "attempt 2 threw ServerFailure",
                                "server-delay after 2, PT1S")
                        .counts("exhausted(retried) 1, failure 2, retries 1, server-delay 1"),
                Scenario.of(
                                "the server pushes back for too long",
                                policy,
                                fails(ServerAnswer.failure(ServerWord.exactly(Duration.ofMillis(30_001)))))
                        .tells("attempt 1 threw ServerFailure", "server-delay after 1, PT0S")
                        .counts("exhausted 1, failure 1, server-delay 1"),
                Scenario.of(
                                "the server pushes back for as long as it may",
                                policy,
                                fails(ServerAnswer.failure(ServerWord.exactly(Duration.ofSeconds(30)))),
                                returns("a"))
                        .tells("attempt 1 threw ServerFailure", "attempt 2 in PT30S", "success after 2, PT30S")
                        .counts("success(retried) 1, failure 1, retries 1"));
    }

    static Stream<Arguments> everyScenarioInEveryForm() {
        return CallForms.every().stream()
                // Made anew for each form: a budget in a scenario keeps what one form has done to it.
                .flatMap(form -> scenarios().stream().map(scenario -> Arguments.of(form, scenario)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("everyScenarioInEveryForm")
    void tellsAndCountsWhatHappened(CallForm form, Scenario scenario) {
        Played played = new Scene(form, scenario.policy(), scenario.options())
                .play(scenario.script().toArray(Step[]::new));

        assertThat(played.story()).isEqualTo(scenario.story());
        assertThat(played.counts()).hasToString(scenario.counts());
        assertThat(played.flag()).isFalse();
        if (played.counts().toString().startsWith("success")) {
            assertThat(played.thrown()).isNull();
        } else {
            assertThat(played.thrown())
                    .isSameAs(played.failure(scenario.script().size()));
        }
    }
}
