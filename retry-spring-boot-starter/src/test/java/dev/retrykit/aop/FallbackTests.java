package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetriesExhausted;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** What answers in place of the failures of annotated methods. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // they are named in annotations
class FallbackTests {

    static class Base {
        private String inherited(String order, IllegalArgumentException failure) {
            return order + " from above";
        }
    }

    static class Till extends Base {
        private Throwable next = new IOException("away");

        void failWith(Throwable failure) {
            next = failure;
        }

        @Retryable(value = "till", fallback = "payLater")
        public String pay(String order) throws Throwable {
            throw next;
        }

        private String payLater(String order) {
            return order + " later";
        }

        protected String payLater(String order, IOException failure) {
            return order + " later, " + failure.getMessage();
        }

        String payLater(String order, FileNotFoundException failure) {
            return order + " without file";
        }

        String payLater(String order, AssertionError failure) {
            return order + " asserted";
        }

        String payLater(int amount) {
            return "for other methods";
        }

        @Retryable(value = "till", fallback = "inherited")
        public String above(String order) throws Throwable {
            throw next;
        }

        @Retryable(value = "till", fallback = "broken")
        public String fail(String order) throws Throwable {
            throw next;
        }

        private String broken(String order, Exception failure) {
            throw new IllegalStateException("till broken");
        }

        @Retryable(value = "till", fallback = "rethrow")
        public String rethrown(String order) throws Throwable {
            throw next;
        }

        private String rethrow(String order, Exception failure) throws Exception {
            throw failure;
        }

        @Retryable(value = "till", fallback = "nothing")
        public int count() throws Throwable {
            throw next;
        }

        private Integer nothing(Throwable failure) {
            return -1;
        }
    }

    private static Till till(AnnotationConfigApplicationContext context, Throwable failure) {
        Till till = context.getBean(Till.class);
        till.failWith(failure);
        return till;
    }

