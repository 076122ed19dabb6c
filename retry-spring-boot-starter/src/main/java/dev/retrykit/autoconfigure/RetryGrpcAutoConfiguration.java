package dev.retrykit.autoconfigure;

import dev.retrykit.grpc.GrpcAttemptInterceptor;
import dev.retrykit.grpc.GrpcPushback;
import dev.retrykit.grpc.GrpcStatusSource;
import io.grpc.StatusRuntimeException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.client.GlobalClientInterceptor;

/**
 * Lets all retriers know the status codes and the pushback of gRPC failures, and servers the numbers of attempts, where
 * there is grpc-java.
 */
@AutoConfiguration(before = RetryAutoConfiguration.class)
@ConditionalOnClass(StatusRuntimeException.class)
public final class RetryGrpcAutoConfiguration {

    RetryGrpcAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    GrpcStatusSource retrykitGrpcStatusSource() {
        return new GrpcStatusSource();
    }

    @Bean
    @ConditionalOnMissingBean
    GrpcPushback retrykitGrpcPushback() {
        return new GrpcPushback();
    }

    /** For all channels that Spring gRPC makes; without it the annotation means nothing, and the bean is there to be asked for. */
    @Bean
    @GlobalClientInterceptor
    @ConditionalOnMissingBean
    GrpcAttemptInterceptor retrykitGrpcAttemptInterceptor() {
        return new GrpcAttemptInterceptor();
    }
}
