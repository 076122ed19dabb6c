package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The back-off of gRFC A6: the jitter of a fifth comes after the bound, and the first delay is not bounded. */
record Grpc(
        Duration initial,
        double multiplier,
        Duration max,
        @Nullable Duration floor) implements RandomFormula, GrpcBackoff {

    private static final double JITTER = 0.2;

    Grpc {
        initial = Check.positive("initial", initial);
        // Negated, so that NaN is refused.
        if (!(multiplier > 0.0)) {
            throw new IllegalArgumentException("multiplier must be greater than 0, but was " + multiplier);
        }
        if (Double.isInfinite(multiplier)) {
            throw new IllegalArgumentException("multiplier must be finite, but was " + multiplier);
        }
        max = Check.positive("max", max);
    }

    @Override
    public long drawNanos(int retry, Duration previous, RandomGenerator random) {
        return Nanos.around(nominalNanos(retry), JITTER, Long.MAX_VALUE, random.nextDouble());
    }

    @Override
    public long nominalNanos(int retry) {
        long nominal = retry == 1
                ? initial.toNanos()
                : Math.min(Nanos.times(initial.toNanos(), Math.pow(multiplier, retry - 1)), max.toNanos());
        return floor == null ? nominal : Math.max(nominal, floor.toNanos());
    }

    /** Unlike the other two of its kind: its jitter is a plain factor, so the floor can go below it. */
    @Override
    public Backoff raisedTo(Duration floor) {
        Duration checked = Check.duration("floor", floor);
        if (checked.isZero()) {
            return this;
        }
        return new Grpc(initial, multiplier, max, Check.longer(this.floor, checked));
    }

    @Override
    public String toString() {
        return "grpc " + Text.of(initial) + " x " + Text.of(multiplier) + " up to " + Text.of(max)
                + (floor == null ? "" : ", raised to " + Text.of(floor));
    }
}
