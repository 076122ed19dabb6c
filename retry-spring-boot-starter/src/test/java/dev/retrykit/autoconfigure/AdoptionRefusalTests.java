package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.testing.VirtualTime;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.PropertySourcesPlaceholderConfigurer;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;

/** What stops the start where Spring would let it through and fail with the first call. */
class AdoptionRefusalTests {

    static class Strict {

        @Bean
        static PropertySourcesPlaceholderConfigurer placeholders() {
            return new PropertySourcesPlaceholderConfigurer();
        }
    }

    static class NegativeDelay {

        @Retryable(delay = -5)
        void call() {}
    }

    static class NegativeText {

        @Retryable(jitterString = "-5s")
        void call() {}
    }

    static class NegativeRetries {

        @Retryable(maxRetries = -1)
        void call() {}
    }

    static class NegativeTimeout {

        @Retryable(timeoutString = "-1")
        void call() {}
    }

    static class NoMaximum {

        @Retryable(maxDelay = 0)
        void call() {}
    }

    static class Shrinking {

        @Retryable(multiplier = 0.5)
        void call() {}
    }

    static class NoFactor {

        @Retryable(multiplierString = "twice")
        void call() {}
    }

    static class NoNumber {

        @Retryable(maxRetriesString = "some")
        void call() {}
    }

    static class NoDuration {

        @Retryable(delayString = "soon")
        void call() {}
    }

    static class UnknownProperty {

        @Retryable(delayString = "${call.delay}")
        void call() {}
    }

    static class NoExpression {

        @Retryable(maxRetriesString = "#{2 +}")
        void call() {}
    }

    static class FailingExpression {

        @Retryable(maxRetriesString = "#{nothing.there}")
        void call() {}
    }

    static class NeedsMuch implements MethodRetryPredicate {

        NeedsMuch(VirtualTime notThere) {}

        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            return true;
        }
    }

    static class NoPredicate {

        @Retryable(predicate = NeedsMuch.class)
        void call() {}
    }

    /** An overload that is told from others by its parameter bears the name that another method has. */
    static class Colliding {

        @Retryable(maxRetries = 1)
        void call(int number) {}

        @Retryable(maxRetries = 2)
        void call(String text) {}

        @Retryable(maxRetries = 3)
        void callInt() {}
    }

    static class Mixed {

        @Retryable(maxRetries = 1)
        void call(int number) {}

        @Retryable(maxRetries = 2)
        void call(String text) {}

        @dev.retrykit.annotation.Retryable
        void callString() {}
    }

    @Test
    void numbersOutOfBoundsStopTheStart() {
        assertThat(failure(NegativeDelay.class)).isEqualTo("""
                delay of Spring's @Retryable on AdoptionRefusalTests.NegativeDelay.call must not be negative, but was '-5'

                => Correct the attribute.
                """);
        assertThat(failure(NegativeRetries.class)).isEqualTo("""
                maxRetries of Spring's @Retryable on AdoptionRefusalTests.NegativeRetries.call must be a whole number from 0, but was '-1'

                => Correct the attribute.
                """);
        assertThat(failure(NoMaximum.class)).isEqualTo("""
                maxDelay of Spring's @Retryable on AdoptionRefusalTests.NoMaximum.call must be at least 1 ms, but was 'PT0S'

                => Correct the attribute.
                """);
        assertThat(failure(Shrinking.class)).isEqualTo("""
                multiplier of Spring's @Retryable on AdoptionRefusalTests.Shrinking.call must be a finite number from 1, but was '0.5'

                => Correct the attribute.
                """);
    }

    @Test
    void textOutOfBoundsStopsTheStart() {
        assertThat(failure(NegativeText.class)).isEqualTo("""
                jitterString of Spring's @Retryable on AdoptionRefusalTests.NegativeText.call must not be negative, but was '-5s'

                => Correct the attribute.
                """);
        assertThat(failure(NegativeTimeout.class)).isEqualTo("""
                timeoutString of Spring's @Retryable on AdoptionRefusalTests.NegativeTimeout.call must not be negative, but was '-1'

                => Correct the attribute.
                """);
    }

    @Test
    void textThatIsNoValueStopsTheStart() {
        assertThat(failure(NoNumber.class)).isEqualTo("""
                maxRetriesString of Spring's @Retryable on AdoptionRefusalTests.NoNumber.call must be a whole number from 0, but was 'some'

                => Correct the attribute.
                """);
        assertThat(failure(NoFactor.class)).isEqualTo("""
                multiplierString of Spring's @Retryable on AdoptionRefusalTests.NoFactor.call must be a finite number from 1, but was 'twice'

                => Correct the attribute.
                """);
        assertThat(failure(NoDuration.class)).isEqualTo("""
                delayString of Spring's @Retryable on AdoptionRefusalTests.NoDuration.call must be a duration such as 500, 10s or PT10S, but was 'soon'

                => Correct the attribute.
                """);
    }

    @Test
    void textThatCannotBeResolvedStopsTheStart() {
        assertThat(failure(Strict.class, UnknownProperty.class)).isEqualTo("""
                delayString of Spring's @Retryable on AdoptionRefusalTests.UnknownProperty.call is '${call.delay}', which cannot be resolved: Could not resolve placeholder 'call.delay' in value "${call.delay}"

                => Correct the expression, define the property, or give the placeholder a default as in "${name:500}".
                """);
        assertThat(failure(NoExpression.class)).isEqualTo("""
                maxRetriesString of Spring's @Retryable on AdoptionRefusalTests.NoExpression.call is '#{2 +}', which cannot be resolved: Expression [2 +] @2: EL1042E: Problem parsing right operand

                => Correct the expression, define the property, or give the placeholder a default as in "${name:500}".
                """);
        assertThat(failure(FailingExpression.class)).startsWith("""
                maxRetriesString of Spring's @Retryable on AdoptionRefusalTests.FailingExpression.call is '#{nothing.there}', which cannot be resolved: EL1008E:\
                """);
    }

    @Test
    void aPredicateThatCannotBeMadeStopsTheStart() {
        assertThat(failure(NoPredicate.class)).startsWith("""
                predicate of Spring's @Retryable on AdoptionRefusalTests.NoPredicate.call must be a class that can be instantiated, but was 'dev.retrykit.autoconfigure.AdoptionRefusalTests$NeedsMuch': Error creating bean with name 'dev.retrykit.autoconfigure.AdoptionRefusalTests$NeedsMuch':\
                """).endsWith("""

                => Give it a constructor without parameters, or one whose parameters are beans.
                """);
    }

    @Test
    void methodsThatShareANameMustAgree() {
        assertThat(failure(Colliding.class)).isEqualTo("""
                Methods that share the name 'adoption-refusal-tests-colliding-call-int' must agree on maxRetries of Spring's @Retryable, but was '1' on call(int) and '3' on callInt() of AdoptionRefusalTests.Colliding

                => Write the same on both, or let one of them bear Retrykit's @Retryable with a name.
                """);
    }

    @Test
    void methodsThatShareANameMustBearTheSameAnnotation() {
        assertThat(failure(Mixed.class)).isEqualTo("""
                Methods that share the name 'adoption-refusal-tests-mixed-call-string' must bear the same annotation, but was Retrykit's @Retryable on callString() and Spring's on call(String) of AdoptionRefusalTests.Mixed

                => Give the one with Retrykit's another name, or let both bear Retrykit's.
                """);
    }

    private static String failure(Class<?>... beans) {
        return Application.of("retrykit.adopt-spring-annotations: true\n")
                .beans(beans)
                .failure();
    }
}
