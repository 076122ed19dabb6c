package dev.retrykit.metrics;

import dev.retrykit.Retrier;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** One value of one retrier, to be shown by any number of meter registries. */
record RetrierMeter(Meter.Id id, Retrier retrier, ToDoubleFunction<Retrier> reading) {

    static List<RetrierMeter> of(Retrier retrier, String owner, Predicate<RetryMeter> which) {
        List<RetrierMeter> meters = new ArrayList<>();
        for (RetryMeter meter : RetryMeter.values()) {
            if (which.test(meter)) {
                meter.readings()
                        .forEach(reading ->
                                meters.add(new RetrierMeter(meter.id(owner, reading), retrier, reading.value())));
            }
        }
        return meters;
    }

    /**
     * Registers this value. The functions capture it: Micrometer holds the object of a meter weakly but its function
     * strongly, so a retrier cannot be collected before a step registry has published its last counts.
     */
    void registerWith(MeterRegistry registry) {
        if (id.getType() == Meter.Type.TIMER) {
            timerIn(registry);
        } else if (id.getType() == Meter.Type.GAUGE) {
            Gauge.builder(id.getName(), this::value)
                    .tags(id.getTags())
                    .baseUnit(id.getBaseUnit())
                    .description(id.getDescription())
                    .register(registry);
        } else {
            FunctionCounter.builder(id.getName(), this, self -> value())
                    .tags(id.getTags())
                    .baseUnit(id.getBaseUnit())
                    .description(id.getDescription())
                    .register(registry);
        }
    }

    /** The timer, which a registry that has it already gives back. */
    Timer timerIn(MeterRegistry registry) {
        return Timer.builder(id.getName())
                .tags(id.getTags())
                .description(id.getDescription())
                .register(registry);
    }

    void removeFrom(MeterRegistry registry) {
        registry.removeByPreFilterId(id);
    }

    private double value() {
        return reading.applyAsDouble(retrier);
    }
}
