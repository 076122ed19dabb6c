package dev.retrykit.metrics;

import dev.retrykit.Retrier;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;

/**
 * The meters of one retrier, or of its budget, to be shown by any number of meter registries.
 *
 * <p>They are written out whenever one is told of them, since a registry keeps its own of each: with hundreds of instances
 * a second one would be a megabyte.
 *
 * @param retrier whose values they show
 * @param ownerKey the key of the tag that says so
 * @param owner that tag, kept once for all meters that have no other
 */
record OwnedMeters(Retrier retrier, String ownerKey, Tags owner) {

    static OwnedMeters of(Retrier retrier) {
        return new OwnedMeters(retrier, RetryMeter.OF_RETRIER, Tags.of(RetryMeter.OF_RETRIER, retrier.name()));
    }

    static OwnedMeters ofBudget(Retrier retrier, String name) {
        return new OwnedMeters(retrier, RetryMeter.OF_BUDGET, Tags.of(RetryMeter.OF_BUDGET, name));
    }

    void registerWith(MeterRegistry registry) {
        forEach((id, reading) -> register(id, reading.value(), registry));
    }

    void removeFrom(MeterRegistry registry) {
        forEach((id, reading) -> registry.removeByPreFilterId(id));
    }

    private void forEach(BiConsumer<Meter.Id, Reading> action) {
        for (RetryMeter meter : RetryMeter.values()) {
            if (meter.ownerKey().equals(ownerKey)) {
                meter.readings().forEach(reading -> action.accept(meter.id(owner, reading), reading));
            }
        }
    }

    /**
     * Registers one value. Its function captures the retrier: Micrometer holds the object of a meter weakly but its
     * function strongly, so a retrier cannot be collected before a step registry has published its last counts.
     */
    private void register(Meter.Id id, ToDoubleFunction<Retrier> value, MeterRegistry registry) {
        Retrier held = retrier;
        switch (id.getType()) {
            case TIMER -> timer(id, registry);
            case GAUGE ->
                Gauge.builder(id.getName(), held, it -> value.applyAsDouble(held))
                        .tags(id.getTagsAsIterable())
                        .baseUnit(id.getBaseUnit())
                        .description(id.getDescription())
                        .register(registry);
            default ->
                FunctionCounter.builder(id.getName(), held, it -> value.applyAsDouble(held))
                        .tags(id.getTagsAsIterable())
                        .baseUnit(id.getBaseUnit())
                        .description(id.getDescription())
                        .register(registry);
        }
    }

    /** What names the timer of waits, which is told of each one. */
    Meter.Id delay() {
        return RetryMeter.DELAY.id(owner, RetryMeter.DELAY.readings().get(0));
    }

    /** The timer of that name, which a registry that has it already gives back. */
    static Timer timer(Meter.Id id, MeterRegistry registry) {
        return Timer.builder(id.getName())
                .tags(id.getTagsAsIterable())
                .description(id.getDescription())
                .register(registry);
    }
}
