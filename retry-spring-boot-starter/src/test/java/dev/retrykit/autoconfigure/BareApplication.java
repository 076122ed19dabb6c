package dev.retrykit.autoconfigure;

import java.util.Objects;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** An application that can be started on a class path of its own. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(Shop.class)
public class BareApplication {

    /** What stops the start when a policy is to be taken from a gRPC service config. */
    public static String failureWithServiceConfig() {
        try (ConfigurableApplicationContext context = started(
                "--retrykit.grpc.service-config=classpath:echo-service-config.json",
                "--retrykit.instances.shop-order.grpc-method=grpc.examples.echo.Echo/UnaryEcho")) {
            throw new AssertionError("did start with " + context);
        } catch (BeanCreationException failure) {
            FailureAnalysis analysis =
                    Objects.requireNonNull(new InvalidRetryConfigurationFailureAnalyzer().analyze(failure));
            return analysis.getDescription() + "\n\n=> " + analysis.getAction();
        }
    }

    /** Starts, calls a method that always fails, stops; how many attempts were made. */
    public static int attempts() {
        try (ConfigurableApplicationContext context = started(
                "--retrykit.instances.shop-order.max-attempts=4",
                "--retrykit.instances.shop-order.backoff.strategy=none",
                "--retrykit.instances.shop-order.budget=none")) {
            Shop shop = context.getBean(Shop.class);
            try {
                shop.order();
            } catch (IllegalStateException soldOut) {
                return shop.calls();
            }
            throw new AssertionError("did not fail");
        }
    }

    private static ConfigurableApplicationContext started(String... arguments) {
        SpringApplication application = new SpringApplication(BareApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        return application.run(arguments);
    }
}
