package dev.retrykit.autoconfigure;

import dev.retrykit.logging.RetryLogger;
import dev.retrykit.time.Ticker;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * The auto-configuration of what is written to the log. An application that defines its own {@link RetryLogger} keeps it;
 * {@code logging.level.dev.retrykit.logging.RetryLogger=off} silences it.
 */
@AutoConfiguration(before = RetryAutoConfiguration.class)
public final class RetryLoggingAutoConfiguration {

    RetryLoggingAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    RetryLogger retrykitLogger(ObjectProvider<Ticker> ticker) {
        return new RetryLogger(ticker.getIfAvailable(Ticker::system));
    }
}
