package dev.retrykit;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerWord;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long a call waits for its next attempt: what its back-off draws, and what the server asks for. */
final class Delays {

    private final Backoff backoff;

    /** The back-off for each kind of failure, raised where the budget wants a least delay. */
    private final Map<FailureKind, Backoff> backoffs = new EnumMap<>(FailureKind.class);

    /** The kinds of failure for which it does; a back-off that is long enough may be its own raised one. */
    private final Set<FailureKind> raised = EnumSet.noneOf(FailureKind.class);

    private final boolean firstRetryImmediate;
    private final Duration serverDelayMax;
    private final RandomGenerator random;

    Delays(Wiring wiring, RetryPolicy policy) {
        this.backoff = policy.backoff();
        for (FailureKind kind : FailureKind.values()) {
            Duration floor = leastDelay(wiring.budget(), kind);
            if (!floor.isZero()) {
                raised.add(kind);
            }
            backoffs.put(kind, floor.isZero() ? backoff : backoff.raisedTo(floor));
        }
        this.firstRetryImmediate = policy.firstRetryImmediate();
        this.serverDelayMax = policy.serverDelayMax();
        this.random = wiring.random();
    }

    /** Values that a result condition refused are no business of a budget. */
    static Duration leastDelay(RetryBudget budget, FailureKind kind) {
        if (kind == FailureKind.RESULT) {
            return Duration.ZERO;
        }
        Duration delay = budget.minimumDelay(kind);
        if (delay == null || delay.isNegative()) {
            throw new IllegalStateException("budget " + budget + " must return a minimum delay of zero or more for "
                    + kind + ", but returned " + delay);
        }
        return delay;
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
        if (firstRetryImmediate && call.attempt() == 1 && !raised.contains(call.kind)) {
            return Duration.ZERO;
        }
        Duration delay = backoffFor(call).delayBefore(call.formulaRetry, call.drawn, random);
        call.drawn = checked(call, delay);
        return delay;
    }

    private Backoff backoffFor(CallState call) {
        return Objects.requireNonNull(backoffs.get(call.kind));
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
        Duration nominal = backoffFor(call).nominalBefore(call.formulaRetry);
        long spreadNanos = Nanos.times(Nanos.of(checked(call, nominal)), random.nextDouble());
        return Nanos.toDuration(Nanos.sum(Nanos.of(atLeast), spreadNanos));
    }

    private static void startOver(CallState call) {
        call.formulaRetry = 0;
        call.drawn = Duration.ZERO;
    }
}
