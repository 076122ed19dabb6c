package dev.retrykit.backoff;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The spread of a nominal delay, so that callers who failed in the same instant do not come back in one.
 *
 * <p>The four of this interface draw one {@link RandomGenerator#nextDouble()} for each delay ({@link #none()} draws
 * nothing), never return a negative delay, keep a delay of zero, and work in nanoseconds: a range is half-open, and its
 * bounds are exact to the nanosecond. A nominal delay of 100 ms becomes
 *
 * <table>
 * <caption>100 ms with a generator that draws the lowest, the middle and the highest number</caption>
 * <tr><th>jitter</th><th>lowest</th><th>middle</th><th>highest</th><th>text</th></tr>
 * <tr><td>{@link #none()}</td><td>100 ms</td><td>100 ms</td><td>100 ms</td><td>{@code no jitter}</td></tr>
 * <tr><td>{@link #full()}</td><td>0</td><td>50 ms</td><td>99.999999 ms</td><td>{@code full jitter}</td></tr>
 * <tr><td>{@link #equal()}</td><td>50 ms</td><td>75 ms</td><td>99.999999 ms</td><td>{@code equal jitter}</td></tr>
 * <tr><td>{@link #proportional proportional(0.2)}</td><td>80 ms</td><td>100 ms</td><td>119.999999 ms</td>
 * <td>{@code proportional jitter 0.2}</td></tr>
 * </table>
 *
 * <p>The last column is what {@code toString()} returns; {@code equals} compares by value.
 *
 * <p><strong>Own implementations</strong> must be thread-safe and return a delay that is neither null nor negative;
 * one that does otherwise makes {@link Backoff#delayBefore} throw an {@link IllegalStateException}. They take their
 * randomness from the generator they are given and nowhere else. They should have a {@code toString()}, which is shown
 * wherever the policy is.
 */
@FunctionalInterface
public interface Jitter {

    /**
     * A delay spread around or below the nominal one.
     *
     * @param nominal the delay that the formula gave, at most its cap; not negative; longer than 2<sup>63</sup> − 1
     *     nanoseconds counts as that
     * @param random where the randomness comes from
     * @return the delay to wait, not negative
     * @throws IllegalArgumentException if nominal is negative
     */
    Duration apply(Duration nominal, RandomGenerator random);

    /**
     * A delay spread around or below the nominal one and never longer than max.
     *
     * <p>Unless overridden, the shorter of max and what {@link #apply(Duration, RandomGenerator)} returns.
     * {@link #proportional} cuts the range instead of the delay drawn from it, so that callers are still spread when
     * the nominal delay has reached the cap: 10 s with a factor of 0.2 and a cap of 10 s is drawn from 8 s to 10 s.
     *
     * @param nominal the delay that the formula gave; not negative
     * @param max the cap of the back-off; not negative
     * @param random where the randomness comes from
     * @return the delay to wait, not negative, at most max
     * @throws IllegalArgumentException if nominal or max is negative
     * @throws IllegalStateException if a user's jitter returned null or a negative delay
     */
    default Duration apply(Duration nominal, Duration max, RandomGenerator random) {
        Duration bound = Check.duration("max", max);
        Duration drawn = apply(nominal, random);
        return Check.returned(this, drawn) > bound.toNanos() ? bound : drawn;
    }

    /**
     * No spread: the nominal delay itself, 100 ms for 100 ms. For tests and for callers that are alone; a crowd that
     * failed together comes back together.
     *
     * @return the jitter that changes nothing and draws nothing
     */
    static Jitter none() {
        return new NoJitter();
    }

    /**
     * Full jitter: U[0, d) for a nominal delay of d, 0 to 99.999999 ms for 100 ms. The widest spread, and the default
     * of a policy; on average it halves the delay. The jitter that gax for .NET has by default.
     *
     * @return the jitter that draws from zero up to the nominal delay
     */
    static Jitter full() {
        return new FullJitter();
    }

    /**
     * Equal jitter: U[d/2, d) for a nominal delay of d, 50 to 99.999999 ms for 100 ms. For callers that must not come
     * back at once.
     *
     * @return the jitter that draws from the upper half of the nominal delay
     */
    static Jitter equal() {
        return new EqualJitter();
    }

    /**
     * Proportional jitter: U[d(1 − f), d(1 + f)) for a nominal delay of d and a factor of f, the upper end cut at the
     * back-off's cap; 80 to 119.999999 ms for 100 ms and 0.2. Keeps the delay on average, as long as the cap is far.
     *
     * @param factor the share of the delay that is given or taken, from 0 (nothing) to 1 (from zero to twice)
     * @return the jitter that draws around the nominal delay
     * @throws IllegalArgumentException if factor is outside 0 to 1 or not a number
     */
    static Jitter proportional(double factor) {
        return new ProportionalJitter(factor);
    }
}
