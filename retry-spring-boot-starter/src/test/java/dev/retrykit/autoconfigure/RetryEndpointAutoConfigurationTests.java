package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.InstanceSources;
import dev.retrykit.endpoint.RecentCalls;
import dev.retrykit.endpoint.RetryEndpoint;
import dev.retrykit.endpoint.RetryEndpointWebExtension;
import dev.retrykit.endpoint.Shown;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RetryEndpointAutoConfigurationTests {

    private final ApplicationContextRunner withoutRetries = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(RetryEndpointAutoConfiguration.class, EndpointAutoConfiguration.class))
            .withPropertyValues("management.endpoints.web.exposure.include=retry");
    private final ApplicationContextRunner application =
            withoutRetries.withBean(RetryRegistry.class, RetryRegistry::create);

    @Test
    void offersTheRetriersOfTheApplicationWithoutAnyConfigurationOfThem() {
        application.run(context -> {
            context.getBean(RetryRegistry.class).register("payments", RetryPolicy.defaults());

            assertThat(context).hasSingleBean(RetryEndpointWebExtension.class);
            assertThat(context.getBean(RetryEndpoint.class).instances().instances())
                    .containsOnlyKeys("payments");
            assertThat(context.getBean(RetryEndpoint.class).instance("payments"))
                    .isNotNull();
        });
    }

    @Test
    void needsNoWebExtensionWhenItIsExposedThroughJmxOnly() {
        application
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=",
                        "spring.jmx.enabled=true",
                        "management.endpoints.jmx.exposure.include=retry")
                .run(context -> assertThat(context)
                        .hasSingleBean(RetryEndpoint.class)
                        .doesNotHaveBean(RetryEndpointWebExtension.class));
    }

    @Test
    void keepsTheEndpointThatTheApplicationDefines() {
        RetryEndpoint own = new RetryEndpoint(
                RetryRegistry.create(),
                new InstanceSources(
                        name -> List.of(), name -> List.of(), new RecentCalls(InstantSource.system()), null),
                List.of(),
                Shown.of(Show.NEVER));
        application
                .withBean("own", RetryEndpoint.class, () -> own)
                .run(context -> assertThat(context).getBean(RetryEndpoint.class).isSameAs(own));
    }

    @Test
    void isAbsentUnlessExposed() {
        application
                .withPropertyValues("management.endpoints.web.exposure.include=health")
                .run(context -> assertThat(context).doesNotHaveBean(RetryEndpoint.class));
    }

    @Test
    void isAbsentWithoutRetries() {
        withoutRetries.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(RetryEndpoint.class));
    }
}
