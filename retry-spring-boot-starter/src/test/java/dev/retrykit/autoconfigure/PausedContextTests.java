package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

class PausedContextTests {

    private static final String FOUR_ATTEMPTS = """
            retrykit.instances.payments:
              max-attempts: 4
              budget: none
              backoff:
                strategy: fixed
                delay: 1s
                jitter: none
            """;

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    /** All its threads are busy. */
    static class Full {

        final List<Runnable> kept = new ArrayList<>();

        @Bean
        Executor applicationTaskExecutor() {
            return kept::add;
        }
    }

    @Test
    void aPausedContextRetriesNothingAndARestartedOneRetriesAgain() {
        run(context -> {
            Retrier payments = context.getBean(RetryRegistry.class).get("payments");

            context.pause();
            fail(payments);
            assertThat(payments.statistics().retries()).isZero();
            assertThat(payments.statistics().ended(StopReason.CLOSED)).isEqualTo(1);

            context.restart();
            fail(payments);
            assertThat(payments.statistics().retries()).isEqualTo(3);
            assertThat(payments.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
        });
    }

    @Test
    void aStoppedContextRetriesAgainWhenItIsStarted() {
        run(context -> {
            Retrier payments = context.getBean(RetryRegistry.class).get("payments");

            context.stop();
            context.start();
            fail(payments);

            assertThat(payments.statistics().retries()).isEqualTo(3);
        });
    }

    @Test
    void aCallThatWaitsEndsWhenTheContextPauses() {
        run(context -> {
            Retrier payments = context.getBean(RetryRegistry.class).get("payments");
            CompletableFuture<String> call = failing(payments);
            assertThat(call).isNotDone();

            context.pause();

            assertThat(call)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withMessage("java.lang.IllegalStateException: sold out");
            assertThat(payments.statistics().ended(StopReason.CLOSED)).isEqualTo(1);
            assertThat(context.getBean(VirtualTime.class).elapsed()).isZero();
        });
    }

    @Test
    void aCallThatWaitsEndsAlthoughTheExecutorOfTheApplicationKeepsItsTasks() {
        Application.of(FOUR_ATTEMPTS)
                .beans(Timeless.class, TaskExecutionAutoConfiguration.class)
                .run(it -> {
                    ConfigurableApplicationContext context = it.getSourceApplicationContext();
                    Retrier payments = context.getBean(RetryRegistry.class).get("payments");
                    CompletableFuture<String> waiting = failing(payments);

                    context.pause();
                    CompletableFuture<String> begunMeanwhile = failing(payments);

                    assertThat(waiting).failsWithin(Duration.ofSeconds(10));
                    assertThat(begunMeanwhile).failsWithin(Duration.ofSeconds(10));
                    assertThat(payments.statistics().ended(StopReason.CLOSED)).isEqualTo(2);
                });
    }

    @Test
    void aRetryThatHasNoThreadYetEndsWhenTheContextPauses() {
        Application.of(FOUR_ATTEMPTS).beans(Timeless.class, Full.class).run(context -> {
            Retrier payments = context.getBean(RetryRegistry.class).get("payments");
            CompletableFuture<String> call = failing(payments);
            context.getBean(VirtualTime.class).advance(Duration.ofSeconds(1));
            assertThat(context.getBean(Full.class).kept).hasSize(1);
            assertThat(call).isNotDone();

            context.getSourceApplicationContext().pause();

            assertThat(call).failsWithin(Duration.ofSeconds(10));
            assertThat(payments.statistics().retries()).isZero();
            assertThat(payments.statistics().ended(StopReason.CLOSED)).isEqualTo(1);
        });
    }

    @Test
    void retriesStopBeforeAWebServerBeginsToShutDownAndGoOnBeforeAnythingElseStarts() {
        run(context -> assertThat(
                        context.getBeansOfType(RegistryLifecycle.class).values())
                .extracting(RegistryLifecycle::getPhase)
                .satisfiesExactlyInAnyOrder(
                        first -> assertThat(first).isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE),
                        second -> assertThat(second).isEqualTo(Integer.MIN_VALUE)));
    }

    private static CompletableFuture<String> failing(Retrier retrier) {
        return retrier.callAsync(attempt -> CompletableFuture.failedFuture(new IllegalStateException("sold out")));
    }

    private static void fail(Retrier retrier) {
        assertThatIllegalStateException()
                .isThrownBy(() -> retrier.run(() -> {
                    throw new IllegalStateException("sold out");
                }))
                .withMessage("sold out");
    }

    private static void run(Consumer<ConfigurableApplicationContext> test) {
        Application.of(FOUR_ATTEMPTS)
                .beans(Timeless.class)
                .run(context -> test.accept(context.getSourceApplicationContext()));
    }
}
