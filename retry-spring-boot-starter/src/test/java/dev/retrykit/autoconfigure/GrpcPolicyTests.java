package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrpcPolicyTests {

    private static final String ECHO = """
            retrykit:
              grpc:
                service-config: classpath:echo-service-config.json
              instances:
                echo:
                  grpc-method: grpc.examples.echo.Echo/UnaryEcho
            """;

    @Test
    void takesThePolicyOfAnInstanceFromTheServiceConfig() {
        Application.of(ECHO).run(context -> {
            Retrier echo = context.getBean(RetryRegistry.class).get("echo");
            assertThat(echo.policy().maxAttempts()).hasValue(4);
            assertThat(echo.policy().backoff())
                    .isEqualTo(Backoff.grpc(Duration.ofMillis(10), 1, Duration.ofMillis(10)));
        });
    }

    @Test
    void throttlesWithTheBucketOfTheServiceConfig() {
        Application.of(ECHO)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("echo")
                                .budget()
                                .capacity())
                        .isEqualTo(10));
    }

    @Test
    void leavesABudgetThatWasWritten() {
        Application.of(ECHO + "      budget: none\n")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("echo")
                                .budget()
                                .capacity())
                        .isEqualTo(Long.MAX_VALUE));
    }

    @Test
    void namesTheServiceConfigAsTheOrigin() {
        Application.of(ECHO)
                .run(
                        context -> assertThat(
                                        context.getBean(EffectivePolicies.class).of("echo"))
                                .contains(
                                        new EffectiveValue(
                                                "max-attempts",
                                                4,
                                                "service config classpath:echo-service-config.json, grpc.examples.echo.Echo/UnaryEcho")));
    }

    @Test
    void refusesKeysThatTheServiceConfigDecides() {
        assertThat(Application.of(ECHO + "      max-attempts: 3\n").failure())
                .startsWith("retrykit.instances.echo.max-attempts must not be written beside grpc-method, whose service"
                        + " config decides it, but was '3'\n");
    }

    @Test
    void refusesAMethodThatIsNotRetriedThere() {
        assertThat(Application.of(ECHO.replace("echo.Echo/UnaryEcho", "shop.Shop/Buy"))
                        .failure())
                .startsWith("retrykit.instances.echo.grpc-method must name a method that"
                        + " classpath:echo-service-config.json retries, but was 'grpc.examples.shop.Shop/Buy'\n");
    }

    @Test
    void refusesWhatIsNoMethod() {
        assertThat(Application.of(ECHO.replace("/UnaryEcho", "")).failure())
                .startsWith("retrykit.instances.echo.grpc-method must consist of service and method, as in"
                        + " grpc.examples.echo.Echo/UnaryEcho, but was 'grpc.examples.echo.Echo'\n");
    }

    @Test
    void refusesAServiceConfigThatIsNotThere() {
        assertThat(Application.of(ECHO.replace("echo-service-config", "nowhere"))
                        .failure())
                .startsWith("retrykit.grpc.service-config must be a gRPC service config, but was"
                        + " 'classpath:nowhere.json': it cannot be read: class path resource [nowhere.json] cannot be"
                        + " opened because it does not exist");
    }
}
