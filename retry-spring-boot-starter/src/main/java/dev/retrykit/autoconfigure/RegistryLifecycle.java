package dev.retrykit.autoconfigure;

import dev.retrykit.RetryRegistry;
import org.springframework.context.SmartLifecycle;

/**
 * Pauses the registry when the context stops, and resumes it when the context starts again. Thread-safe.
 *
 * <p>There is one in the phase that stops first, so that waiting calls end before a web server begins to wait for its
 * requests, and one in the phase that starts first, so that whoever calls after a restart is retried from the start on.
 */
final class RegistryLifecycle implements SmartLifecycle {

    /** Above the web server's graceful shutdown, and beside the executors whose threads calls may wait on. */
    static final int STOPS_FIRST = DEFAULT_PHASE;

    static final int STARTS_FIRST = Integer.MIN_VALUE;

    private final RetryRegistry registry;
    private final int phase;
    private volatile boolean running;

    RegistryLifecycle(RetryRegistry registry, int phase) {
        this.registry = registry;
        this.phase = phase;
    }

    @Override
    public void start() {
        registry.resume();
        running = true;
    }

    @Override
    public void stop() {
        registry.pause();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return phase;
    }
}
