package dev.retrykit.observation;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * Every observation there is: its name, its keys and its events.
 *
 * <p>Where observations become meters, these are the timers {@code retry.call} and {@code retry.attempt}, with
 * {@code .active} for those that run, and a counter {@code retry.call.attempt.failure} and so on for each event; none of
 * them is a meter that {@code RetryMeter} lists. A name has at most twelve combinations of {@code outcome} and
 * {@code reason}. Micrometer itself adds the tag {@code error}, the simple name of the error's class.
 */
public enum RetryObservation implements ObservationDocumentation {
    /** A call: from before its first attempt to its end, waits included; a fallback is no part of it. */
    CALL {
        @Override
        public String getName() {
            return StandardCallConvention.NAME;
        }

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return StandardCallConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return CallKey.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return CallDetail.values();
        }

        @Override
        public Observation.Event[] getEvents() {
            return AttemptEnd.values();
        }
    },

    /** An attempt of a call, whose observation is its parent; only with {@code retrykit.observations=attempt}. */
    ATTEMPT {
        @Override
        public String getName() {
            return StandardAttemptConvention.NAME;
        }

        @Override
        public Class<? extends ObservationConvention<? extends Observation.Context>> getDefaultConvention() {
            return StandardAttemptConvention.class;
        }

        @Override
        public KeyName[] getLowCardinalityKeyNames() {
            return AttemptKey.values();
        }

        @Override
        public KeyName[] getHighCardinalityKeyNames() {
            return AttemptDetail.values();
        }
    };

    /** The keys of a call that have few values. */
    public enum CallKey implements KeyName {
        /** The name of the retrier. */
        NAME("name"),
        /** How the call ended: {@code success}, {@code exhausted} or {@code failed}; {@code unknown} while it runs. */
        OUTCOME("outcome"),
        /** Why no further attempt was made, {@code max-attempts} say; {@code none} after a success and while it runs. */
        REASON("reason");

        private final String key;

        CallKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of a call that may have many values. */
    public enum CallDetail implements KeyName {
        /** How many attempts began. */
        ATTEMPTS("retry.attempts"),
        /** The class of the last failure, also of a call that succeeded after it; absent if there was none. */
        FAILURE("retry.failure");

        private final String key;

        CallDetail(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of an attempt that have few values. */
    public enum AttemptKey implements KeyName {
        /** The name of the retrier. */
        NAME("name"),
        /** How the attempt ended, as {@link AttemptEnd} says; {@code unknown} while it runs. */
        OUTCOME("outcome");

        private final String key;

        AttemptKey(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }

    /** The keys of an attempt that may have many values. */
    public enum AttemptDetail implements KeyName {
        /** The number of the attempt, from 1. */
        ATTEMPT("retry.attempt"),
        /** The class of its failure; absent if there was none. */
        FAILURE("retry.failure");

        private final String key;

        AttemptDetail(String key) {
            this.key = key;
        }

        @Override
        public String asString() {
            return key;
        }
    }
}
