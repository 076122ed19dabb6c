package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.aspectj.lang.JoinPoint;
import org.aspectj.lang.annotation.Aspect;
import org.aspectj.lang.annotation.Before;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.EnableAspectJAutoProxy;

/** Methods that answer later. */
class StageTests {

    static class Weather {
        private final Outage outage = new Outage(2);

        @Retryable("weather")
        public CompletableFuture<Integer> forecast(String city) {
            return CompletableFuture.completedFuture(city).thenApply(ignored -> outage.call());
        }

        @Retryable("weather")
        public CompletionStage<Integer> thrown(String city) {
            return CompletableFuture.completedFuture(outage.call());
        }

        @Retryable("weather")
        public @Nullable CompletableFuture<Integer> nothing() {
            return null;
        }
    }

    private static void advance(AnnotationConfigApplicationContext context, int delays) {
        for (int i = 0; i < delays; i++) {
            context.getBean(VirtualTime.class).advance(Duration.ofMillis(10));
        }
    }

    @Test
    void areRetriedWhenTheirStageFails() {
        try (var context = Weaving.of(Weather.class)) {
            CompletableFuture<Integer> forecast = context.getBean(Weather.class).forecast("Oslo");
            assertThat(forecast).isNotDone();
            advance(context, 2);
            assertThat(forecast).isCompletedWithValue(3);
        }
    }

    @Test
    void areRetriedWhenTheyThrow() {
        try (var context = Weaving.of(Weather.class)) {
            CompletionStage<Integer> forecast = context.getBean(Weather.class).thrown("Oslo");
            advance(context, 2);
            assertThat(forecast.toCompletableFuture()).isCompletedWithValue(3);
        }
    }

    @Test
    void failTheirStageWhenTheyReturnNone() {
        try (var context = Weaving.of(Weather.class)) {
            CompletableFuture<Integer> forecast = context.getBean(Weather.class).nothing();
            advance(context, 2);
            assertThat(forecast).isCompletedExceptionally();
        }
    }

    @Aspect
    static class Diary {
        final List<String> entries = new ArrayList<>();

        @Before("execution(* *..Weather.forecast(..))")
        void before(JoinPoint call) {
            entries.add(call.getSignature().getName() + " " + call.getArgs()[0]);
        }
    }

    @EnableAspectJAutoProxy(proxyTargetClass = true)
    static class AspectJ {}

    @Test
    void goThroughAspectsFurtherInsideOnWhateverThread() {
        try (var context = Weaving.of(AspectJ.class, Diary.class, Weather.class)) {
            CompletableFuture<Integer> forecast = context.getBean(Weather.class).forecast("Oslo");
            advance(context, 2);
            assertThat(forecast).isCompletedWithValue(3);
            assertThat(context.getBean(Diary.class).entries)
                    .containsExactly("forecast Oslo", "forecast Oslo", "forecast Oslo");
        }
    }
}
