package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Attempt;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.EnableAspectJAutoProxy;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Methods that answer by a publisher. */
class PublisherTests {

    static class Weather {
        private final Outage outage = new Outage(2);

        @Retryable("weather")
        public Mono<Integer> mono(String city) {
            return Mono.fromSupplier(outage::call);
        }

        @Retryable("weather")
        public Mono<Integer> thrown() {
            return Mono.just(outage.call());
        }

        @Retryable("weather")
        public @Nullable Mono<Integer> nothing() {
            return null;
        }

        @Retryable("weather")
        public Flux<Integer> flux() {
            return Flux.defer(() -> Flux.just(outage.call(), 10));
        }

        @Retryable("weather")
        public Flux<Integer> broken() {
            return Flux.just(1).concatWith(Mono.fromSupplier(outage::call));
        }

        @Retryable("weather")
        public Publisher<Integer> publisher() {
            return flux();
        }

        @Retryable("weather")
        public Flow.Publisher<Integer> flow() {
            return JdkFlowAdapter.publisherToFlowPublisher(flux());
        }
    }

    private static void advance(AnnotationConfigApplicationContext context, int delays) {
        for (int i = 0; i < delays; i++) {
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
        }
    }

    @Test
    void areCalledAnewForEachAttemptOfEachSubscription() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            Mono<Integer> mono = weather.mono("Oslo");
            StepVerifier.create(mono)
                    .then(() -> advance(context, 2))
                    .expectNext(3)
                    .verifyComplete();
            StepVerifier.create(mono).expectNext(4).verifyComplete();
            assertThat(context.getBean(RetryRegistry.class)
                            .get("weather")
                            .statistics()
                            .retries())
                    .isEqualTo(2);
        }
    }

    @Test
    void areRetriedWhenTheyThrow() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(context.getBean(Weather.class).thrown())
                    .then(() -> advance(context, 2))
                    .expectNext(3)
                    .verifyComplete();
        }
    }

    @Test
    void failWhenTheyReturnNull() {
        try (var context = Weaving.of(Weather.class)) {
            StepVerifier.create(Objects.requireNonNull(
                            context.getBean(Weather.class).nothing()))
                    .then(() -> advance(context, 2))
                    .verifyErrorMessage("attempt 3 of 'weather' returned null instead of a publisher");
        }
    }

    @Test
    void areRetriedUntilTheirFirstElement() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(weather.broken()).expectNext(1).verifyErrorMessage("outage 1");
            StepVerifier.create(weather.flux())
                    .then(() -> advance(context, 1))
                    .expectNext(3, 10)
                    .verifyComplete();
        }
    }

    @Test
    void areRetriedInWhateverReactiveTypeTheyReturn() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(weather.publisher())
                    .then(() -> advance(context, 2))
                    .expectNext(3, 10)
                    .verifyComplete();
        }
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(JdkFlowAdapter.flowPublisherToFlux(weather.flow()))
                    .then(() -> advance(context, 2))
                    .expectNext(3, 10)
                    .verifyComplete();
        }
    }

    @Test
    void areLeftAsTheyAreWhileTheirRetrierIsSwitchedOff() {
        try (var context = Weaving.of(Weather.class)) {
            Weather weather = context.getBean(Weather.class);
            StepVerifier.create(weather.mono("Oslo"))
                    .then(() -> advance(context, 2))
                    .expectNext(3)
                    .verifyComplete();
            context.getBean(RetryRegistry.class).get("weather").switchOff();
            assertThat(weather.mono("Oslo").getClass().getName()).startsWith("reactor.core.publisher.");
        }
    }

    @Aspect
    static class Diary {
        final List<String> entries = new ArrayList<>();

        @Before("execution(* *..Weather.mono(..))")
        void before(JoinPoint call) {
            entries.add(call.getSignature().getName() + " " + call.getArgs()[0] + " in attempt "
                    + Attempt.current("weather").number());
        }
    }

    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class AspectJ {}

    @Test
    void goThroughAspectsFurtherInsideOnWhateverThread() throws InterruptedException {
        try (var context = Weaving.of(AspectJ.class, Diary.class, Weather.class)) {
            Mono<Integer> mono = context.getBean(Weather.class).mono("Oslo");
            AtomicReference<Integer> forecast = new AtomicReference<>();
            Thread elsewhere = new Thread(() -> mono.subscribe(forecast::set));
            elsewhere.start();
            elsewhere.join();
            advance(context, 2);
            assertThat(forecast).hasValue(3);
            assertThat(context.getBean(Diary.class).entries)
                    .containsExactly("mono Oslo in attempt 1", "mono Oslo in attempt 2", "mono Oslo in attempt 3");
        }
    }
}
