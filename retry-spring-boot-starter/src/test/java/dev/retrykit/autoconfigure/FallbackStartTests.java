package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import reactor.core.publisher.Mono;

/** Fallbacks that do not fit stop the start, with what would. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // they are named in annotations
class FallbackStartTests {

    private static String failureOf(Class<?>... beans) {
        return Application.of("").beans(beans).failure();
    }

    static class Misspelt {
        @Retryable(fallback = "payLatr")
        public List<String> pay(String order, Map<String, Integer> amounts) {
            return List.of();
        }

        private List<String> payLater(String order, Map<String, Integer> amounts, IOException failure) {
            return List.of();
        }
    }

    @Test
    void namesTheDeclarationsThatWouldFitAndTheMethodsThatDo() {
        assertThat(failureOf(Misspelt.class)).isEqualTo("""
                Fallback 'payLatr' of @Retryable on FallbackStartTests.Misspelt.pay must be a method that can answer, but FallbackStartTests.Misspelt has none of that name.

                => Either of these would fit in FallbackStartTests.Misspelt:
                    List<String> payLatr(String order, Map<String, Integer> amounts)
                    List<String> payLatr(String order, Map<String, Integer> amounts, Exception failure)
                These are there and fit: payLater(String, Map, IOException)
                """);
    }

    static class OtherArguments {
        @Retryable(fallback = "later")
        public void pay(String order) {}

        void later(int order) {}

        void later(Exception failure, String order) {}
    }

    @Test
    void namesTheMethodsThatTakeOtherArguments() {
        assertThat(failureOf(OtherArguments.class))
                .startsWith(
                        "Fallback 'later' of @Retryable on FallbackStartTests.OtherArguments.pay must be a method that"
                                + " can answer, but FallbackStartTests.OtherArguments.later")
                .contains("FallbackStartTests.OtherArguments.later(int) takes other arguments")
                .contains("FallbackStartTests.OtherArguments.later(Exception, String) takes other arguments")
                .endsWith("""


                => Either of these would fit in FallbackStartTests.OtherArguments:
                    void later(String order)
                    void later(String order, Exception failure)
                """);
    }

    static class OtherAnswer {
        @Retryable(fallback = "later")
        public CompletableFuture<String> pay() {
            return CompletableFuture.completedFuture("");
        }

        String later() {
            return "";
        }
    }

    static class OtherStage {
        @Retryable(fallback = "later")
        public CompletableFuture<String> pay() {
            return CompletableFuture.completedFuture("");
        }

        CompletableFuture<Integer> later(Exception failure) {
            return CompletableFuture.completedFuture(1);
        }
    }

    static class OtherPublisher {
        @Retryable(fallback = "later")
        public Mono<String> pay() {
            return Mono.empty();
        }

        Mono<Integer> later() {
            return Mono.empty();
        }
    }

    static class NoAnswer {
        @Retryable(fallback = "later")
        public Object pay() {
            return "";
        }

        void later() {}
    }

    @Test
    void namesTheMethodThatReturnsSomethingElse() {
        assertThat(failureOf(OtherAnswer.class)).isEqualTo("""
                Fallback 'later' of @Retryable on FallbackStartTests.OtherAnswer.pay must be a method that can answer, but FallbackStartTests.OtherAnswer.later() returns String.

                => Either of these would fit in FallbackStartTests.OtherAnswer:
                    CompletableFuture<String> later()
                    CompletableFuture<String> later(Exception failure)
                """);
        assertThat(failureOf(OtherStage.class))
                .startsWith(
                        "Fallback 'later' of @Retryable on FallbackStartTests.OtherStage.pay must be a method that can"
                                + " answer, but FallbackStartTests.OtherStage.later(Exception) returns"
                                + " CompletableFuture<Integer>.\n");
        assertThat(failureOf(OtherPublisher.class))
                .startsWith(
                        "Fallback 'later' of @Retryable on FallbackStartTests.OtherPublisher.pay must be a method that"
                                + " can answer, but FallbackStartTests.OtherPublisher.later() returns Mono<Integer>.\n");
        assertThat(failureOf(NoAnswer.class))
                .startsWith(
                        "Fallback 'later' of @Retryable on FallbackStartTests.NoAnswer.pay must be a method that can"
                                + " answer, but FallbackStartTests.NoAnswer.later() returns void.\n");
    }

    static class Surprising {
        @Retryable(fallback = "later")
        public String pay(String order) throws FileNotFoundException {
            return "";
        }

        String later(String order) throws IOException, IllegalStateException {
            return "";
        }
    }

    @Test
    void namesACheckedExceptionThatNoCallerExpects() {
        assertThat(failureOf(Surprising.class)).isEqualTo("""
                Fallback 'later' of @Retryable on FallbackStartTests.Surprising.pay must throw no checked exception that callers do not expect, but FallbackStartTests.Surprising.later(String) declares java.io.IOException.

                => Let FallbackStartTests.Surprising.pay declare it too, or throw an unchecked one.
                """);
    }

    static class Expected {
        @Retryable(fallback = "later")
        public String pay(String order) throws IOException {
            return "";
        }

        String later(String order) throws FileNotFoundException, IllegalStateException {
            return "";
        }

        @Retryable(fallback = "laterOn")
        public CompletableFuture<String> payOn(String order) {
            return CompletableFuture.completedFuture("");
        }

        CompletableFuture<String> laterOn(String order) throws IOException {
            throw new IOException("the stage fails");
        }
    }

    @Test
    void mayThrowWhatCallersExpectAndFailTheStageWithAnything() {
        Application.of("")
                .beans(Expected.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    static class Ambiguous {
        @Retryable(fallback = "later")
        public void pay(String order, String customer) {}

        void later(Object order, String customer) {}

        void later(String order, Object customer) {}
    }

    @Test
    void namesMethodsOfWhichNoneIsNearer() {
        assertThat(failureOf(Ambiguous.class))
                .contains("must be one method for each type of failure, but ")
                .contains("FallbackStartTests.Ambiguous.later(Object, String)")
                .contains("FallbackStartTests.Ambiguous.later(String, Object)")
                .contains(" both fit.");
    }

    static class Itself {
        @Retryable(fallback = "pay")
        public void pay(String order) {}
    }

    @Test
    void doesNotTakeTheMethodItself() {
        assertThat(failureOf(Itself.class))
                .startsWith("Fallback 'pay' of @Retryable on FallbackStartTests.Itself.pay must be a method that can"
                        + " answer, but FallbackStartTests.Itself has none of that name.\n");
    }

    static class NoBean {
        @Retryable(fallback = "spare::pay")
        public void pay(String order) {}
    }

    @Test
    void namesABeanThatIsNotThere() {
        assertThat(failureOf(NoBean.class)).isEqualTo("""
                Fallback 'spare::pay' of @Retryable on FallbackStartTests.NoBean.pay must name a bean, but there is no 'spare'.

                => Define the bean, or name one that there is.
                """);
    }

    static class Spare {
        private void pay(String order) {}
    }

    static class Spares {
        @Bean
        Spare spare() {
            return new Spare();
        }

        @Bean
        @Lazy
        NoBean lazy() {
            throw new AssertionError("created");
        }
    }

    @Test
    void looksIntoOtherBeansAndAtLazyOnes() {
        assertThat(failureOf(Spares.class)).isEqualTo("""
                Fallback 'spare::pay' of @Retryable on FallbackStartTests.NoBean.pay must be a method that can answer, but FallbackStartTests.Spare has none of that name.

                => Either of these would fit in FallbackStartTests.Spare:
                    void pay(String order)
                    void pay(String order, Exception failure)
                """);
    }

    static class NoName {
        @Retryable(fallback = "later()")
        public void pay(String order) {}
    }

    @Test
    void wantsAName() {
        assertThat(failureOf(NoName.class)).isEqualTo("""
                Fallback 'later()' of @Retryable on FallbackStartTests.NoName.pay must be 'method' or 'bean::method'.

                => Write the name of a method, without parentheses.
                """);
    }

    static class Placeholder {
        @Retryable(fallback = "${till.fallback:}")
        public void pay(String order) {}
    }

    @Test
    void takesPlaceholdersAndNothingForNone() {
        Application.of("")
                .beans(Placeholder.class)
                .run(context -> assertThat(context).hasNotFailed());
        assertThat(Application.of("till.fallback: later\n")
                        .beans(Placeholder.class)
                        .failure())
                .startsWith(
                        "Fallback 'later' of @Retryable on FallbackStartTests.Placeholder.pay must be a method that");
    }
}
