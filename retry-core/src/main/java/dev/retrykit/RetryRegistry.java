package dev.retrykit;

import dev.retrykit.time.Alarm;
import dev.retrykit.time.Sleeper;
import dev.retrykit.time.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The retriers of an application by name, with one clock, one timer thread and one switch that stops them all.
 *
 * <p>Thread-safe. From {@link #pause()} until {@link #resume()} no retry starts: waiting calls, blocking ones too, wake
 * and end with their last failure ({@code closed}); running attempts finish, and new calls make their first attempt.
 * {@link #close()} does the same for good and ends the timer thread. Time limits hold throughout: those of attempts that
 * run at the close, or begin after it, are watched by the timer that the process shares.
 */
public final class RetryRegistry implements AutoCloseable {

    private final Map<String, Retrier> retriers = new ConcurrentHashMap<>();
    private final List<Consumer<? super Retrier>> observers = new CopyOnWriteArrayList<>();
    private final Object registration = new Object();
    private final Gate gate = Gate.open();
    private final Ticker ticker;
    private final Sleeper sleeper;
    private final Alarm alarm;
    private final Executor executor;
    private volatile boolean closed;

    private RetryRegistry(Builder builder) {
        this.ticker = builder.ticker;
        this.sleeper = builder.sleeper;
        this.alarm = builder.alarm == null ? Alarm.ofThread("retrykit-timer") : builder.alarm;
        this.executor = builder.executor;
    }

    /**
     * An empty registry on the system's clock, with a timer thread of its own.
     *
     * @return a new registry
     */
    public static RetryRegistry create() {
        return builder().build();
    }

    /**
     * A builder with all defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Adds a retrier with this policy and the default budget.
     *
     * @param name the name
     * @param policy the policy
     * @return the new retrier
     * @throws IllegalArgumentException if the name is taken or not in kebab-case
     * @throws IllegalStateException if the registry is closed
     */
    public Retrier register(String name, RetryPolicy policy) {
        return register(name, builder -> builder.policy(policy));
    }

    /**
     * Adds a retrier.
     *
     * <p>What an observer throws, the caller receives, once all others have been told; the retrier is registered all the
     * same, since others may use it by then.
     *
     * @param name the name
     * @param options sets what is not the registry's default
     * @return the new retrier
     * @throws IllegalArgumentException if the name is taken or not in kebab-case
     * @throws IllegalStateException if the registry is closed
     */
    public Retrier register(String name, UnaryOperator<Retrier.Builder> options) {
        Retrier.Builder builder = Retrier.builder(name)
                .ticker(ticker)
                .sleeper(sleeper)
                .alarm(alarm)
                .executor(executor)
                .gate(gate);
        Retrier retrier = options.apply(builder).build();
        synchronized (registration) {
            if (closed) {
                throw new IllegalStateException("'" + name + "' cannot be registered: the registry is closed");
            }
            if (retriers.putIfAbsent(retrier.name(), retrier) != null) {
                throw new IllegalArgumentException("name must be unique in the registry, but '" + name + "' is taken");
            }
            tellAll(retrier);
        }
        return retrier;
    }

    private void tellAll(Retrier retrier) {
        RuntimeException first = null;
        for (Consumer<? super Retrier> observer : observers) {
            try {
                observer.accept(retrier);
            } catch (RuntimeException thrown) {
                if (first == null) {
                    first = thrown;
                } else if (first != thrown) {
                    first.addSuppressed(thrown);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    /**
     * The retrier of this name.
     *
     * @param name the name
     * @return the retrier
     * @throws NoSuchRetryException if there is none; the message lists the known names
     */
    public Retrier get(String name) {
        Retrier retrier = retriers.get(Objects.requireNonNull(name, "name must not be null"));
        if (retrier == null) {
            throw new NoSuchRetryException(name, retriers.keySet());
        }
        return retrier;
    }

    /**
     * Whether there is a retrier of this name.
     *
     * @param name the name
     * @return true if {@link #get} would answer
     */
    public boolean contains(String name) {
        return retriers.containsKey(name);
    }

    /**
     * All retriers at this moment, by name.
     *
     * @return a copy
     */
    public List<Retrier> all() {
        List<Retrier> all = new ArrayList<>(retriers.values());
        all.sort((left, right) -> left.name().compareTo(right.name()));
        return List.copyOf(all);
    }

    /**
     * Tells somebody of every retrier: at once of those that exist, later of each new one.
     *
     * @param observer who is told, on the thread that registers
     */
    public void onRegistration(Consumer<? super Retrier> observer) {
        synchronized (registration) {
            observers.add(observer);
            Collection<Retrier> existing = all();
            existing.forEach(observer);
        }
    }

    /** Stops all retries until {@link #resume()}. Does nothing when paused or closed. */
    public void pause() {
        gate.close();
    }

    /**
     * Retries again.
     *
     * @throws IllegalStateException if the registry is closed
     */
    public void resume() {
        synchronized (registration) {
            if (closed) {
                throw new IllegalStateException("a closed registry cannot be resumed");
            }
            gate.reopen();
        }
    }

    /**
     * Stops all retries for good and ends the timer thread, if it is the registry's own. First attempts still run, and
     * time limits still hold.
     */
    @Override
    public void close() {
        synchronized (registration) {
            closed = true;
        }
        gate.close();
        alarm.close();
    }

    /** A collector of what all retriers of a registry share. Not thread-safe. */
    public static final class Builder {

        private Ticker ticker = Ticker.system();
        private Sleeper sleeper = Sleeper.system();
        private @Nullable Alarm alarm;
        private Executor executor = ForkJoinPool.commonPool();

        private Builder() {}

        /**
         * Sets the clock, the system's by default.
         *
         * @param ticker the clock
         * @return this builder
         */
        public Builder ticker(Ticker ticker) {
            this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
            return this;
        }

        /**
         * Sets how blocking calls wait, by parking their thread by default.
         *
         * @param sleeper the sleeper
         * @return this builder
         */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = Objects.requireNonNull(sleeper, "sleeper must not be null");
            return this;
        }

        /**
         * Sets who times asynchronous waits and time limits, a thread of the registry's own by default.
         *
         * @param alarm the alarm, which {@link RetryRegistry#close()} closes
         * @return this builder
         */
        public Builder alarm(Alarm alarm) {
            this.alarm = Objects.requireNonNull(alarm, "alarm must not be null");
            return this;
        }

        /**
         * Sets where asynchronous retries run, the common pool by default. Listeners and whoever depends on the
         * future are told there too when a wait or a time limit has ended. One that runs tasks on the thread that brings
         * them runs all this on the timer's thread, and keeps every other call waiting meanwhile.
         *
         * @param executor the executor, which the registry does not shut down
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor must not be null");
            return this;
        }

        /**
         * Makes the registry.
         *
         * @return a new, empty registry
         */
        public RetryRegistry build() {
            return new RetryRegistry(this);
        }
    }
}
