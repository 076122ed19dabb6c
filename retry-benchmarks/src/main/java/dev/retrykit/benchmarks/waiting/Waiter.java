package dev.retrykit.benchmarks.waiting;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.function.CheckedSupplier;
import dev.retrykit.AsyncOperation;
import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.metrics.RetryMetrics;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** A library that can wait without holding a thread. */
public enum Waiter {
    /** Retrykit, on the timer of a registry, with meters that time each wait. */
    RETRYKIT {
        @Override
        Calls calls(Duration delay) {
            RetryPolicy policy =
                    RetryPolicy.builder().backoff(Backoff.fixed(delay)).build();
            RetryRegistry registry = RetryRegistry.create();
            new RetryMetrics(registry).bindTo(METERS);
            Retrier retrier =
                    registry.register("waiting", parts -> parts.policy(policy).budget(RetryBudget.unlimited()));
            return retrier::callAsync;
        }
    },

    /** Resilience4j, on a scheduler of one thread. */
    RESILIENCE4J {
        @Override
        Calls calls(Duration delay) {
            Retry retry =
                    Retry.of("waiting", RetryConfig.custom().waitDuration(delay).build());
            ScheduledExecutorService scheduler = daemon();
            return operation -> retry.executeCompletionStage(scheduler, operation);
        }
    },

    /** Failsafe, on a scheduler of one thread. */
    FAILSAFE {
        @Override
        Calls calls(Duration delay) {
            FailsafeExecutor<Object> executor = Failsafe.with(
                            dev.failsafe.RetryPolicy.builder().withDelay(delay).build())
                    .with(daemon());
            return executor::getStageAsync;
        }
    };

    /** Kept here, since whoever binds meters does not keep their registry. */
    private static final MeterRegistry METERS = new SimpleMeterRegistry();

    abstract Calls calls(Duration delay);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static ScheduledExecutorService daemon() {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "scheduler");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** How a library makes one call. */
    @FunctionalInterface
    interface Calls {

        CompletionStage<?> call(Operation operation);
    }

    /** An operation as each library wants it, so that none is handed a wrapper around another's. */
    interface Operation
            extends Supplier<CompletionStage<Integer>>,
                    AsyncOperation<Integer>,
                    CheckedSupplier<CompletionStage<Integer>> {

        @Override
        CompletionStage<Integer> get();

        @Override
        default CompletionStage<Integer> start(Attempt attempt) {
            return get();
        }
    }
}
