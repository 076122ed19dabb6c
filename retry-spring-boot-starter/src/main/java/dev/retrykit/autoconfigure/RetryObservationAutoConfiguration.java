package dev.retrykit.autoconfigure;

import dev.retrykit.CallObserver;
import dev.retrykit.observation.CallObservations;
import dev.retrykit.observation.Conventions;
import dev.retrykit.observation.PublisherObservations;
import dev.retrykit.observation.RetryAttemptConvention;
import dev.retrykit.observation.RetryCallConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.ClassUtils;

/**
 * The auto-configuration of observations of calls, where {@code retrykit.observations} asks for them and there is an
 * {@link ObservationRegistry}. An application that defines its own {@link CallObserver} keeps it.
 */
@AutoConfiguration(
        before = RetryAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnClass(ObservationRegistry.class)
@Conditional(RetryObservationAutoConfiguration.OnObservations.class)
@ConditionalOnBean(ObservationRegistry.class)
public final class RetryObservationAutoConfiguration {

    RetryObservationAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(CallObserver.class)
    CallObserver retrykitCallObserver(
            Environment environment,
            ObservationRegistry registry,
            ObjectProvider<RetryCallConvention> calls,
            ObjectProvider<RetryAttemptConvention> attempts) {
        Conventions conventions = new Conventions(calls.getIfAvailable(), attempts.getIfAvailable());
        boolean each = Observations.in(environment) == Observations.ATTEMPT;
        return ClassUtils.isPresent("reactor.core.publisher.Mono", getClass().getClassLoader())
                ? new PublisherObservations(registry, conventions, each)
                : new CallObservations(registry, conventions, each);
    }

    /** What is not one of the values is refused when the configuration is read. */
    static final class OnObservations extends SpringBootCondition {

        @Override
        public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Observations wanted = Observations.in(context.getEnvironment());
            ConditionMessage message = ConditionMessage.forCondition(Observations.PROPERTY)
                    .found("value")
                    .items(wanted);
            return new ConditionOutcome(wanted != Observations.OFF, message);
        }
    }
}
