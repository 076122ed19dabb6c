package dev.retrykit.spring;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;

/**
 * The reader of Spring's annotation: resolves what Spring would resolve with the first call, and refuses what Spring
 * would refuse then. Thread-safe.
 */
public final class SpringRetryableReader {

    private static final Log logger = LogFactory.getLog(SpringRetryableReader.class);

    /** What the engine looks inside of before anybody is asked about a failure. */
    private static final List<Class<? extends Throwable>> WRAPPERS = List.of(
            CompletionException.class,
            ExecutionException.class,
            InvocationTargetException.class,
            java.lang.reflect.UndeclaredThrowableException.class);

    private final ConfigurableBeanFactory beanFactory;

    /**
     * A reader.
     *
     * @param beanFactory what resolves placeholders and expressions and makes predicates
     */
    public SpringRetryableReader(ConfigurableBeanFactory beanFactory) {
        this.beanFactory = Objects.requireNonNull(beanFactory, "beanFactory must not be null");
    }

    /**
     * Reads one annotation.
     *
     * @param annotation the annotation, meta-annotations merged
     * @param method the method as messages call it, {@code OrderService.charge}
     * @return its values
     * @throws SpringRetryableException if an attribute cannot be resolved or is out of bounds, or the predicate cannot be
     *     made
     */
    public SpringRetryable read(Retryable annotation, String method) {
        AttributeText text = new AttributeText(beanFactory, annotation.timeUnit(), method);
        Duration timeout = text.duration("timeout", annotation.timeout(), annotation.timeoutString());
        boolean bounded = annotation.maxDelay() != Long.MAX_VALUE
                || !annotation.maxDelayString().isBlank();
        Duration maxDelay = text.longerThanZero(
                "maxDelay", text.duration("maxDelay", annotation.maxDelay(), annotation.maxDelayString()));
        SpringRetryable read = new SpringRetryable(
                Arrays.asList(annotation.includes()),
                Arrays.asList(annotation.excludes()),
                predicate(annotation.predicate(), method),
                text.count("maxRetries", annotation.maxRetries(), annotation.maxRetriesString()),
                timeout.isZero() ? null : timeout,
                text.duration("delay", annotation.delay(), annotation.delayString()),
                text.duration("jitter", annotation.jitter(), annotation.jitterString()),
                text.factor("multiplier", annotation.multiplier(), annotation.multiplierString()),
                bounded ? maxDelay : null);
        warnOfTypes("includes", read.includes(), method);
        warnOfTypes("excludes", read.excludes(), method);
        return read;
    }

    private @Nullable MethodRetryPredicate predicate(Class<? extends MethodRetryPredicate> type, String method) {
        if (type == MethodRetryPredicate.class) {
            return null;
        }
        try {
            return ((AutowireCapableBeanFactory) beanFactory).createBean(type);
        } catch (BeansException impossible) {
            throw new SpringRetryableException(
                    "predicate of Spring's @Retryable on %s must be a class that can be instantiated, but was '%s': %s"
                            .formatted(method, type.getName(), impossible.getMessage()),
                    "Give it a constructor without parameters, or one whose parameters are beans.");
        }
    }

    private static void warnOfTypes(String attribute, List<Class<? extends Throwable>> types, String method) {
        for (String blind : blindSpots(attribute, types)) {
            logger.warn("%s of Spring's @Retryable on %s names %s".formatted(attribute, method, blind));
        }
    }

    private static List<String> blindSpots(String attribute, List<Class<? extends Throwable>> types) {
        List<String> spots = new ArrayList<>();
        for (Class<? extends Throwable> type : types) {
            if (WRAPPERS.contains(type)) {
                spots.add(type.getName() + ", which is looked through: name the types of its causes instead");
            } else if (attribute.equals("includes") && VirtualMachineError.class.isAssignableFrom(type)) {
                spots.add(type.getName() + ", a VirtualMachineError: Retrykit never retries after one");
            }
        }
        return spots;
    }
}
