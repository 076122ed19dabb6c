package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import dev.retrykit.RetryStatistics;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.test.StepVerifier;

/** What answers in place of the failures of methods that return publishers. */
@SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // they are named in annotations
class PublisherFallbackTests {

    static class Weather {

        @Retryable(value = "weather", fallback = "guess")
        public Mono<String> mono(String city) {
            return Mono.error(new IOException("away"));
        }

        private Mono<String> guess(String city, IOException failure) {
            return Mono.just(city + " sunny, " + failure.getMessage());
        }

        private Mono<String> guess(String city, IllegalStateException failure) {
            return Mono.just("for other failures");
        }

        @Retryable(value = "weather", fallback = "broken")
        public Mono<String> unanswered() {
            return Mono.error(new IOException("away"));
        }

        private Mono<String> broken() {
            throw new IllegalStateException("no guess");
        }

        @Retryable(value = "weather", fallback = "other")
        public Mono<String> notTaken() {
            return Mono.error(new IOException("away"));
        }

        private Mono<String> other(IllegalArgumentException failure) {
            return Mono.just("for other failures");
        }

        private final CompletableFuture<String> forecast = new CompletableFuture<>();
        private final List<SignalType> endings = new CopyOnWriteArrayList<>();

        @Retryable(value = "weather", fallback = "forecast")
        public Mono<String> later() {
            return Mono.error(new IOException("away"));
        }

        private Mono<String> forecast() {
            return Mono.fromFuture(forecast).doFinally(endings::add);
        }

        public void tell(String weather) {
            forecast.complete(weather);
        }

        public List<SignalType> endings() {
            return endings;
        }

        @Retryable(value = "weather", fallback = "guesses")
        public Flux<Integer> flux(int days) {
            return Flux.error(new IOException("away"));
        }

        @Retryable(value = "weather", fallback = "guesses")
        public Flux<Integer> begun(int days) {
            return Flux.just(1).concatWith(Mono.error(new IOException("away")));
        }

        private Flux<Integer> guesses(int days) {
            return Flux.range(10, days);
        }

        @Retryable(value = "weather", fallback = "flows")
        public Flow.Publisher<Integer> flow() {
            return JdkFlowAdapter.publisherToFlowPublisher(Flux.error(new IOException("away")));
        }

        private Flow.Publisher<Integer> flows() {
            return JdkFlowAdapter.publisherToFlowPublisher(Flux.just(7));
        }
    }

    private static void advance(AnnotationConfigApplicationContext context) {
        for (int delay = 0; delay < 2; delay++) {
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
        }
    }

    private static RetryStatistics counts(AnnotationConfigApplicationContext context) {
        return context.getBean(RetryRegistry.class).get("weather").statistics();
    }

    @Test
    void answersForAMonoWithTheArgumentsAndTheFailure() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).mono("Oslo"))
                    .then(() -> advance(context))
                    .expectNext("Oslo sunny, away")
                    .verifyComplete();
            assertThat(counts(context).ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
            assertThat(counts(context).fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1);
        }
    }

    @Test
    void isNotCancelledByItsOwnAnswer() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(weather.later())
                    .then(() -> advance(context))
                    .then(() -> weather.tell("sunny"))
                    .expectNext("sunny")
                    .verifyComplete();
            assertThat(weather.endings()).containsExactly(SignalType.ON_COMPLETE);
        }
    }

    @Test
    void isCancelledByASubscriberWhoGivesUp() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(weather.later())
                    .then(() -> advance(context))
                    .thenCancel()
                    .verify();
            assertThat(weather.endings()).containsExactly(SignalType.CANCEL);
        }
    }

    @Test
    void failsTheSubscriberWithTheFirstFailureSuppressed() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).unanswered())
                    .then(() -> advance(context))
                    .verifyErrorSatisfies(failure -> {
                        assertThat(failure)
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessage("no guess");
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(IOException.class);
                    });
            assertThat(counts(context).fallbacks(FallbackOutcome.FAILURE)).isEqualTo(1);
        }
    }

    @Test
    void leavesFailuresAloneThatItDoesNotTake() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).notTaken())
                    .then(() -> advance(context))
                    .verifyErrorMessage("away");
            assertThat(counts(context).fallbacks(FallbackOutcome.SUCCESS)).isZero();
        }
    }

    @Test
    void answersForAFlux() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).flux(2))
                    .then(() -> advance(context))
                    .expectNext(10, 11)
                    .verifyComplete();
        }
    }

    @Test
    void followsTheElementsThatCameBeforeTheFailure() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).begun(2))
                    .expectNext(1, 10, 11)
                    .verifyComplete();
            assertThat(counts(context).ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
        }
    }

    @Test
    void answersForWhateverSpringMakesAPublisherOf() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(JdkFlowAdapter.flowPublisherToFlux(
                            context.getBean(Weather.class).flow()))
                    .then(() -> advance(context))
                    .expectNext(7)
                    .verifyComplete();
        }
    }
}
