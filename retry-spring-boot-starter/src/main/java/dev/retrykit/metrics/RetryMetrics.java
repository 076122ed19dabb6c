package dev.retrykit.metrics;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The binder of every {@link RetryMeter} to any number of meter registries, for the retriers that exist and for those that
 * are registered later.
 *
 * <p>Thread-safe. It counts nothing itself and adds nothing to a call that succeeds at once: its meters read the
 * retriers' statistics. Only the timer is told of each wait that has ended, from when it is bound. Binding
 * to the same meter registry again does nothing. A meter registry that is closed, or that nobody else holds, is let go.
 * The retry registry holds this binder, so nobody else needs to.
 */
public final class RetryMetrics implements MeterBinder, AutoCloseable {

    private final BudgetNames budgetNames;
    private final Set<MeterRegistry> registries = Collections.newSetFromMap(new WeakHashMap<>());
    private final List<OwnedMeters> meters = new ArrayList<>();
    private final Set<String> budgets = new HashSet<>();
    private volatile List<WeakReference<MeterRegistry>> timing = List.of();
    private volatile boolean closed;

    /**
     * A binder that names each budget after its retrier.
     *
     * @param retries the retriers to measure
     */
    public RetryMetrics(RetryRegistry retries) {
        this(retries, Retrier::name);
    }

    /**
     * A binder with names for budgets.
     *
     * @param retries the retriers to measure
     * @param budgetNames the names of the budgets
     */
    public RetryMetrics(RetryRegistry retries, BudgetNames budgetNames) {
        this.budgetNames = Objects.requireNonNull(budgetNames, "budgetNames must not be null");
        retries.onRegistration(this::measure);
    }

    /**
     * Registers all meters of all retriers, now and whenever a retrier is added.
     *
     * @param registry the meter registry
     * @throws IllegalStateException if this binder is closed
     */
    @Override
    public synchronized void bindTo(MeterRegistry registry) {
        if (closed) {
            throw new IllegalStateException("closed retry metrics cannot be bound");
        }
        if (!registries.contains(registry)) {
            meters.forEach(meter -> meter.registerWith(registry));
            registries.add(registry);
            timing = registries.stream().map(WeakReference::new).toList();
        }
    }

    /**
     * Removes the meters from all meter registries that are still open, so that one which outlives the retriers neither
     * holds them nor shows what has ended. A step registry should be closed before, or its last step is not published;
     * Spring Boot does so.
     */
    @Override
    public synchronized void close() {
        closed = true;
        timing = List.of();
        for (MeterRegistry registry : openRegistries()) {
            meters.forEach(meter -> meter.removeFrom(registry));
        }
        registries.clear();
        meters.clear();
    }

    private synchronized void measure(Retrier retrier) {
        if (closed) {
            return;
        }
        OwnedMeters ofRetrier = OwnedMeters.of(retrier);
        add(ofRetrier);
        String budget = budgetNames.nameOf(retrier);
        if (retrier.budget().capacity() < Long.MAX_VALUE && budgets.add(budget)) {
            add(OwnedMeters.ofBudget(retrier, budget));
        }
        WaitTimer timer = new WaitTimer(ofRetrier.delay());
        retrier.statistics().onWaitEnd(wait -> record(timer, wait));
    }

    private void add(OwnedMeters added) {
        openRegistries().forEach(added::registerWith);
        meters.add(added);
    }

    private void record(WaitTimer timer, Duration wait) {
        for (WeakReference<MeterRegistry> reference : timing) {
            MeterRegistry registry = reference.get();
            if (registry != null && !registry.isClosed() && !isToldByAnother(registry)) {
                timer.record(registry, wait);
            }
        }
    }

    /** A composite passes on what it is told, so that a part of it that is bound too must not be told again. */
    private boolean isToldByAnother(MeterRegistry registry) {
        for (WeakReference<MeterRegistry> reference : timing) {
            MeterRegistry other = reference.get();
            if (other != null && !other.isClosed() && isPartOf(other, registry)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPartOf(MeterRegistry whole, MeterRegistry part) {
        return whole instanceof CompositeMeterRegistry composite
                && composite.getRegistries().stream().anyMatch(one -> one == part || isPartOf(one, part));
    }

    private List<MeterRegistry> openRegistries() {
        registries.removeIf(MeterRegistry::isClosed);
        return List.copyOf(registries);
    }
}
