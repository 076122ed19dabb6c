package dev.retrykit.backoff;

import java.time.Duration;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A back-off with its cap, its jitter and its floor, each of which may be absent: the floor raises the nominal delay,
 * the cap bounds it, the jitter spreads it, and the cap bounds what came out, in whatever order they were written.
 */
record Composition(
        Backoff source,
        @Nullable Duration max,
        @Nullable Jitter jitter,
        @Nullable Duration floor) implements Backoff {

    static Backoff capped(Backoff source, Duration max, @Nullable Jitter jitter) {
        Duration checked = Check.duration("max", max);
        // Only ours are asked: somebody else's code is not run before there is a retry.
        if (source instanceof Formula formula) {
            Check.notShorter("max", checked, "delay", formula.nominalBefore(1));
        }
        return new Composition(source, checked, jitter, null);
    }

    @Override
    public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
        Check.draw(retry, previous, random);
        long drawn = source instanceof NanosBackoff ours
                ? ours.drawNanos(retry, previous, random)
                : Check.returned(source, source.delayBefore(retry, previous, random));
        return Duration.ofNanos(spreadNanos(boundedNanos(drawn, retry, random), random));
    }

    @Override
    public Duration nominalBefore(int retry) {
        Check.retry(retry);
        return Duration.ofNanos(boundedNanos(nominalNanos(retry), retry, MiddleRandom.INSTANCE));
    }

    @Override
    public Backoff cappedAt(Duration max) {
        Duration checked = Check.duration("max", max);
        refuseAfterFloor("max", checked);
        if (this.max != null) {
            throw Check.setTwice("max", this.max, checked);
        }
        return capped(source, checked, jitter);
    }

    @Override
    public Backoff jittered(Jitter jitter) {
        Objects.requireNonNull(jitter, "jitter must not be null");
        refuseAfterFloor("jitter", jitter);
        if (this.jitter != null) {
            throw Check.setTwice("jitter", this.jitter, jitter);
        }
        return new Composition(source, max, jitter, null);
    }

    @Override
    public Backoff raisedTo(Duration floor) {
        Duration checked = Check.duration("floor", floor);
        if (checked.isZero()) {
            return this;
        }
        return new Composition(source, max, jitter, Check.longer(this.floor, checked));
    }

    private long nominalNanos(int retry) {
        return source instanceof NanosBackoff ours
                ? ours.nominalNanos(retry)
                : Check.returned(source, source.nominalBefore(retry));
    }

    private long boundedNanos(long drawn, int retry, RandomGenerator random) {
        return Math.min(raisedNanos(drawn, retry, random), maxNanos());
    }

    private long raisedNanos(long drawn, int retry, RandomGenerator random) {
        if (floor == null || drawn >= floor.toNanos()) {
            return drawn;
        }
        if (jitter != null || source instanceof Formula) {
            return floor.toNanos();
        }
        // The source drew below the floor by a randomness of its own. The floor alone would take that away, and a
        // throttled crowd would come back in one instant.
        return Nanos.plus(floor.toNanos(), Nanos.between(0, nominalNanos(retry), random.nextDouble()));
    }

    private long spreadNanos(long nominal, RandomGenerator random) {
        if (jitter == null) {
            return nominal;
        }
        if (jitter instanceof NanosJitter ours) {
            return ours.drawNanos(nominal, maxNanos(), random);
        }
        Duration delay = Duration.ofNanos(nominal);
        Duration drawn = max == null ? jitter.apply(delay, random) : jitter.apply(delay, max, random);
        return Math.min(Check.returned(jitter, drawn), maxNanos());
    }

    private long maxNanos() {
        return max == null ? Long.MAX_VALUE : max.toNanos();
    }

    private void refuseAfterFloor(String name, Object value) {
        if (floor != null) {
            throw new IllegalStateException(name + " must be set before the floor (" + floor + "), but was " + value);
        }
    }

    @Override
    public String toString() {
        return source
                + (max == null ? "" : " up to " + Text.of(max))
                + (jitter == null ? "" : ", " + jitter)
                + (floor == null ? "" : ", raised to " + Text.of(floor));
    }
}
