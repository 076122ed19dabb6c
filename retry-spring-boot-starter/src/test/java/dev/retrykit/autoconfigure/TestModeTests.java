package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class TestModeTests {

    private static final String ON = "retrykit.test-mode: true\n";

    private static final String PAYMENTS = """
            retrykit.instances.payments:
              max-attempts: 50
              backoff.delay: 10s
            """;

    @Configuration(proxyBeanMethods = false)
    static class Timeless {

        Duration asked = Duration.ofSeconds(20);

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }

        @Bean
        ServerDelay serverDelay() {
            return failure -> failure instanceof IllegalStateException ? ServerWord.atLeast(asked) : null;
        }

        @Bean
        RetryPolicyCustomizer customizer() {
            return RetryPolicyCustomizer.of("payments", policy -> policy.firstRetryImmediate(false));
        }
    }

    @Test
    void callsWaitForNothingAndHaveNoBudget() {
        Application.of(ON + PAYMENTS).beans(Timeless.class).run(context -> {
            Retrier payments = payments(context);
            fail(payments);
            assertThat(payments.statistics().retries()).isEqualTo(49);
            assertThat(payments.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
            assertThat(context.getBean(VirtualTime.class).elapsed()).isZero();
        });
    }

    @Test
    void withoutItTheyDo() {
        Application.of(PAYMENTS).beans(Timeless.class).run(context -> {
            Retrier payments = payments(context);
            fail(payments);
            assertThat(payments.statistics().ended(StopReason.BUDGET)).isEqualTo(1);
            assertThat(context.getBean(VirtualTime.class).elapsed()).isGreaterThan(Duration.ofMinutes(1));
        });
    }

    @Test
    void aBudgetThatIsWrittenCounts() {
        Application.of(ON + PAYMENTS + "  budget: own\n").beans(Timeless.class).run(context -> {
            Retrier payments = payments(context);
            fail(payments);
            assertThat(payments.statistics().ended(StopReason.BUDGET)).isEqualTo(1);
            assertThat(payments.budget().minimumDelay(FailureKind.THROTTLED)).isZero();
        });
    }

    @Test
    void aSharedBudgetCountsToo() {
        Application.of(ON + PAYMENTS + "  budget: backend\nretrykit.budgets.backend.capacity: 200\n")
                .beans(Timeless.class)
                .run(context -> {
                    assertThat(payments(context).budget().capacity()).isEqualTo(200);
                    assertThat(payments(context).budget().minimumDelay(FailureKind.THROTTLED))
                            .isZero();
                });
    }

    @Test
    void aServerThatAsksForTooMuchEndsTheCallAsEver() {
        Application.of(ON + PAYMENTS).beans(Timeless.class).run(context -> {
            context.getBean(Timeless.class).asked = Duration.ofSeconds(31);
            Retrier payments = payments(context);
            fail(payments);
            assertThat(payments.statistics().ended(StopReason.SERVER_DELAY)).isEqualTo(1);
        });
    }

    @Test
    void showsWhereTheValuesAreFrom() {
        Application.of(ON + PAYMENTS)
                .run(context -> assertThat(
                                context.getBean(EffectivePolicies.class).of("payments"))
                        .filteredOn(value -> value.origin().equals("retrykit.test-mode"))
                        .extracting(EffectiveValue::property)
                        .containsExactly("backoff", "budget"));
    }

    @Test
    void warns(CapturedOutput output) {
        Application.of(ON)
                .run(
                        context -> assertThat(output)
                                .contains(
                                        "'retrykit.test-mode' is on: calls wait for nothing between their attempts, and have a"
                                                + " budget only where one is written. Switch it off wherever something real is called"));
    }

    @Test
    void isRefusedWhereItIsNoBoolean() {
        assertThat(Application.of("retrykit.test-mode: perhaps\n").failure()).isEqualTo("""
                retrykit.test-mode must be true or false, but was 'perhaps'

                    Origin: application.yml - 1:21

                => Correct the value.
                """);
    }

    private static Retrier payments(AssertableApplicationContext context) {
        return context.getBean(RetryRegistry.class).get("payments");
    }

    private static void fail(Retrier retrier) {
        assertThatIllegalStateException()
                .isThrownBy(() -> retrier.run(() -> {
                    throw new IllegalStateException("sold out");
                }))
                .withMessage("sold out");
    }
}
