package dev.retrykit.autoconfigure;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.endpoint.RecentCalls;
import dev.retrykit.event.RetryListener;
import dev.retrykit.logging.RetryLogger;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;

/**
 * Lets the log and the endpoint hear of retriers that the application has registered itself. Those that are made from
 * configuration have their listeners from there, or not, where a customizer says so.
 */
final class RegisteredRetriers implements SmartInitializingSingleton {

    private final ConfiguredRetriers configured;
    private final RetryRegistry registry;
    private final ObjectProvider<RetryLogger> logger;
    private final ObjectProvider<RecentCalls> recentCalls;

    RegisteredRetriers(
            ConfiguredRetriers configured,
            RetryRegistry registry,
            ObjectProvider<RetryLogger> logger,
            ObjectProvider<RecentCalls> recentCalls) {
        this.configured = configured;
        this.registry = registry;
        this.logger = logger;
        this.recentCalls = recentCalls;
    }

    @Override
    public void afterSingletonsInstantiated() {
        List<RetryListener> listeners = new ArrayList<>();
        logger.ifUnique(listeners::add);
        recentCalls.ifUnique(listeners::add);
        registry.onRegistration(retrier -> listen(retrier, listeners));
    }

    private void listen(Retrier retrier, List<RetryListener> listeners) {
        if (!configured.hasMade(retrier.name())) {
            listeners.forEach(retrier::onEvent);
        }
    }
}
