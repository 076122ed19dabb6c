package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetryExhaustedException;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import dev.retrykit.event.AttemptOutcome;
import dev.retrykit.event.StopReason;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.ResponseEntity;

/** What {@code retry-when} and {@code when} are asked, and when. */
class WhenTests {

    static class Refused extends IOException {

        @Serial
        private static final long serialVersionUID = 1L;

        private final int code;

        Refused(int code) {
            super("code " + code);
            this.code = code;
        }

        public int getCode() {
            return code;
        }
    }

    record Order(String id, boolean urgent) {}

    static class Till {
        final AtomicInteger calls = new AtomicInteger();
        private @Nullable Throwable failure;
        private @Nullable Object result;

        Till failing(Throwable next) {
            failure = next;
            return this;
        }

        Till returning(@Nullable Object next) {
            failure = null;
            result = next;
            return this;
        }

        int calls() {
            return calls.getAndSet(0);
        }

        @Retryable("till")
        public @Nullable Object pay(Order order, int amount) throws Throwable {
            calls.incrementAndGet();
            if (failure != null) {
                throw failure;
            }
            return result;
        }
    }

    private static final Order ORDER = new Order("o-1", false);

    private static Application application(String lines) {
        return Application.of("""
                retrykit:
                  instances:
                    till:
                      max-attempts: 3
                      backoff.strategy: none
                      budget: none
                %s
                """.formatted(lines.indent(6))).beans(Till.class, Conditions.class);
    }

    /** How many attempts a failure, or a result, comes to. */
    private static int attempts(String when, Object failureOrResult) {
        return attempts(when, "", failureOrResult, ORDER);
    }

    private static int attempts(String when, String lines, Object failureOrResult, Order order) {
        int[] calls = new int[1];
        application("retry-when: \"" + when + "\"\n" + lines).run(context -> {
            Till till = context.getBean(Till.class);
            if (failureOrResult instanceof Throwable failure) {
                till.failing(failure);
                assertThatThrownBy(() -> till.pay(order, 7)).isSameAs(failure);
            } else {
                till.returning(failureOrResult);
                try {
                    assertThat(till.pay(order, 7)).isSameAs(failureOrResult);
                } catch (RetryExhaustedException exhausted) {
                    assertThat(exhausted.lastResult()).isSameAs(failureOrResult);
                } catch (Throwable other) {
                    throw new AssertionError(other);
                }
            }
            calls[0] = till.calls();
        });
        return calls[0];
    }

    @Test
    void isAskedAboutFailuresThatTheListsRetry() {
        assertThat(attempts("#failure.code >= 500", new Refused(503))).isEqualTo(3);
        assertThat(attempts("#failure.code >= 500", new Refused(404))).isEqualTo(1);
        assertThat(attempts("#failure.code >= 500", "retry-on: java.io.FileNotFoundException", new Refused(503), ORDER))
                .isEqualTo(1);
    }

    @Test
    void liftsNeitherIgnoreNorWhatIsNeverRetried() {
        assertThat(attempts("#failure != null", new CancellationException())).isEqualTo(1);
        assertThat(attempts("#failure != null", "ignore: java.io.IOException", new FileNotFoundException(), ORDER))
                .isEqualTo(1);
        assertThat(attempts("anything", new CancellationException())).isEqualTo(1);
    }

    @Test
    void knowsTheNumberOfTheAttempt() {
        assertThat(attempts("#attempt < 2", new IOException())).isEqualTo(2);
    }

    @Test
    void isNotAskedAboutResultsThatItDoesNotName() {
        assertThat(attempts("#attempt < 9", "done")).isEqualTo(1);
        assertThat(attempts("#failure.code > 0", "done")).isEqualTo(1);
    }

    @Test
    void leavesFailuresToTheListsWhereItNamesTheResultAlone() {
        assertThat(attempts("#result.length() > 5", "pending")).isEqualTo(3);
        assertThat(attempts("#result.length() > 5", "done")).isEqualTo(1);
        assertThat(attempts("#result.length() > 5", new IOException())).isEqualTo(3);
        assertThat(attempts("#result == null", new IOException())).isEqualTo(3);
    }

    @Test
    void isAskedAboutEachWhereItNamesBoth() {
        String both = "#result == 'pending' or #failure?.code == 503";
        assertThat(attempts(both, "pending")).isEqualTo(3);
        assertThat(attempts(both, "done")).isEqualTo(1);
        assertThat(attempts(both, new Refused(503))).isEqualTo(3);
        assertThat(attempts(both, new Refused(404))).isEqualTo(1);
    }

    @Test
    void aloneDecidesAboutResultsWhateverTheirStatus() {
        String lines = "on-unacceptable-result: return-last";
        String when = "#result.statusCode.value() == 500";
        assertThat(attempts(when, lines, ResponseEntity.status(500).build(), ORDER))
                .isEqualTo(3);
        assertThat(attempts(when, lines, ResponseEntity.status(503).build(), ORDER))
                .isEqualTo(1);
    }

    @Test
    void knowsTheArgumentsByName() {
        assertThat(attempts("#order.urgent", "", new IOException(), new Order("o-1", true)))
                .isEqualTo(3);
        assertThat(attempts("#order.urgent", new IOException())).isEqualTo(1);
        assertThat(attempts("#amount == 7 and #order.id == 'o-1'", new IOException()))
                .isEqualTo(3);
        assertThat(attempts("#order.id == 'o-1' and #result == 'pending'", "pending"))
                .isEqualTo(3);
    }

