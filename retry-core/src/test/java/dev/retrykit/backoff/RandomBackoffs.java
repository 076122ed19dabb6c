package dev.retrykit.backoff;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Back-offs over the whole range of legal arguments, the extremes included, the same for the same seed. */
final class RandomBackoffs {

    private final RandomGenerator random;

    RandomBackoffs(RandomGenerator random) {
        this.random = random;
    }

    Formula formula() {
        Backoff formula = switch (random.nextInt(6)) {
            case 0 -> Backoff.none();
            case 1 -> Backoff.fixed(duration());
            case 2 -> Backoff.linear(duration(), duration());
            case 3 -> Backoff.exponential(duration(), 1 + multiplier());
            case 4 -> Backoff.fibonacci(duration());
            default -> Backoff.ofDelays(List.of(duration(), duration(), duration()));
        };
        return (Formula) formula;
    }

    Backoff withOwnRandomness() {
        Duration one = duration();
        Duration other = duration();
        Duration shorter = one.compareTo(other) < 0 ? one : other;
        Duration longer = one.compareTo(other) < 0 ? other : one;
        return switch (random.nextInt(3)) {
            case 0 -> Backoff.decorrelated(shorter, longer);
            case 1 -> Backoff.azure(shorter, duration(), longer);
            default -> Backoff.grpc(one.plusNanos(1), multiplier() + Double.MIN_VALUE, other.plusNanos(1));
        };
    }

    Jitter jitter() {
        return switch (random.nextInt(4)) {
            case 0 -> Jitter.none();
            case 1 -> Jitter.full();
            case 2 -> Jitter.equal();
            default -> Jitter.proportional(random.nextInt(5) == 0 ? 1 : random.nextDouble());
        };
    }

    /** At least the first delay of the formula. */
    Duration capOf(Formula formula) {
        Duration first = formula.nominalBefore(1);
        Duration any = duration();
        return any.compareTo(first) < 0 ? first : any;
    }

    Duration duration() {
        return switch (random.nextInt(8)) {
            case 0 -> Duration.ZERO;
            case 1 -> Duration.ofNanos(1);
            case 2 -> Duration.ofNanos(random.nextInt(1_000_000));
            case 3 -> Duration.ofMillis(random.nextInt(10_000));
            case 4 -> Duration.ofSeconds(random.nextInt(10_000));
            case 5 -> Duration.ofNanos(random.nextLong(Long.MAX_VALUE));
            case 6 -> Duration.ofNanos(Long.MAX_VALUE);
            default -> Duration.ofSeconds(Long.MAX_VALUE - 1);
        };
    }

    int retry() {
        return switch (random.nextInt(4)) {
            case 0 -> 1 + random.nextInt(5);
            case 1 -> 60 + random.nextInt(40);
            case 2 -> 1_000_000;
            default -> Integer.MAX_VALUE;
        };
    }

    private double multiplier() {
        return random.nextInt(10) == 0 ? Double.MAX_VALUE : random.nextDouble(4);
    }
}
