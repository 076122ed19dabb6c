package dev.retrykit.autoconfigure;

import dev.retrykit.transaction.CallerTransaction;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.interceptor.TransactionAspectSupport;

/** Lets annotated methods heed a transaction of their caller, where spring-tx is there. */
@AutoConfiguration(before = RetryAutoConfiguration.class)
@ConditionalOnClass(TransactionAspectSupport.class)
public final class RetryTransactionAutoConfiguration {

    RetryTransactionAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    CallerTransaction retrykitCallerTransaction() {
        return new CallerTransaction();
    }

    /** Before those of the application, so that they can replace it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RetrierCustomizer retrykitCallerTransactionCustomizer(CallerTransaction transaction) {
        return (name, retrier) -> retrier.conditions(List.of(transaction));
    }
}
