package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.testing.VirtualTime;
import io.github.resilience4j.retry.annotation.Retry;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.resilience.annotation.EnableResilientMethods;

/** What is said where a retry annotation of others stands on a bean. */
@ExtendWith(OutputCaptureExtension.class)
class RetryAnnotationsOfOthersTests {

    private static final String UNBUDGETED = "retrykit.defaults.budget: none\n";
    private static final String ADOPT = UNBUDGETED + "retrykit.adopt-spring-annotations: true\n";

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableResilientMethods
    static class Enabled {}

    static class Silent {

        private int calls;

        int count() {
            return calls;
        }

        @org.springframework.resilience.annotation.Retryable
        void call() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    @org.springframework.resilience.annotation.Retryable
    static class SilentType {

        void first() {}

        void second() {}
    }

    static class Both {

        private int calls;

        int count() {
            return calls;
        }

        @Retryable
        @org.springframework.resilience.annotation.Retryable(maxRetries = 1, delay = 0)
        void call() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    static class WithLibraries {

        @Retryable
        @Retry(name = "call")
        void resilience() {}

        @Retryable
        @org.springframework.retry.annotation.Retryable
        void springRetry() {}

        @org.springframework.resilience.annotation.Retryable
        @Retry(name = "call")
        void adopted() {}
    }

    static class Blind {

        @org.springframework.resilience.annotation.Retryable(
                includes = OutOfMemoryError.class,
                excludes = ExecutionException.class)
        void call() {}
    }

    @Test
    void anAnnotationThatNothingProcessesIsWarnedOf(CapturedOutput output) {
        Application.of("").beans(Silent.class).run(context -> {
            Silent silent = context.getBean(Silent.class);
            assertThatThrownBy(silent::call).hasMessage("down");
            assertThat(silent.count()).isEqualTo(1);
        });
        assertThat(warnings(output))
                .containsExactly(
                        "RetryAnnotationsOfOthersTests.Silent.call bears Spring's @Retryable (org.springframework.resilience.annotation.Retryable), which nothing processes: its calls are not retried. Import dev.retrykit.annotation.Retryable instead, or set 'retrykit.adopt-spring-annotations=true' for Retrykit to honour Spring's, or let Spring do it with @EnableResilientMethods.");
    }

    interface Calling {

        void call();
    }

    static class Quiet implements Calling {

        @Override
        @org.springframework.resilience.annotation.Retryable
        public void call() {}
    }

    /** Their methods tell an interface only. */
    static class Callings {

        @Bean
        Calling first() {
            return new Quiet();
        }

        @Bean
        @Lazy
        Calling second() {
            return new Quiet();
        }
    }

    @Test
    void ofABeanThatIsKnownByAnInterfaceItIsWarnedOnceWhenTheBeanIsMade(CapturedOutput output) {
        Application.of("").beans(Callings.class).run(context -> context.getBean("second"));
        assertThat(warnings(output))
                .containsExactly(
                        "RetryAnnotationsOfOthersTests.Quiet.call bears Spring's @Retryable (org.springframework.resilience.annotation.Retryable), which nothing processes: its calls are not retried. Import dev.retrykit.annotation.Retryable instead, or set 'retrykit.adopt-spring-annotations=true' for Retrykit to honour Spring's, or let Spring do it with @EnableResilientMethods.");
    }

    static class LateCallings {

        @Bean
        @Lazy
        Calling late() {
            return new Quiet();
        }
    }

    @Test
    void ofALazyBeanItIsWarnedWhenTheBeanIsMade(CapturedOutput output) {
        Application.of("").beans(LateCallings.class).run(context -> {
            assertThat(warnings(output)).isEmpty();
            context.getBean("late");
            assertThat(warnings(output)).hasSize(1);
        });
    }

    @Test
    void onATypeItIsWarnedOfForEachMethod(CapturedOutput output) {
        Application.of("").beans(SilentType.class).run(context -> {});
        assertThat(warnings(output))
                .containsExactlyInAnyOrder(
                        "RetryAnnotationsOfOthersTests.SilentType.first is covered by a type that bears Spring's @Retryable (org.springframework.resilience.annotation.Retryable), which nothing processes: its calls are not retried. Import dev.retrykit.annotation.Retryable instead, or set 'retrykit.adopt-spring-annotations=true' for Retrykit to honour Spring's, or let Spring do it with @EnableResilientMethods.",
                        "RetryAnnotationsOfOthersTests.SilentType.second is covered by a type that bears Spring's @Retryable (org.springframework.resilience.annotation.Retryable), which nothing processes: its calls are not retried. Import dev.retrykit.annotation.Retryable instead, or set 'retrykit.adopt-spring-annotations=true' for Retrykit to honour Spring's, or let Spring do it with @EnableResilientMethods.");
    }

