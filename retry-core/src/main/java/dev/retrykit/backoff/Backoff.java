package dev.retrykit.backoff;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * The delay before each retry: a nominal formula, at most one cap and at most one jitter.
 *
 * <p>{@code Backoff.exponential(Duration.ofMillis(100), 2).cappedAt(Duration.ofSeconds(1)).jittered(Jitter.full())}
 * has nominal delays of 100, 200, 400, 800, 1000, 1000 ms, and draws each from zero up to that. The order of cap and
 * jitter does not matter: the nominal delay is cut at the cap, then spread, and never leaves the cap.
 *
 * <p>The back-offs of this interface are immutable and thread-safe and answer in constant time for every retry up to
 * {@link Integer#MAX_VALUE}. They work in nanoseconds and saturate at {@link Long#MAX_VALUE} of them, some 292 years,
 * which is also what every longer {@link Duration} counts as; no delay is negative, and a delay of zero stays zero.
 * Where they draw, they call {@link RandomGenerator#nextDouble()} once for each delay. {@code equals} compares by
 * value.
 *
 * <p>{@code toString()} is meant to be read, in Actuator say: {@code none}, {@code fixed 100ms},
 * {@code linear 100ms + 50ms}, {@code exponential 100ms x 2}, {@code fibonacci 100ms}, {@code delays 1s, 2s, 5s},
 * {@code decorrelated 100ms up to 10s}, {@code grpc 100ms x 2 up to 10s}, {@code azure 10s + 10s up to 100s}; a cap
 * adds {@code " up to 10s"}, a jitter its own text ({@code ", full jitter"}), a floor {@code ", raised to 1s"}.
 *
 * <p><strong>Own implementations</strong>, a lambda say, must be thread-safe and return a delay that is neither null nor
 * negative. One that throws or breaks that rule ends the call with its operation's failure.
 */
@FunctionalInterface
public interface Backoff {

    /**
     * The delay before one retry, drawn anew each time.
     *
     * @param retry the retry's number; 1 is the first, after attempt 1
     * @param previous the delay that was drawn before the retry before this one; zero before retry 1 and after a delay
     *     that a server asked for
     * @param random where the randomness comes from
     * @return the delay to wait, not negative
     * @throws IllegalArgumentException if retry is below 1
     * @throws IllegalStateException if a user's back-off or jitter inside this one returned null or a negative delay
     */
    Duration delayBefore(int retry, Duration previous, RandomGenerator random);

    /**
     * The delay before one retry without chance: the formula's, cut at the cap and without jitter; for
     * {@link #decorrelated}, {@link #grpc} and {@link #azure} as each of them says. For a user's back-off, what
     * {@link #delayBefore} returns for a previous delay of zero and a generator that returns the middle of every range.
     *
     * @param retry the retry's number; 1 is the first
     * @return the nominal delay, not negative
     * @throws IllegalArgumentException if retry is below 1
     * @throws IllegalStateException if a user's back-off inside this one returned null or a negative delay
     */
    default Duration nominalBefore(int retry) {
        Check.retry(retry);
        return delayBefore(retry, Duration.ZERO, MiddleRandom.INSTANCE);
    }

    /**
     * This back-off with an upper bound for the nominal and for the jittered delay: exponential 100 ms, ×2, cap 1 s →
     * 100, 200, 400, 800, 1000, 1000 ms.
     *
     * @param max the longest delay; not negative, and not shorter than the formula's delay before retry 1 (which is not
     *     looked at for a user's back-off)
     * @return the capped back-off; this one is unchanged
     * @throws IllegalArgumentException if max is negative or shorter than the first delay
     * @throws IllegalStateException if there is a cap already, if this back-off was raised, or if its formula has a
     *     bound of its own ({@link #decorrelated}, {@link #grpc}, {@link #azure})
     */
    default Backoff cappedAt(Duration max) {
        return Composition.capped(this, max, null);
    }

    /**
     * This back-off with its delays spread: fixed 100 ms with full jitter → each from 0 to 99.999999 ms.
     *
     * @param jitter how the delay is spread
     * @return the jittered back-off; this one is unchanged
     * @throws IllegalStateException if there is a jitter already ({@link Jitter#none()} is one), if this back-off was
     *     raised, or if its formula has randomness of its own ({@link #decorrelated}, {@link #grpc}, {@link #azure})
     */
    default Backoff jittered(Jitter jitter) {
        return new Composition(this, null, Objects.requireNonNull(jitter, "jitter must not be null"), null);
    }

    /**
     * This back-off with a lower bound for its nominal delay, as a throttled failure wants it: exponential 100 ms, ×2,
     * cap 10 s, raised to 1 s → 1, 1, 1, 1, 1.6, 3.2, 6.4, 10 s before the jitter.
     *
     * <p>The floor acts before the jitter, and the cap wins over it: min(max(nominal, floor), cap), then the jitter, so
     * a full jitter still draws from zero. {@link #grpc} is raised after its own bound and then multiplied by
     * U[0.8, 1.2). {@link #decorrelated}, {@link #azure} and a user's back-off without a jitter of this library give the
     * delay drawn, or floor + U[0, nominal) where the delay drawn is shorter than the floor; this draws a second number,
     * so that a crowd does not come back in one instant, and may exceed the bound of the former two.
     *
     * @param floor the least nominal delay; not negative; zero changes nothing
     * @return the raised back-off, or this one for a floor of zero; to be applied last. Of two floors the longer counts
     * @throws IllegalArgumentException if floor is negative
     */
    default Backoff raisedTo(Duration floor) {
        Duration checked = Check.duration("floor", floor);
        return checked.isZero() ? this : new Composition(this, null, null, checked);
    }

    /**
     * No delay at all: 0, 0, 0.
     *
     * @return the back-off that never waits
     */
    static Backoff none() {
        return new None();
    }

    /**
     * The same delay before every retry: 1 s → 1, 1, 1 s. gax for .NET calls it constant, Azure API Management has it
     * where only {@code interval} is given.
     *
     * @param delay the delay; not negative
     * @return the back-off
     * @throws IllegalArgumentException if delay is negative
     */
    static Backoff fixed(Duration delay) {
        return new Fixed(delay);
    }

    /**
     * A delay that grows evenly: initial + (n − 1) · increment. 100 ms + 50 ms → 100, 150, 200, 250 ms. Azure API
     * Management's linear retry is {@code linear(interval, delta)}.
     *
     * @param initial the delay before retry 1; not negative
     * @param increment what each further delay is longer than the one before it; not negative
     * @return the back-off
     * @throws IllegalArgumentException if initial or increment is negative
     */
    static Backoff linear(Duration initial, Duration increment) {
        return new Linear(initial, increment);
    }

    /**
     * A delay that is multiplied from retry to retry: initial · multiplier<sup>n − 1</sup>. 100 ms, ×2 → 100, 200, 400,
     * 800 ms; 1 s, ×2, capped at 5 s → 1, 2, 4, 5, 5 s. With a cap, and full or no jitter, gax for .NET's exponential
     * back-off.
     *
     * @param initial the delay before retry 1; not negative
     * @param multiplier the growth; finite and at least 1
     * @return the back-off
     * @throws IllegalArgumentException if initial is negative, or multiplier is below 1, infinite or not a number
     */
    static Backoff exponential(Duration initial, double multiplier) {
        return new Exponential(initial, multiplier);
    }

    /**
     * A delay that grows as the Fibonacci numbers do, slower than by doubling: initial · F(n). 100 ms → 100, 100, 200,
     * 300, 500, 800 ms.
     *
     * @param initial the delay before retries 1 and 2; not negative
     * @return the back-off
     * @throws IllegalArgumentException if initial is negative
     */
    static Backoff fibonacci(Duration initial) {
        return new Fibonacci(initial);
    }

    /**
     * Delays given one by one, the last of which repeats: 1 s, 5 s, 30 s → 1, 5, 30, 30, 30 s.
     *
     * @param delays the delays, at least one, each not negative
     * @return the back-off
     * @throws IllegalArgumentException if there is no delay or one is negative
     */
    static Backoff ofDelays(Duration... delays) {
        return new Delays(Arrays.asList(Objects.requireNonNull(delays, "delays must not be null")));
    }

    /**
     * Delays given one by one, the last of which repeats: 1 s, 5 s, 30 s → 1, 5, 30, 30, 30 s.
     *
     * @param delays the delays, at least one, each not negative; copied
     * @return the back-off
     * @throws IllegalArgumentException if there is no delay or one is negative
     */
    static Backoff ofDelays(List<Duration> delays) {
        return new Delays(delays);
    }

    /**
     * A delay that wanders: U[base, min(max, 3 · previous)), where a previous delay shorter than base, none say, is read
     * as base. 100 ms up to 10 s → the first from 100 to 300 ms, one after 200 ms from 100 to 600 ms. Takes no cap and no
     * jitter. Its nominal delay is for every retry the middle of the range of the first, 200 ms here.
     *
     * @param base the shortest delay; not negative
     * @param max the longest delay; not shorter than base
     * @return the back-off
     * @throws IllegalArgumentException if base is negative or max is shorter than base
     */
    static Backoff decorrelated(Duration base, Duration max) {
        return new Decorrelated(base, max);
    }

    /**
     * The back-off of gRFC A6: min(initial · multiplier<sup>n − 1</sup>, max) · U[0.8, 1.2). The jitter comes after the
     * bound, so a delay reaches up to 1.2 · max, and the first delay is not bounded at all. 100 s, ×2, max 700 s →
     * nominal 100, 200, 400, 700, 700 s, the last drawn from 560 s up to 840 s. Takes no cap and no jitter. Its nominal
     * delay is the one with a factor of 1.
     *
     * @param initial the delay before retry 1; longer than 0, may be longer than max
     * @param multiplier the growth; finite and greater than 0, below 1 the delays shrink
     * @param max the bound from retry 2; longer than 0
     * @return the back-off
     * @throws IllegalArgumentException if initial or max is not longer than 0, or multiplier is not greater than 0,
     *     infinite or not a number
     */
    static GrpcBackoff grpc(Duration initial, double multiplier, Duration max) {
        return new Grpc(initial, multiplier, max, null);
    }

    /**
     * The exponential back-off of Azure API Management: min(interval + (2<sup>n − 1</sup> − 1) · U[0.8 · delta,
     * 1.2 · delta), max). 10 s, 10 s, 100 s → 10 s, then from 18 to 22, from 34 to 46, from 66 to 94, and 100 s; nominal
     * 10, 20, 40, 80, 100 s, as in its published example. Takes no cap and no jitter. Its nominal delay is the one that
     * uses delta as it is. Its linear retry is {@link #linear linear(interval, delta)}.
     *
     * @param interval the delay before retry 1; not negative
     * @param delta the unit of growth; not negative
     * @param max the longest delay; not shorter than interval
     * @return the back-off
     * @throws IllegalArgumentException if interval or delta is negative, or max is shorter than interval
     */
    static Backoff azure(Duration interval, Duration delta, Duration max) {
        return new Azure(interval, delta, max);
    }
}
