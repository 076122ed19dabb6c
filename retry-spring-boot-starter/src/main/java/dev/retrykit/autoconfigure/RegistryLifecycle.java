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

    /** Above the web server's graceful shutdown, and above the executors of the application. */
    static final int STOPS_FIRST = DEFAULT_PHASE;

    static final int STARTS_FIRST = Integer.MIN_VALUE;

    private final int phase;
    private final Runnable onStart;
    private final Runnable onStop;
    private volatile boolean running;

    private RegistryLifecycle(int phase, Runnable onStart, Runnable onStop) {
        this.phase = phase;
        this.onStart = onStart;
        this.onStop = onStop;
    }

    /** The executors of the application run before this one starts, and until it has stopped. */
    static RegistryLifecycle stoppingFirst(RetryRegistry registry, ApplicationExecutor executor) {
        return new RegistryLifecycle(
                STOPS_FIRST,
                () -> {
                    executor.comeBack();
                    registry.resume();
                },
                () -> {
                    registry.pause();
                    executor.leave();
                });
    }

    static RegistryLifecycle startingFirst(RetryRegistry registry) {
        return new RegistryLifecycle(STARTS_FIRST, registry::resume, registry::pause);
    }

    @Override
    public void start() {
        onStart.run();
        running = true;
    }

    @Override
    public void stop() {
        onStop.run();
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
