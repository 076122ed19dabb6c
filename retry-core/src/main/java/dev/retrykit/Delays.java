package dev.retrykit;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long a call waits for its next attempt: what its back-off draws, and what the server asks for. */
final class Delays {

    private final Backoff backoff;
    private final Backoff throttledBackoff;
    private final boolean firstRetryImmediate;
    private final boolean throttledWaits;
    private final Duration serverDelayMax;
    private final RandomGenerator random;

    Delays(Wiring wiring, RetryPolicy policy) {
        Duration floor = wiring.budget().minimumDelay(FailureKind.THROTTLED);
        this.backoff = policy.backoff();
        this.throttledBackoff = floor.isZero() ? backoff : backoff.raisedTo(floor);
        this.throttledWaits = !floor.isZero();
        this.firstRetryImmediate = policy.firstRetryImmediate();
        this.serverDelayMax = policy.serverDelayMax();
        this.random = wiring.random();
    }

    boolean asksTooMuch(@Nullable ServerWord word) {
        if (word instanceof ServerWord.AtLeast atLeast) {
            return atLeast.delay().compareTo(serverDelayMax) > 0;
        }
        return word instanceof ServerWord.Exactly exactly && exactly.delay().compareTo(serverDelayMax) > 0;
    }

    Duration next(CallState call, @Nullable ServerWord word) {
        if (word instanceof ServerWord.Exactly exactly) {
            startOver(call);
            return exactly.delay();
        }
        Duration own = draw(call);
        if (word instanceof ServerWord.AtLeast atLeast) {
            Duration delay = atLeast.delay().compareTo(own) > 0 ? spread(call, atLeast.delay()) : own;
            startOver(call);
            return delay;
        }
        return own;
    }

    /** What the server asks for by itself, zero if nothing. */
    static Duration asked(@Nullable ServerWord word) {
        if (word instanceof ServerWord.AtLeast atLeast) {
            return atLeast.delay();
        }
        return word instanceof ServerWord.Exactly exactly ? exactly.delay() : Duration.ZERO;
    }

    private Duration draw(CallState call) {
        call.formulaRetry = call.formulaRetry == Integer.MAX_VALUE ? Integer.MAX_VALUE : call.formulaRetry + 1;
        boolean throttled = isThrottled(call);
        if (firstRetryImmediate && call.attempt() == 1 && !throttled) {
            return Duration.ZERO;
        }
        Duration delay = (throttled ? throttledBackoff : backoff).delayBefore(call.formulaRetry, call.drawn, random);
        call.drawn = checked(call, delay);
        return delay;
    }

    private boolean isThrottled(CallState call) {
        return call.kind == FailureKind.THROTTLED && throttledWaits;
    }

    private Duration checked(CallState call, @Nullable Duration delay) {
        if (delay == null || delay.isNegative()) {
            throw new IllegalStateException("back-off " + backoff + " must return a delay of zero or more before retry "
                    + call.formulaRetry + ", but returned " + delay);
        }
        return delay;
    }

    /** Adds up to one nominal delay, so that clients that were told the same do not come back in one instant. */
    private Duration spread(CallState call, Duration atLeast) {
        Duration nominal = (isThrottled(call) ? throttledBackoff : backoff).nominalBefore(call.formulaRetry);
        long spreadNanos = Nanos.times(Nanos.of(checked(call, nominal)), random.nextDouble());
        return Nanos.toDuration(Nanos.sum(Nanos.of(atLeast), spreadNanos));
    }

    private static void startOver(CallState call) {
        call.formulaRetry = 0;
        call.drawn = Duration.ZERO;
    }
}
