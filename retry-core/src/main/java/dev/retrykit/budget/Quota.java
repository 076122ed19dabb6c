package dev.retrykit.budget;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of a quota budget, {@link RetryBudget#quota}.
 *
 * <p>The quota holds up to {@code capacity} tokens and starts full. A retry takes {@code cost} of them or is refused;
 * a call that succeeds gives back what its last retry took, or 1 token if it needed none. Time works when a retry or
 * hedge asks, for the time since one last asked: what is above {@code reserve} fades towards it, what is below grows
 * towards it.
 *
 * <p>{@linkplain #standard() By default} ten calls that succeed at once buy a retry. In good times ten retries are
 * saved up, so that a short disturbance costs nothing; but what is above three retries fades within minutes, because
 * savings that are fixed for each client grow with the number of clients, and a fleet that spends them all at once
 * keeps the server down. An instance with too few calls to earn anything still gets one retry every ten minutes.
 *
 * <p>Immutable and thread-safe.
 *
 * @param capacity the most tokens that can be saved up, from 1 to {@value #MAX_CAPACITY}. Default 100
 * @param cost tokens taken by a retry or a hedge, from 1 to {@code capacity}. Default 10
 * @param reserve tokens that time leaves alone, from 0 to {@code capacity}, where nothing fades. Default 30
 * @param memory how fast savings fade, longer than zero: after this time asked at last, e<sup>&minus;1</sup> = 37 % of
 *     what was above {@code reserve} is left. 100 tokens become 30 + 70&middot;e<sup>&minus;1</sup> = 55.75 after one
 *     minute, and 31.28 after four. Default 1 min
 * @param refill the time in which tokens below {@code reserve} grow by {@code cost}, evenly and without losing a
 *     fraction; whole milliseconds from 1 ms to 365 days, or {@code null} for no growth. After 3 of 10 minutes a quota
 *     that was empty holds 3 tokens. A {@code reserve} below {@code cost} is never enough for a retry by itself.
 *     Default 10 min
 * @param throttledCost tokens taken by a retry after a throttled failure, from 1 to {@code capacity}. Default 4
 * @param throttledDelay the least nominal delay, before jitter, of a retry after a throttled failure, zero or longer.
 *     Default 1 s
 */
public record Quota(
        int capacity,
        int cost,
        int reserve,
        Duration memory,
        @Nullable Duration refill,
        int throttledCost,
        Duration throttledDelay) {

    /** The largest {@code capacity}, {@value} tokens: a quota beyond it would hardly ever refuse. */
    public static final int MAX_CAPACITY = 100_000;

    private static final Duration MIN_REFILL = Duration.ofMillis(1);
    private static final Duration MAX_REFILL = Duration.ofDays(365);

    /**
     * Checks the numbers against each other.
     *
     * @param capacity the most tokens that can be saved up, from 1 to {@value #MAX_CAPACITY}
     * @param cost tokens taken by a retry or a hedge, from 1 to {@code capacity}
     * @param reserve tokens that time leaves alone, from 0 to {@code capacity}
     * @param memory how fast savings fade, longer than zero
     * @param refill the time in which tokens below {@code reserve} grow by {@code cost}, whole milliseconds from 1 ms to
     *     365 days, or {@code null}
     * @param throttledCost tokens taken by a retry after a throttled failure, from 1 to {@code capacity}
     * @param throttledDelay the least nominal delay of a retry after a throttled failure, zero or longer
     * @throws IllegalArgumentException if a number is out of the bounds given at its parameter
     * @throws NullPointerException if {@code memory} or {@code throttledDelay} is {@code null}
     */
    public Quota {
        Objects.requireNonNull(memory, "memory must not be null");
        Objects.requireNonNull(throttledDelay, "throttledDelay must not be null");
        check(
                capacity >= 1 && capacity <= MAX_CAPACITY,
                "capacity must be from 1 to " + MAX_CAPACITY + ", but was " + capacity);
        checkCost("cost", cost, capacity);
        check(
                reserve >= 0 && reserve <= capacity,
                "reserve must be from 0 to capacity (" + capacity + "), but was " + reserve);
        check(memory.compareTo(Duration.ZERO) > 0, "memory must be longer than zero, but was " + memory);
        check(
                refill == null || isWholeMillis(refill),
                "refill must be whole milliseconds from " + MIN_REFILL + " to " + MAX_REFILL + ", but was " + refill);
        checkCost("throttledCost", throttledCost, capacity);
        check(!throttledDelay.isNegative(), "throttledDelay must not be negative, but was " + throttledDelay);
    }

    /**
     * The default quota: capacity 100, cost 10, reserve 30, memory 1 min, refill 10 min, throttled cost 4 and delay
     * 1 s.
     *
     * @return the quota of a retrier for which no other budget was chosen
     */
    public static Quota standard() {
        return new Quota(100, 10, 30, Duration.ofMinutes(1), Duration.ofMinutes(10), 4, Duration.ofSeconds(1));
    }

    /**
     * A quota that time leaves alone: the reserve is the whole capacity and nothing refills it but calls that succeed.
     * A throttled retry costs 5/14 of the others, rounded and at least 1, and is delayed by at least 1 s.
     *
     * <p>{@code Quota.of(500, 14)} is the retry quota of the AWS SDK for Java 2, whose throttled retries cost 5. An
     * instance that has spent it and then makes no call that succeeds is never given a retry again.
     *
     * @param capacity the most tokens that can be saved up, from 1 to {@value #MAX_CAPACITY}
     * @param cost tokens taken by a retry or a hedge, from 1 to {@code capacity}
     * @return the quota
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    public static Quota of(int capacity, int cost) {
        int throttledCost = (int) Math.max(1, (5L * cost + 7) / 14);
        return new Quota(capacity, cost, capacity, Duration.ofMinutes(1), null, throttledCost, Duration.ofSeconds(1));
    }

    private static boolean isWholeMillis(Duration duration) {
        return duration.compareTo(MIN_REFILL) >= 0
                && duration.compareTo(MAX_REFILL) <= 0
                && duration.equals(Duration.ofMillis(duration.toMillis()));
    }

    private static void checkCost(String name, int cost, int capacity) {
        check(cost >= 1, name + " must be at least 1, but was " + cost);
        check(
                cost <= capacity,
                name + " must not be more than capacity (" + capacity
                        + "), or no retry could ever be paid for, but was " + cost);
    }

    private static void check(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
