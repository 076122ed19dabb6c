package dev.retrykit.autoconfigure;

import dev.retrykit.grpc.GrpcAttemptInterceptor;
import dev.retrykit.grpc.GrpcPushback;
import dev.retrykit.grpc.GrpcRetryInfo;
import dev.retrykit.grpc.GrpcStatusSource;
import io.grpc.StatusRuntimeException;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.grpc.client.GlobalClientInterceptor;

/**
 * Lets all retriers know the status codes, the pushback and the {@code RetryInfo} of gRPC failures, and servers the numbers of attempts, where
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

    /** Defined after the pushback, and so asked after it. The messages of error details come in a jar of their own. */
    @Bean
    @ConditionalOnClass(name = "com.google.rpc.RetryInfo")
    @ConditionalOnMissingBean
    GrpcRetryInfo retrykitGrpcRetryInfo() {
        return new GrpcRetryInfo();
    }

    /** For all channels that Spring gRPC makes; without it the annotation means nothing, and the bean is there to be asked for. */
    @Bean
    @GlobalClientInterceptor
    @ConditionalOnMissingBean
    GrpcAttemptInterceptor retrykitGrpcAttemptInterceptor() {
        return new GrpcAttemptInterceptor();
    }
}
