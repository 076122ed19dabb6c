package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.grpc.GrpcServiceConfig;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.ClassPathResource;

@ExtendWith(OutputCaptureExtension.class)
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
                .isEqualTo("retrykit.grpc.service-config must be a gRPC service config, but was"
                        + " 'classpath:nowhere.json': it cannot be read: class path resource [nowhere.json] cannot be"
                        + " opened because it does not exist\n\n    Origin: application.yml - 3:21\n\n=> Correct the"
                        + " service config, or where it is looked for.\n");
    }

    @Test
    void takesBackHedgingThatIsInherited() {
        Application.of("""
                retrykit:
                  defaults:
                    hedging.delay: 1s
                  grpc:
                    service-config: classpath:echo-service-config.json
                  instances:
                    echo:
                      grpc-method: grpc.examples.echo.Echo/UnaryEcho
                """).run(context -> {
            assertThat(context.getBean(RetryRegistry.class).get("echo").policy().hedging())
                    .isEmpty();
            assertThat(context.getBean(EffectivePolicies.class).of("echo"))
                    .contains(new EffectiveValue(
                            "hedging.delay",
                            null,
                            "service config classpath:echo-service-config.json, grpc.examples.echo.Echo/UnaryEcho"));
        });
    }

    @Test
    void ignoresWhatIsIgnoredBesideTheServiceConfig() {
        Application.of(ECHO + "      ignore: io.grpc.StatusRuntimeException\n")
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("echo")
                                .policy()
                                .retryOn())
                        .isEqualTo(FailureCondition.onStatus("UNAVAILABLE")
                                .and(FailureCondition.except(List.of(StatusRuntimeException.class)))));
    }

    @Test
    void warnsWhereTheServiceConfigIsWrittenForAChannelToo(CapturedOutput output) throws IOException {
        String json = new ClassPathResource("echo-service-config.json").getContentAsString(StandardCharsets.UTF_8);
        GrpcServiceConfig config = GrpcServiceConfig.read(json, "test");
        Application.of(ECHO).run(context -> {
            assertThat(context).hasNotFailed();
            config.toMap();
            config.toMap();
        });

        assertThat(output)
                .containsOnlyOnce("The service config from which 'echo' has the policy of"
                        + " grpc.examples.echo.Echo/UnaryEcho was written for a channel too: if that channel carries the"
                        + " method, attempts multiply; call disableRetry() on the channel, or take grpc-method from the"
                        + " instance");
    }
}
