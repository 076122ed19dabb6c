package dev.retrykit.grpc;

import static dev.retrykit.grpc.ScriptedEcho.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.autoconfigure.RetryAutoConfiguration;
import dev.retrykit.autoconfigure.RetryGrpcAutoConfiguration;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.client.ClientInterceptorsConfigurer;
import org.springframework.grpc.client.GrpcChannelFactory;
import org.springframework.grpc.client.InProcessGrpcChannelFactory;

/** The interceptor in the channels that Spring gRPC makes, as Spring Boot's gRPC client has it make them. */
@ExtendWith(OutputCaptureExtension.class)
class SpringGrpcTests {

    private static final String SERVICE_CONFIG = """
            {"methodConfig": [{"name": [{}], "retryPolicy":
               {"maxAttempts": 2, "initialBackoff": "0.001s", "maxBackoff": "0.001s", "backoffMultiplier": 1,
                "retryableStatusCodes": ["UNAVAILABLE"]}}]}""";

    @Configuration(proxyBeanMethods = false)
    static class SpringGrpc {

        @Bean
        ClientInterceptorsConfigurer clientInterceptorsConfigurer(ApplicationContext context) {
            return new ClientInterceptorsConfigurer(context);
        }

        @Bean
        InProcessGrpcChannelFactory grpcChannelFactory(ClientInterceptorsConfigurer interceptors) {
            return new InProcessGrpcChannelFactory(
                    List.of((target, builder) -> builder.directExecutor()
                            .enableRetry()
                            .defaultServiceConfig(GrpcServiceConfig.read(SERVICE_CONFIG, "test")
                                    .toMap())),
                    interceptors);
        }
    }

    private ScriptedEcho echo;

    @BeforeEach
    void startServer() throws IOException {
        echo = new ScriptedEcho();
    }

    @AfterEach
    void stopServer() {
        echo.close();
    }

    private static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(RetryAutoConfiguration.class, RetryGrpcAutoConfiguration.class))
                .withPropertyValues(
                        "retrykit.instances.echo.backoff.strategy=none", "retrykit.instances.echo.budget=none");
    }

    @Test
    void itsChannelsWarnWhereTheyRetryWhatARetrierRetries(CapturedOutput output) {
        echo.fail(5, Status.UNAVAILABLE);

        application().withUserConfiguration(SpringGrpc.class).run(context -> {
            Channel channel = context.getBean(GrpcChannelFactory.class).createChannel("in-process:" + echo.name());
            Retrier retrier = context.getBean(RetryRegistry.class).get("echo");
            assertThat(retrier.call(() -> call(channel))).isEqualTo("hello");
        });

        // 6 = 3 attempts around the method x 2 of the channel.
        assertThat(echo.previousAttempts()).hasSize(6).startsWith(ABSENT, "1");
        assertThat(output)
                .containsOnlyOnce("grpc.examples.echo.Echo/UnaryEcho is retried by its channel and by 'echo': their"
                        + " attempts multiply; switch one of them off, disableRetry() on the channel say");
    }

    @Test
    void otherChannelsCanBeGivenTheInterceptor() {
        echo.fail(2, Status.UNAVAILABLE);

        application()
                .withClassLoader(new FilteredClassLoader("org.springframework.grpc"))
                .run(context -> {
                    Channel channel = echo.channel(
                            builder -> builder.disableRetry(), context.getBean(GrpcAttemptInterceptor.class));
                    context.getBean(RetryRegistry.class).get("echo").call(() -> call(channel));
                });

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2");
    }

    @Test
    void anInterceptorOfTheApplicationsOwnIsKept() {
        GrpcAttemptInterceptor own = new GrpcAttemptInterceptor("echo");

        application()
                .withBean("own", GrpcAttemptInterceptor.class, () -> own)
                .run(context -> assertThat(context.getBeansOfType(ClientInterceptor.class))
                        .containsOnlyKeys("own"));
    }

    private static String call(Channel channel) {
        return ClientCalls.blockingUnaryCall(channel, ScriptedEcho.UNARY_ECHO, CallOptions.DEFAULT, "hello");
    }
}
