package dev.retrykit.condition;

import static dev.retrykit.condition.Outcomes.above;
import static dev.retrykit.condition.Outcomes.cyclic;
import static dev.retrykit.condition.Outcomes.failed;
import static dev.retrykit.condition.Outcomes.failedWithoutCauses;
import static dev.retrykit.condition.Outcomes.returned;
import static dev.retrykit.condition.Outcomes.timedOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureConditionTests {

    @Nested
    class OnTypesIs {

        private final FailureCondition condition = FailureCondition.on(IOException.class, ArithmeticException.class);

        @Test
        void trueForEachTypeAndItsSubtypes() {
            assertThat(condition.test(failed(new IOException()))).isTrue();
            assertThat(condition.test(failed(new FileNotFoundException()))).isTrue();
            assertThat(condition.test(failed(new ArithmeticException()))).isTrue();
        }

        @Test
        void falseForOthers() {
            assertThat(condition.test(failed(new IllegalStateException()))).isFalse();
            assertThat(condition.test(failed(new Exception()))).isFalse();
        }

        @Test
        void trueForACauseThatCounts() {
            assertThat(condition.test(failed(above(1, new IOException())))).isTrue();
            assertThat(condition.test(failedWithoutCauses(above(1, new IOException()))))
                    .isFalse();
        }

        @Test
        void trueForACauseAtDepthSixteenAndNotForOneAtSeventeen() {
            assertThat(condition.test(failed(above(16, new IOException())))).isTrue();
            assertThat(condition.test(failed(above(17, new IOException())))).isFalse();
        }

        @Test
        void falseForCausesThatGoRoundInACircle() {
            assertThat(condition.test(failed(cyclic()))).isFalse();
        }

        @Test
        void trueForAnAttemptThatWasCutWhateverTheTypes() {
            assertThat(condition.test(timedOut(new IllegalStateException()))).isTrue();
        }

        @Test
        void falseForAValue() {
            assertThat(condition.test(returned("a", "503"))).isFalse();
        }

        @Test
        void namingOnlyTypesOfTheNeverListThatItListsItself() {
            FailureCondition listed = FailureCondition.on(CancellationException.class);
            assertThat(listed.names(new CancellationException())).isTrue();
            assertThat(listed.names(new AssertionError())).isFalse();
            assertThat(FailureCondition.on(Exception.class).names(new CancellationException()))
                    .isFalse();
            assertThat(FailureCondition.on(Throwable.class).names(new AssertionError()))
                    .isFalse();
            assertThat(FailureCondition.on(Error.class).names(new AssertionError()))
                    .isTrue();
        }

        @Test
        void independentOfTheListItWasMadeFrom() {
            List<Class<? extends Throwable>> types = new java.util.ArrayList<>(List.of(IOException.class));
            FailureCondition made = FailureCondition.on(types);
            types.clear();
            assertThat(made.test(failed(new IOException()))).isTrue();
        }
    }

    @Nested
    class ExceptTypesIs {

        private final FailureCondition condition = FailureCondition.except(IOException.class);

        @Test
        void falseForTheTypeAndForACauseThatCounts() {
            assertThat(condition.test(failed(new FileNotFoundException()))).isFalse();
            assertThat(condition.test(failed(above(3, new IOException())))).isFalse();
            assertThat(condition.refuses(failed(above(3, new IOException())))).isTrue();
        }

        @Test
        void trueForOthersAndWhereCausesDoNotCount() {
            assertThat(condition.test(failed(new IllegalStateException()))).isTrue();
            assertThat(condition.test(failedWithoutCauses(above(1, new IOException()))))
                    .isTrue();
            assertThat(condition.refuses(failed(new IllegalStateException()))).isFalse();
        }
    }

    @Nested
    class OnStatusIs {

        @ParameterizedTest
        @CsvSource({
            "503, 503, true",
            "503, 504, false",
            "5xx, 500, true",
            "5XX, 599, true",
            "5xx, 499, false",
            "5xx, 5000, false",
            "5xx, 5ab, false",
            "5xx, 5xx, false",
            "UNAVAILABLE, UNAVAILABLE, true",
            "unavailable, Unavailable, true",
            "UNAVAILABLE, NOT_FOUND, false"
        })
        void decidedByThePattern(String pattern, String status, boolean matches) {
            FailureCondition condition = FailureCondition.onStatus(pattern);
            assertThat(condition.test(failed(new IOException(), status))).isEqualTo(matches);
            assertThat(condition.test(returned("a", status))).isEqualTo(matches);
        }

        @Test
        void falseForAFailureWithoutStatus() {
            assertThat(FailureCondition.onStatus("5xx").test(failed(new IOException())))
                    .isFalse();
        }

        @Test
        void trueForAnAttemptThatWasCut() {
            assertThat(FailureCondition.onStatus("5xx").test(timedOut(new IOException())))
                    .isTrue();
        }

        @Test
        void leftToAnotherConditionWithoutStatusAndOnlyThen() {
            FailureCondition condition =
                    FailureCondition.onStatusElse(Set.of("5xx"), FailureCondition.on(IOException.class));
            assertThat(condition.test(failed(new IOException()))).isTrue();
            assertThat(condition.test(failed(new ArithmeticException()))).isFalse();
            assertThat(condition.test(failed(new IOException(), "404"))).isFalse();
            assertThat(condition.test(failed(new ArithmeticException(), "503"))).isTrue();
        }

        @Test
        void leftToTheOtherConditionAloneIfThereIsNoPattern() {
            FailureCondition condition =
                    FailureCondition.onStatusElse(Set.of(), FailureCondition.on(IOException.class));
            assertThat(condition.test(failed(new IOException(), "404"))).isTrue();
        }

        @Test
        void indifferentToAPatternThatIsGivenTwice() {
            assertThat(FailureCondition.onStatus("503", "503").test(failed(new IOException(), "503")))
                    .isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"", " ", "5", "50", "5x", "6xx", "099", "1234", "UN AVAILABLE", "_A", "A_", "5xx,4xx", "*"})
        void refusedForWhatIsNoPattern(String pattern) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FailureCondition.onStatus(pattern))
                    .withMessage(
                            "status must be a code such as 503, a class such as 5xx or a name such as UNAVAILABLE, but was '"
                                    + pattern + "'");
        }
    }

    @Nested
    class StandardIs {

        private final FailureCondition condition = FailureCondition.standard();

        @ParameterizedTest
        @ValueSource(strings = {"408", "429", "500", "502", "503", "504", "UNAVAILABLE", "RESOURCE_EXHAUSTED"})
        void trueForTheseStatuses(String status) {
            assertThat(condition.test(failed(new IOException(), status))).isTrue();
            assertThat(condition.test(returned("a", status))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"200", "301", "400", "401", "403", "404", "409", "501", "505", "OK", "NOT_FOUND", "ABORTED"})
        void falseForOtherStatuses(String status) {
            assertThat(condition.test(failed(new IOException(), status))).isFalse();
            assertThat(condition.test(returned("a", status))).isFalse();
        }

        @Test
        void trueForEveryExceptionWithoutStatus() {
            assertThat(condition.test(failed(new Exception()))).isTrue();
            assertThat(condition.test(failed(new IllegalStateException()))).isTrue();
        }

        @Test
        void falseForAnErrorAndForAThrowableOfOnesOwn() {
            assertThat(condition.test(failed(new AssertionError()))).isFalse();
            assertThat(condition.test(failed(new Throwable()))).isFalse();
        }

        @Test
        void oneConstant() {
            assertThat(FailureCondition.standard()).isSameAs(condition);
        }
    }

    @Nested
    class Combined {

        private final FailureCondition io = FailureCondition.on(IOException.class);
        private final FailureCondition notMissing = FailureCondition.except(FileNotFoundException.class);
        private final FailureCondition cancelled = FailureCondition.on(CancellationException.class);

        @Test
        void byAndIsTrueWhereBothAre() {
            FailureCondition both = io.and(notMissing);
            assertThat(both.test(failed(new IOException()))).isTrue();
            assertThat(both.test(failed(new FileNotFoundException()))).isFalse();
            assertThat(both.test(failed(new ArithmeticException()))).isFalse();
        }

        @Test
        void byAndRefusesWhatEitherRefuses() {
            assertThat(io.and(notMissing).refuses(failed(new FileNotFoundException())))
                    .isTrue();
            assertThat(notMissing.and(io).refuses(failed(new FileNotFoundException())))
                    .isTrue();
            assertThat(io.and(notMissing).refuses(failed(new IOException()))).isFalse();
        }

        @Test
        void byAndDoesNotAskTheSecondIfTheFirstIsFalse() {
            FailureCondition both = io.and(outcome -> {
                throw new AssertionError("asked");
            });
            assertThat(both.test(failed(new ArithmeticException()))).isFalse();
        }

        @Test
        void byOrIsTrueWhereOneIs() {
            FailureCondition either = io.or(FailureCondition.on(ArithmeticException.class));
            assertThat(either.test(failed(new IOException()))).isTrue();
            assertThat(either.test(failed(new ArithmeticException()))).isTrue();
            assertThat(either.test(failed(new IllegalStateException()))).isFalse();
        }

        @Test
        void byOrRefusesOnlyWhatBothRefuse() {
            assertThat(io.or(notMissing).refuses(failed(new FileNotFoundException())))
                    .isFalse();
            assertThat(notMissing.or(notMissing).refuses(failed(new FileNotFoundException())))
                    .isTrue();
        }

        @Test
        void byAndOrOrNamesWhatOneOfThemNames() {
            CancellationException failure = new CancellationException();
            assertThat(io.and(cancelled).names(failure)).isTrue();
            assertThat(cancelled.and(io).names(failure)).isTrue();
            assertThat(io.or(cancelled).names(failure)).isTrue();
            assertThat(cancelled.or(io).names(failure)).isTrue();
            assertThat(io.or(notMissing).names(failure)).isFalse();
        }

        @Test
        void withAStatusKeepsWhatTheOtherRefusesAndNames() {
            FailureCondition status = FailureCondition.onStatusElse(Set.of("503"), cancelled.and(notMissing));
            assertThat(status.refuses(failed(new FileNotFoundException()))).isTrue();
            assertThat(status.names(new CancellationException())).isTrue();
        }

        @Test
        @SuppressWarnings("NullAway") // what careless code does
        void withNothingIsRefused() {
            assertThatNullPointerException().isThrownBy(() -> io.and(null)).withMessage("condition must not be null");
            assertThatNullPointerException().isThrownBy(() -> io.or(null)).withMessage("condition must not be null");
            assertThatNullPointerException()
                    .isThrownBy(() -> FailureCondition.onStatusElse(Set.of("503"), null))
                    .withMessage("otherwise must not be null");
        }
    }

    @Test
    void aRuleOfOnesOwnRefusesAndNamesNothing() {
        FailureCondition own = outcome -> true;
        assertThat(own.refuses(failed(new IOException()))).isFalse();
        assertThat(own.names(new CancellationException())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            java.lang.AssertionError                                            | true
            java.lang.StackOverflowError                                        | true
            java.lang.InterruptedException                                      | true
            java.util.concurrent.CancellationException                          | true
            jakarta.validation.ConstraintViolationException                     | true
            org.springframework.security.access.AccessDeniedException           | true
            org.springframework.security.core.AuthenticationException           | true
            io.github.resilience4j.circuitbreaker.CallNotPermittedException     | true
            io.github.resilience4j.ratelimiter.RequestNotPermitted              | true
            io.github.resilience4j.bulkhead.BulkheadFullException               | true
            org.springframework.resilience.InvocationRejectedException          | true
            dev.retrykit.condition.FailureConditionTests$Refused                | true
            java.lang.Exception                                                 | false
            java.lang.Throwable                                                 | false
            java.lang.RuntimeException                                          | false
            java.io.IOException                                                 | false
            java.nio.file.AccessDeniedException                                 | false
            java.util.concurrent.TimeoutException                               | false
            """)
    void neverRetriesTheseTypesByDefault(String type, boolean never) throws ClassNotFoundException {
        assertThat(FailureCondition.neverByDefault(Class.forName(type).asSubclass(Throwable.class)))
                .isEqualTo(never);
    }

    static final class Refused extends org.springframework.security.core.AuthenticationException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void readsAsASentence() {
        assertThat(FailureCondition.onStatusElse(Set.of("unavailable", "5xx"), FailureCondition.on(IOException.class))
                        .and(FailureCondition.except(FileNotFoundException.class)))
                .hasToString("status 5xx, UNAVAILABLE, without status java.io.IOException"
                        + " and except java.io.FileNotFoundException");
        assertThat(FailureCondition.on(IOException.class, Error.class).or(FailureCondition.on(List.of())))
                .hasToString("(java.io.IOException, java.lang.Error or no type)");
    }
}
