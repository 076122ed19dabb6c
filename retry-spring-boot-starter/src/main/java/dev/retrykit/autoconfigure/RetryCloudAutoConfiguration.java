package dev.retrykit.autoconfigure;

import dev.retrykit.RetryRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

/** Reads the properties of all instances again when Spring Cloud says that some have changed, where it is there. */
@AutoConfiguration(after = RetryAutoConfiguration.class)
@ConditionalOnClass(EnvironmentChangeEvent.class)
public final class RetryCloudAutoConfiguration {

    RetryCloudAutoConfiguration() {}

    @Bean
    ApplicationListener<EnvironmentChangeEvent> retrykitConfigurationChanges(
            ConfiguredRetriers retriers, RetryRegistry registry) {
        return new Changes(new ConfigurationChanges(retriers, registry));
    }

    /** A class of its own, since a lambda does not say what it listens to. */
    private record Changes(ConfigurationChanges changes) implements ApplicationListener<EnvironmentChangeEvent> {

        @Override
        public void onApplicationEvent(EnvironmentChangeEvent event) {
            changes.changed(event.getKeys());
        }
    }
}
