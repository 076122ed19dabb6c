package dev.retrykit.autoconfigure;

import com.google.api.gax.rpc.ApiException;
import dev.retrykit.gax.GaxRetryInfo;
import dev.retrykit.gax.GaxStatusSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Lets all retriers know the status codes and the {@code RetryInfo} of Google's clients, where there is gax. */
@AutoConfiguration(before = RetryAutoConfiguration.class)
@ConditionalOnClass(ApiException.class)
public final class RetryGaxAutoConfiguration {

    RetryGaxAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    GaxStatusSource retrykitGaxStatusSource() {
        return new GaxStatusSource();
    }

    @Bean
    @ConditionalOnMissingBean
    GaxRetryInfo retrykitGaxRetryInfo() {
        return new GaxRetryInfo();
    }
}