    @Test
    void answerByTheMostSpecificTypeOfFailure() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            assertThat(till(context, new IOException("away")).pay("o-1")).isEqualTo("o-1 later, away");
            assertThat(till(context, new FileNotFoundException()).pay("o-1")).isEqualTo("o-1 without file");
            assertThat(till(context, new IllegalStateException()).pay("o-1")).isEqualTo("o-1 later");
            assertThat(till(context, new Throwable()).pay("o-1")).isEqualTo("o-1 later");
        }
    }

    @Test
    void answerAnErrorOnlyIfTheirParameterNamesOne() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            assertThat(till(context, new AssertionError()).pay("o-1")).isEqualTo("o-1 asserted");
            StackOverflowError error = new StackOverflowError();
            assertThatThrownBy(() -> till(context, error).pay("o-1")).isSameAs(error);
            assertThatThrownBy(() -> till(context, error).count()).isSameAs(error);
        }
    }

    @Test
    void leaveFailuresAloneThatTheyDoNotTake() {
        IOException failure = new IOException("away");
        try (var context = Weaving.of(Till.class)) {
            assertThatThrownBy(() -> till(context, failure).above("o-1")).isSameAs(failure);
            assertThat(context.getBean(RetryRegistry.class)
                            .get("till")
                            .statistics()
                            .fallbacks(FallbackOutcome.SUCCESS))
                    .isZero();
        }
    }

    @Test
    void mayStandInASuperclass() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            assertThat(till(context, new IllegalArgumentException()).above("o-1"))
                    .isEqualTo("o-1 from above");
        }
    }

    @Test
    void answerForPrimitives() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            assertThat(till(context, new IOException()).count()).isEqualTo(-1);
        }
    }

    @Test
    void leaveTheOutcomeOfTheCall() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            till(context, new IOException("away")).pay("o-1");
            var statistics = context.getBean(RetryRegistry.class).get("till").statistics();
            assertThat(statistics.calls(CallOutcome.EXHAUSTED, true)).isEqualTo(1);
            assertThat(statistics.calls(CallOutcome.SUCCESS, true)).isZero();
            assertThat(statistics.fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1);
        }
    }

    @Test
    void answerWhatWasNotRetried() throws Throwable {
        try (var context = Weaving.of(Till.class)) {
            till(context, new CancellationException()).pay("o-1");
            var statistics = context.getBean(RetryRegistry.class).get("till").statistics();
            assertThat(statistics.ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
            assertThat(statistics.fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1);
        }
    }

    @Test
    void throwTheirOwnFailureWithTheFirstSuppressed() {
        IOException failure = new IOException("away");
        try (var context = Weaving.of(Till.class)) {
            assertThatThrownBy(() -> till(context, failure).fail("o-1"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("till broken")
                    .hasSuppressedException(failure);
            assertThat(context.getBean(RetryRegistry.class)
                            .get("till")
                            .statistics()
                            .fallbacks(FallbackOutcome.FAILURE))
                    .isEqualTo(1);
        }
    }

    @Test
    void mayThrowTheFailureOn() {
        IOException failure = new IOException("away");
        try (var context = Weaving.of(Till.class)) {
            assertThatThrownBy(() -> till(context, failure).rethrown("o-1")).isSameAs(failure);
            assertThat(failure.getSuppressed()).hasOnlyElementsOfType(RetriesExhausted.class);
        }
    }

    @Test
    void areNotAskedAfterAStop() {
        IOException failure = new IOException("away");
        try (var context = Weaving.of(Till.class)) {
            context.getBean(RetryRegistry.class).pause();
            assertThatThrownBy(() -> till(context, failure).pay("o-1")).isSameAs(failure);
        }
    }

    @Test
    void areNotAskedAfterAnInterrupt() {
        IOException failure = new IOException("away");
        try (var context = Weaving.of(Till.class)) {
            Till till = till(context, failure);
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> till.pay("o-1")).isSameAs(failure);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    static class Outer {
        private final Till till;

        Outer(Till till) {
            this.till = till;
        }

        @Retryable(value = "outer", fallback = "otherwise")
        public String pay() throws Throwable {
            return till.above("o-1");
        }

        private String otherwise() {
            return "otherwise";
        }
    }

    @Test
    void answerWhatARetrierFurtherInsideGaveUp() throws Throwable {
        try (var context = Weaving.of(Till.class, Outer.class)) {
            assertThat(context.getBean(Outer.class).pay()).isEqualTo("otherwise");
            assertThat(context.getBean(RetryRegistry.class)
                            .get("outer")
                            .statistics()
                            .ended(StopReason.NESTED))
                    .isEqualTo(1);
        }
    }

    static class Weather {
        @Retryable(value = "weather", fallback = "climate")
        public CompletableFuture<Integer> forecast(String city) {
            return CompletableFuture.failedFuture(new IOException("no satellite"));
        }

        private CompletableFuture<Integer> climate(String city, IOException failure) {
            return CompletableFuture.completedFuture(city.length());
        }

        @Retryable(value = "weather", fallback = "silence")
        public CompletionStage<String> report() {
            return CompletableFuture.failedFuture(new IOException("no reporter"));
        }

        private CompletableFuture<String> silence() {
            throw new IllegalStateException("not even silence");
        }
    }

    @Test
    void answerForStagesByAStage() {
        try (var context = Weaving.of(Weather.class)) {
            CompletableFuture<Integer> forecast = context.getBean(Weather.class).forecast("Oslo");
            assertThat(forecast).isNotDone();
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
            assertThat(forecast).isCompletedWithValue(4);
        }
    }

    @Test
    void failTheStageWhenTheyThrow() {
        try (var context = Weaving.of(Weather.class)) {
            CompletionStage<String> report = context.getBean(Weather.class).report();
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
            assertThatThrownBy(report.toCompletableFuture()::join)
                    .hasRootCauseMessage("not even silence")
                    .cause()
                    .satisfies(thrown ->
                            assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(IOException.class));
        }
    }

    static class Archive {
        @Retryable("archive")
        public String read(String key, Exception failure) {
            return key + " from the archive after " + failure.getMessage();
        }
    }

    static class Store {
        @Retryable(value = "store", fallback = "archive::read")
        public String read(String key) {
            throw new IllegalStateException("full");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Archives {
        @Bean
        Archive archive() {
            return new Archive();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Untyped {
        @Bean
        @Lazy
        static Object archive() {
            return new Archive();
        }
    }

    @Test
    void mayBeInAnotherBeanWithItsAdvice() {
        try (var context = Weaving.of(Archives.class, Store.class)) {
            assertThat(context.getBean(Store.class).read("k")).isEqualTo("k from the archive after full");
            assertThat(context.getBean(RetryRegistry.class)
                            .get("archive")
                            .statistics()
                            .calls(CallOutcome.SUCCESS, false))
                    .isEqualTo(1);
        }
    }

    @Test
    void mayBeInABeanWhoseTypeOnlyItsObjectTells() {
        try (var context = Weaving.of(Untyped.class, Store.class)) {
            assertThat(context.getBean(Store.class).read("k")).isEqualTo("k from the archive after full");
        }
    }

    interface Port {
        @Retryable(value = "port", fallback = "unknown")
        String lookUp(String key);

        default String unknown(String key) {
            return key + " unknown";
        }
    }

    static class Adapter implements Port {
        @Override
        public String lookUp(String key) {
            throw new IllegalStateException();
        }
    }

    static class OwnAdapter extends Adapter {
        @Override
        public String unknown(String key) {
            return key + " unknown here";
        }
    }

    @Test
    void mayBeDefaultMethodsOfTheInterface() {
        try (var context = Weaving.of(Adapter.class)) {
            assertThat(context.getBean(Port.class).lookUp("k")).isEqualTo("k unknown");
        }
        try (var context = Weaving.of(OwnAdapter.class)) {
            assertThat(context.getBean(Port.class).lookUp("k")).isEqualTo("k unknown here");
        }
    }

    @Retryable(fallback = "none")
    static class Everything {
        public String one() {
            throw new IllegalStateException("one");
        }

        public String two(int count) {
            throw new IllegalStateException("two");
        }

        public String none() {
            return "none";
        }

        public String none(int count, RuntimeException failure) {
            return "none of " + count;
        }
    }

    @Test
    void mayAnswerForAllMethodsOfAType() {
        try (var context = Weaving.of(Everything.class)) {
            Everything everything = context.getBean(Everything.class);
            assertThat(everything.one()).isEqualTo("none");
            assertThat(everything.two(2)).isEqualTo("none of 2");
            assertThat(RetryDeclarations.of(context.getBeanFactory()))
                    .extracting(declaration -> declaration.method().getName())
                    .containsExactlyInAnyOrder("one", "two");
        }
    }

    static class Generic<T> {
        @Retryable(value = "generic", fallback = "otherwise")
        public @Nullable T find(T key) {
            throw new IllegalStateException();
        }
    }

    static class Text extends Generic<String> {
        String otherwise(String key) {
            return key + " otherwise";
        }
    }

    @Test
    void fitWhatTypeVariablesStandFor() {
        try (var context = Weaving.of(Text.class)) {
            assertThat(context.getBean(Text.class).find("k")).isEqualTo("k otherwise");
        }
    }
}
