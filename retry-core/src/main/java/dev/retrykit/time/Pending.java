package dev.retrykit.time;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An action that knows where it is pending: what waits with a million others extends this, and needs no handle and no entry
 * in the alarm beside itself. Everybody else gives a {@link Runnable} to {@link Alarm#ringAfter}.
 *
 * <p>Thread-safe, but for {@link #set}, which one thread calls while this is not set.
 */
public abstract class Pending implements Runnable, Alarm.Handle {

    /**
     * The alarm in whose queue this is, which changes with the lock of the one before held, or the handle that another kind
     * of alarm gave; null before it is set, and once it need not ring any more.
     */
    volatile @Nullable Object heldBy;

    /** The place in the alarm's queue, guarded by its lock; -1 outside. */
    int index = -1;

    /** Makes an action that is not set. */
    protected Pending() {}

    /**
     * Has an alarm run this once after a delay.
     *
     * @param alarm which one, of whatever kind
     * @param delay how long from now; zero or less means as soon as possible
     * @throws IllegalStateException if this is set already
     * @throws java.util.concurrent.RejectedExecutionException if the alarm has been closed
     */
    protected final void set(Alarm alarm, Duration delay) {
        if (isSet()) {
            throw new IllegalStateException(
                    "what is pending must not be set again before it has rung or is taken back");
        }
        if (alarm instanceof ThreadAlarm own) {
            own.set(this, delay);
        } else if (alarm instanceof SharedAlarm shared) {
            shared.set(this, delay);
        } else {
            heldBy = Objects.requireNonNull(
                    alarm.ringAfter(delay, this), () -> alarm + " must return a handle, but returned null");
        }
    }

    /**
     * Whether this has been set, and neither {@linkplain #cancel() taken back} nor {@linkplain #forget() forgotten}.
     *
     * @return false if there is nothing to take back
     */
    protected final boolean isSet() {
        return heldBy != null;
    }

    /** Notes that this has rung, or need not be taken back for another reason. */
    protected final void forget() {
        heldBy = null;
    }

    @Override
    public final void cancel() {
        Object holder;
        do {
            holder = heldBy;
            if (holder instanceof ThreadAlarm alarm) {
                alarm.remove(this);
            } else if (holder instanceof Alarm.Handle handle) {
                handle.cancel();
            }
        } while (holder != heldBy);
        forget();
    }
}
