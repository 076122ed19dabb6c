package dev.retrykit.autoconfigure;

import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.InstanceMethods;
import dev.retrykit.endpoint.InstanceSources;
import dev.retrykit.endpoint.PolicyOverrides;
import dev.retrykit.endpoint.RecentCalls;
import dev.retrykit.endpoint.RetryEndpoint;
import dev.retrykit.endpoint.RetryEndpointWebExtension;
import dev.retrykit.endpoint.Shown;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

/**
 * The auto-configuration of the Actuator endpoint {@code retry}, where there is Actuator and the endpoint is exposed. An
 * application that defines its own {@link RetryEndpoint} keeps it.
 */
@AutoConfiguration(
        after = RetryAutoConfiguration.class,
        afterName = "org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration")
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean(RetryRegistry.class)
@EnableConfigurationProperties(RetryEndpointAutoConfiguration.Settings.class)
public final class RetryEndpointAutoConfiguration {

    RetryEndpointAutoConfiguration() {}

    /** A listener, which the endpoint alone reads: calls are told to it only where the endpoint is there. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint(endpoint = RetryEndpoint.class)
    RecentCalls retrykitRecentCalls() {
        return new RecentCalls(InstantSource.system());
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    RetryEndpoint retrykitEndpoint(
            RetryRegistry registry,
            ObjectProvider<EffectivePolicies> policies,
            ObjectProvider<InstanceMethods> methods,
            RecentCalls recentCalls,
            ObjectProvider<PolicyOverrides> overrides,
            ObjectProvider<SanitizingFunction> sanitizingFunctions,
            Settings settings) {
        return new RetryEndpoint(
                registry,
                new InstanceSources(
                        policies.getIfAvailable(() -> name -> List.of()),
                        methods.getIfAvailable(() -> name -> List.of()),
                        recentCalls,
                        overrides.getIfAvailable()),
                sanitizingFunctions.orderedStream().toList(),
                Shown.of(settings.showValues()));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(RetryEndpoint.class)
    @ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
    RetryEndpointWebExtension retrykitEndpointWebExtension(RetryEndpoint endpoint, Settings settings) {
        return new RetryEndpointWebExtension(endpoint, settings.roles());
    }

    /**
     * The settings of the endpoint.
     *
     * @param showValues When to show the values and the plan of policies, and the messages of failures. When not set,
     *     values are shown, since a policy holds numbers, durations and the names of classes, and messages are not.
     * @param roles Roles that authorize to see values when they are shown to those who are authorized. When empty,
     *     whoever is authenticated is authorized.
     */
    @ConfigurationProperties("management.endpoint.retry")
    record Settings(@Nullable Show showValues, @DefaultValue Set<String> roles) {}
}
