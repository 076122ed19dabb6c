package dev.retrykit.autoconfigure;

import dev.retrykit.CallObserver;
import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.util.ClassUtils;

/**
 * Has the observer follow the calls of every retrier that has none of its own, whoever registered it. Only once all beans
 * are there: handlers of observations may need beans whose methods are retried.
 */
final class ObservedRetriers implements SmartInitializingSingleton {

    private static final String REGISTRY = "io.micrometer.observation.ObservationRegistry";

    private final Observations wanted;
    private final RetryRegistry registry;
    private final ObjectProvider<CallObserver> observers;
    private final @Nullable ClassLoader classLoader;

    ObservedRetriers(
            Observations wanted,
            RetryRegistry registry,
            ObjectProvider<CallObserver> observers,
            @Nullable ClassLoader classLoader) {
        this.wanted = wanted;
        this.registry = registry;
        this.observers = observers;
        this.classLoader = classLoader;
    }

    @Override
    public void afterSingletonsInstantiated() {
        CallObserver observer = observers.getIfAvailable();
        if (observer != null) {
            registry.onRegistration(retrier -> observe(retrier, observer));
        } else if (wanted != Observations.OFF) {
            throw new InvalidRetryConfigurationException(List.of(missing()));
        }
    }

    private static void observe(Retrier retrier, CallObserver observer) {
        if (retrier.observer() == null) {
            retrier.observeWith(observer);
        }
    }

    private Problem missing() {
        String lacking = ClassUtils.isPresent(REGISTRY, classLoader)
                ? "there is no bean of type " + REGISTRY
                : REGISTRY + " is not on the class path";
        return new Problem(
                Observations.PROPERTY + " must be off where " + lacking + ", but was '"
                        + wanted.name().toLowerCase(Locale.ROOT) + "'",
                null,
                "Add spring-boot-starter-actuator, or define such a bean, or remove the property.");
    }
}
