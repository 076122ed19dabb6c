package dev.retrykit.autoconfigure;

import dev.retrykit.http.JdkHttpStatusSource;
import dev.retrykit.http.JdkRetryAfter;
import dev.retrykit.http.SpringHttpStatusSource;
import dev.retrykit.http.SpringRetryAfter;
import dev.retrykit.http.WebClientRetryAfter;
import dev.retrykit.http.WebClientStatusSource;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** Teaches retriers the status codes and the {@code Retry-After} of HTTP clients, each where its classes are there. */
@AutoConfiguration(before = RetryAutoConfiguration.class)
public final class RetryHttpAutoConfiguration {

    RetryHttpAutoConfiguration() {}

    /** Spring's blocking clients. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(RestClientResponseException.class)
    static class SpringClients {

        @Bean
        @ConditionalOnMissingBean
        SpringHttpStatusSource retrykitSpringHttpStatusSource() {
            return new SpringHttpStatusSource();
        }

        @Bean
        @ConditionalOnMissingBean
        SpringRetryAfter retrykitSpringRetryAfter(ObjectProvider<InstantSource> clock) {
            return new SpringRetryAfter(clock.getIfUnique(InstantSource::system));
        }
    }

    /** Spring's reactive client, which comes in a jar of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(WebClientResponseException.class)
    static class ReactiveClient {

        @Bean
        @ConditionalOnMissingBean
        WebClientStatusSource retrykitWebClientStatusSource() {
            return new WebClientStatusSource();
        }

        @Bean
        @ConditionalOnMissingBean
        WebClientRetryAfter retrykitWebClientRetryAfter(ObjectProvider<InstantSource> clock) {
            return new WebClientRetryAfter(clock.getIfUnique(InstantSource::system));
        }
    }

    /** The JDK's own client, whose module an application may have left out. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(HttpResponse.class)
    static class JdkClient {

        @Bean
        @ConditionalOnMissingBean
        JdkHttpStatusSource retrykitJdkHttpStatusSource() {
            return new JdkHttpStatusSource();
        }

        @Bean
        @ConditionalOnMissingBean
        JdkRetryAfter retrykitJdkRetryAfter(ObjectProvider<InstantSource> clock) {
            return new JdkRetryAfter(clock.getIfUnique(InstantSource::system));
        }
    }
}