    @Test
    void endsTheCallWhenItThrows() {
        application("retry-when: \"#failure.nothing\"").run(context -> {
            Till till = context.getBean(Till.class).failing(new Refused(1));
            assertThatThrownBy(() -> till.pay(ORDER, 7))
                    .isInstanceOf(Refused.class)
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .asString()
                            .contains("EL1008E"));
            assertPolicyError(context);
        });
        application("retry-when: \"#result.length() > 3\"").run(context -> {
            Till till = context.getBean(Till.class).returning(null);
            assertThatThrownBy(() -> till.pay(ORDER, 7)).hasMessageContaining("EL1011E");
            assertPolicyError(context);
        });
        application("retry-when: \"#order.id\"").run(context -> {
            Till till = context.getBean(Till.class).failing(new Refused(1));
            assertThatThrownBy(() -> till.pay(ORDER, 7))
                    .isInstanceOf(Refused.class)
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .singleElement()
                            .asString()
                            .endsWith("'#order.id' must be true or false, but was o-1"));
            assertPolicyError(context);
        });
    }

    @Test
    void hasNoArgumentsOutsideOfAnnotatedMethods() {
        application("retry-when: \"#order.urgent\"").run(context -> {
            IOException failure = new IOException();
            assertThatThrownBy(() -> context.getBean(RetryRegistry.class)
                            .get("till")
                            .call(() -> {
                                throw failure;
                            }))
                    .isSameAs(failure);
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .endsWith("'#order.urgent' names #order, but the call has no argument of that name");
            assertPolicyError(context);
        });
    }

    private static void assertPolicyError(AssertableApplicationContext context) {
        var statistics = context.getBean(RetryRegistry.class).get("till").statistics();
        assertThat(statistics.ended(StopReason.POLICY_ERROR)).isEqualTo(1);
        assertThat(statistics.attempts(AttemptOutcome.SUCCESS)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#failure.setStackTrace({}) == null or true",
                "#failure.class.classLoader != null",
            })
    void isEvaluatedWithInstanceMethodsOnly(String when) {
        assertThatCode(() -> attempts(when, new Refused(1))).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    static class Conditions {
        static final AtomicInteger MADE = new AtomicInteger();

        @Bean
        FailureCondition anything() {
            return outcome -> true;
        }

        @Bean
        FailureCondition serverErrors() {
            return outcome -> outcome.failure() instanceof Refused refused && refused.getCode() >= 500;
        }

        @Bean
        Predicate<Outcome> unfinished() {
            return outcome -> "pending".equals(outcome.result()) || outcome.failure() instanceof Refused;
        }
    }

    @Test
    void asksABeanThatIsAFailureConditionAboutFailures() {
        assertThat(attempts("serverErrors", new Refused(500))).isEqualTo(3);
        assertThat(attempts("serverErrors", new Refused(400))).isEqualTo(1);
        assertThat(attempts("anything", "pending")).isEqualTo(1);
    }

    @Test
    void asksABeanThatIsAPredicateOfOutcomesAboutBoth() {
        assertThat(attempts("unfinished", new Refused(400))).isEqualTo(3);
        assertThat(attempts("unfinished", new FileNotFoundException())).isEqualTo(1);
        assertThat(attempts("unfinished", "pending")).isEqualTo(3);
        assertThat(attempts("unfinished", "done")).isEqualTo(1);
    }

    static class Annotated {
        final AtomicInteger calls = new AtomicInteger();

        int calls() {
            return calls.getAndSet(0);
        }

        @Retryable(when = "${till.when:#name.startsWith('x')}", maxAttempts = "3", delay = "0ms")
        public void greet(String name) throws IOException {
            calls.incrementAndGet();
            throw new IOException();
        }
    }

    @Test
    void mayStandInTheAnnotationBelowTheProperty() {
        Application.of("").beans(Annotated.class).run(context -> {
            assertCalls(context.getBean(Annotated.class), 3, 1);
        });
        Application.of("retrykit.instances.when-tests-annotated-greet.retry-when: \"#name == 'yes'\"\n")
                .beans(Annotated.class)
                .run(context -> assertCalls(context.getBean(Annotated.class), 1, 3));
        Application.of("till.when: \"#attempt > 7\"\n")
                .beans(Annotated.class)
                .run(context -> assertCalls(context.getBean(Annotated.class), 1, 1));
    }

    private static void assertCalls(Annotated annotated, int forX, int forYes) {
        for (var each : List.of(List.<Object>of("xyz", forX), List.<Object>of("yes", forYes))) {
            ThrowingCallable call = () -> annotated.greet((String) each.get(0));
            assertThatThrownBy(call).isInstanceOf(IOException.class);
            assertThat(annotated.calls()).isEqualTo(each.get(1));
        }
    }

    @Test
    void isShownWithItsOriginAndInTheCondition() {
        String yaml = "retrykit.instances.payments.retry-when: \"#attempt < 9\"\n";
        assertThat(LayeringTests.values(yaml, "payments"))
                .contains("retry-when=#attempt < 9 <- retrykit.instances.payments.retry-when (application.yml - 1:41)");
        assertThat(LayeringTests.policy(yaml, "payments").retryOn().toString()).endsWith(" and when #attempt < 9");
    }
}
