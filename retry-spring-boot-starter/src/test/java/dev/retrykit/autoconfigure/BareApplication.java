package dev.retrykit.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurationImportSelector;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AnnotationAttributes;
import org.springframework.core.type.AnnotationMetadata;

/** An application that can be started on a class path of its own. */
@Configuration(proxyBeanMethods = false)
@Import({BareApplication.OursAndBasics.class, Shop.class})
public class BareApplication {

    /**
     * Of all auto-configurations on the class path the starter's, and Boot's own of which the starter knows. The rest takes
     * most of the time of a start, and shows nothing of the starter.
     */
    static final class OursAndBasics extends AutoConfigurationImportSelector {

        private static final Pattern WANTED = Pattern.compile(
                "dev\\.retrykit\\..*|org\\.springframework\\.boot\\.(autoconfigure|actuate|micrometer|health)\\..*");

        @Override
        protected List<String> getCandidateConfigurations(
                AnnotationMetadata metadata, @Nullable AnnotationAttributes attributes) {
            return super.getCandidateConfigurations(metadata, attributes).stream()
                    .filter(name -> WANTED.matcher(name).matches())
                    .toList();
        }

        /** Imported by itself, not by the annotation that would say what to leave out. */
        @Override
        protected AnnotationAttributes getAttributes(AnnotationMetadata metadata) {
            return new AnnotationAttributes(Map.of("exclude", new String[0], "excludeName", new String[0]));
        }
    }

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