    @Test
    void oneThatIsProcessedIsNot(CapturedOutput output) {
        Application.of("").beans(Enabled.class, Silent.class).run(context -> {});
        Application.of(ADOPT).beans(Timeless.class, Silent.class).run(context -> {});
        assertThat(warnings(output)).isEmpty();
    }

    @Test
    void twoAnnotationsThatAreProcessedMultiply(CapturedOutput output) {
        Application.of(UNBUDGETED)
                .beans(Enabled.class, Timeless.class, Both.class)
                .run(context -> {
                    Both both = context.getBean(Both.class);
                    assertThatThrownBy(both::call).hasMessage("down");
                    // 6 = 3 attempts of Retrykit's, each of 1 + 1 retries of Spring's
                    assertThat(both.count()).isEqualTo(6);
                });
        assertThat(warnings(output))
                .containsExactly(
                        "RetryAnnotationsOfOthersTests.Both.call bears two retry annotations, Retrykit's @Retryable and Spring's (org.springframework.resilience.annotation.Retryable): Retrykit's is outside, and each of its attempts makes all of Spring's: the attempts multiply. Remove one of them.");
    }

    @Test
    void ofTwoAnnotationsOursDecidesWhereSpringsIsNotProcessed(CapturedOutput output) {
        Application.of(UNBUDGETED).beans(Timeless.class, Both.class).run(context -> {
            Both both = context.getBean(Both.class);
            assertThatThrownBy(both::call).hasMessage("down");
            assertThat(both.count()).isEqualTo(3);
        });
        assertThat(warnings(output))
                .containsExactly(
                        "RetryAnnotationsOfOthersTests.Both.call bears two retry annotations, Retrykit's @Retryable and Spring's (org.springframework.resilience.annotation.Retryable): nothing processes Spring's, so Retrykit's alone decides. Remove Spring's.");
    }

    @Test
    void ofTwoAnnotationsOursDecidesWhereSpringsIsAdopted(CapturedOutput output) {
        Application.of(ADOPT).beans(Enabled.class, Timeless.class, Both.class).run(context -> {
            Both both = context.getBean(Both.class);
            assertThatThrownBy(both::call).hasMessage("down");
            assertThat(both.count()).isEqualTo(3);
        });
        assertThat(warnings(output))
                .containsExactly(
                        "RetryAnnotationsOfOthersTests.Both.call bears two retry annotations, Retrykit's @Retryable and Spring's (org.springframework.resilience.annotation.Retryable): Retrykit's alone decides, and Spring's is not looked at. Remove Spring's.");
    }

    @Test
    void annotationsOfLibrariesAreKnownByName(CapturedOutput output) {
        Application.of(ADOPT).beans(Timeless.class, WithLibraries.class).run(context -> {});
        assertThat(warnings(output))
                .containsExactlyInAnyOrder(
                        "RetryAnnotationsOfOthersTests.WithLibraries.resilience bears two retry annotations, Retrykit's @Retryable and Resilience4j's @Retry (io.github.resilience4j.retry.annotation.Retry): where both are processed, Retrykit's is outside unless orders were changed, and each of its attempts makes all of the other's: the attempts multiply. Remove one of them.",
                        "RetryAnnotationsOfOthersTests.WithLibraries.springRetry bears two retry annotations, Retrykit's @Retryable and spring-retry's @Retryable (org.springframework.retry.annotation.Retryable): where both are processed, Retrykit's is outside unless orders were changed, and each of its attempts makes all of the other's: the attempts multiply. Remove one of them.",
                        "RetryAnnotationsOfOthersTests.WithLibraries.adopted bears two retry annotations, Spring's @Retryable, which Retrykit honours, and Resilience4j's @Retry (io.github.resilience4j.retry.annotation.Retry): where both are processed, Retrykit's is outside unless orders were changed, and each of its attempts makes all of the other's: the attempts multiply. Remove one of them.");
    }

    @Test
    void typesThatAreNeverMatchedAreWarnedOf(CapturedOutput output) {
        Application.of(ADOPT).beans(Timeless.class, Blind.class).run(context -> {});
        assertThat(warnings(output))
                .containsExactly(
                        "includes of Spring's @Retryable on RetryAnnotationsOfOthersTests.Blind.call names java.lang.OutOfMemoryError, a VirtualMachineError: Retrykit never retries after one",
                        "excludes of Spring's @Retryable on RetryAnnotationsOfOthersTests.Blind.call names java.util.concurrent.ExecutionException, which is looked through: name the types of its causes instead");
    }

    /** The warnings about annotations, whatever the format of the log is by then. */
    private static List<String> warnings(CapturedOutput output) {
        return output.getOut()
                .lines()
                .map(Pattern.compile(" WARN .*?(?: -- | : )(.*@Retryable.*)")::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .toList();
    }
}
