package dev.retrykit.sample.load;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads on which the load's calls run: a few, and nobody queues for them. */
final class Callers {

    /** What 50 calls in a second need while each takes more than half a second. */
    static final int MOST = 32;

    private static final int IDLE_SECONDS = 10;

    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong leftOut = new AtomicLong();
    private final Supplier<? extends ExecutorService> makeThreads;
    private @Nullable ExecutorService threads;

    Callers() {
        this(Callers::aFewThreads);
    }

    Callers(Supplier<? extends ExecutorService> makeThreads) {
        this.makeThreads = makeThreads;
    }

    private static ExecutorService aFewThreads() {
        return new ThreadPoolExecutor(0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "load");
            thread.setDaemon(true);
            return thread;
        });
    }

    synchronized void start() {
        if (threads == null) {
            threads = makeThreads.get();
        }
    }

    /** Ends calls that wait for their next attempt, and begins no other. */
    synchronized void stop() {
        if (threads != null) {
            threads.shutdownNow();
            threads = null;
        }
    }

    synchronized void begin(Runnable call) {
        try {
            if (threads != null) {
                threads.execute(() -> run(call));
            }
        } catch (RejectedExecutionException everyThreadIsBusy) {
            leftOut.incrementAndGet();
        }
    }

    private void run(Runnable call) {
        inFlight.incrementAndGet();
        try {
            call.run();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    int inFlight() {
        return inFlight.get();
    }

    long leftOut() {
        return leftOut.get();
    }
}
