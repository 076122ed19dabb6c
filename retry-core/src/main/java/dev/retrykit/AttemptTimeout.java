package dev.retrykit;

import java.time.Duration;

/**
 * How long a single attempt may take, which may grow from attempt to attempt.
 *
 * <p>The limit is cut to what is left of the total timeout. Immutable.
 */
public sealed interface AttemptTimeout {

    /**
     * The same limit for every attempt.
     *
     * @param limit the longest an attempt may take, longer than zero
     * @return the limit
     * @throws IllegalArgumentException if the limit is not longer than zero
     */
    static AttemptTimeout fixed(Duration limit) {
        return new Fixed(limit);
    }

    /**
     * A limit that grows after every failed attempt, as in gax for Java: {@code min(previous · multiplier, max)}, where
     * {@code previous} is the limit as it was cut to the time left. 4 s, ×2, up to 30 s under a total timeout of 10 s:
     * 4 s, then 6 s at t = 4 s, then 1 s at t = 9 s.
     *
     * @param initial the limit of the first attempt, longer than zero
     * @param multiplier the growth, at least 1
     * @param max the longest limit, not shorter than the first
     * @return the limit
     * @throws IllegalArgumentException if a value is out of its bounds
     */
    static AttemptTimeout growing(Duration initial, double multiplier, Duration max) {
        return new Growing(initial, multiplier, max);
    }

    /**
     * The limit of the first attempt.
     *
     * @return a duration longer than zero
     */
    Duration first();

    /**
     * The limit of an attempt after the first.
     *
     * @param previous the limit of the attempt before, as it was cut to the time left
     * @return a duration longer than zero
     */
    Duration after(Duration previous);

    /**
     * The same limit for every attempt.
     *
     * @param limit the longest an attempt may take
     */
    record Fixed(Duration limit) implements AttemptTimeout {

        /**
         * Checks the limit.
         *
         * @param limit the longest an attempt may take
         * @throws IllegalArgumentException if the limit is not longer than zero
         */
        public Fixed {
            Rules.positive("attempt timeout", limit);
        }

        @Override
        public Duration first() {
            return limit;
        }

        @Override
        public Duration after(Duration previous) {
            return limit;
        }
    }

    /**
     * A limit that grows after every failed attempt.
     *
     * @param initial the limit of the first attempt
     * @param multiplier the growth
     * @param max the longest limit
     */
    record Growing(Duration initial, double multiplier, Duration max) implements AttemptTimeout {

        /**
         * Checks the values and how they go together.
         *
         * @param initial the limit of the first attempt
         * @param multiplier the growth
         * @param max the longest limit
         * @throws IllegalArgumentException if a value is out of its bounds
         */
        public Growing {
            Rules.positive("initial attempt timeout", initial);
            Rules.atLeastOne("attempt timeout multiplier", multiplier);
            Rules.positive("max attempt timeout", max);
            if (max.compareTo(initial) < 0) {
                throw new IllegalArgumentException(
                        "max attempt timeout must not be shorter than initial attempt timeout (" + initial
                                + "), but was " + max);
            }
        }

        @Override
        public Duration first() {
            return initial;
        }

        @Override
        public Duration after(Duration previous) {
            return Nanos.toDuration(Math.min(Nanos.times(Nanos.of(previous), multiplier), Nanos.of(max)));
        }
    }
}
