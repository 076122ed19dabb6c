package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A policy that hedges stops the start where it would fail every call. */
class HedgingStartTests {

    private static final String HEDGED = """
            retrykit:
              instances:
                weather:
                  hedging.delay: 500ms
            """;

    static class Overlapping {
        @Retryable("weather")
        public Mono<String> mono() {
            return Mono.empty();
        }

        @Retryable("weather")
        public CompletableFuture<String> stage() {
            return new CompletableFuture<>();
        }
    }

    static class Streaming {
        @Retryable("weather")
        public Flux<String> flux() {
            return Flux.empty();
        }
    }

    static class Blocking {
        @Retryable("weather")
        public String value() {
            return "";
        }
    }

    static class Customized {
        @Bean
        RetryPolicyCustomizer unhedged() {
            return (name, policy) -> policy.noHedging();
        }
    }

    @Test
    void letsMethodsHedgeThatComeToOneValueLater() {
        Application.of(HEDGED)
                .beans(Overlapping.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void refusesAFlux() {
        assertThat(Application.of(HEDGED)
                        .beans(Overlapping.class, Streaming.class)
                        .failure())
                .isEqualTo("""
                Instance 'weather' must not hedge, because HedgingStartTests.Streaming.flux uses it: only attempts of methods that return a CompletionStage, a Mono or another publisher of one value can overlap

                    Origin: retrykit.instances.weather.hedging.delay (application.yml - 4:22)

                => Return one of these, or use an instance without hedging.
                """);
    }

    @Test
    void refusesBlockingMethods() {
        assertThat(Application.of(HEDGED).beans(Blocking.class, Streaming.class).failure())
                .startsWith("Instance 'weather' must not hedge, because HedgingStartTests.Blocking.value and"
                        + " HedgingStartTests.Streaming.flux use it: only attempts");
    }

    @Test
    void asksWhatCustomizersHaveLeft() {
        Application.of(HEDGED)
                .beans(Streaming.class, Customized.class)
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void letsAnInstanceBeThatIsSwitchedOff() {
        Application.of(HEDGED + "      enabled: false\n")
                .beans(Streaming.class)
                .run(context -> assertThat(context).hasNotFailed());
    }
}
