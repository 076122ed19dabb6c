package dev.retrykit.sample.live;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who looks at the page. Sending to one who is slow may block, so it happens on a thread of its own; what was not
 * sent when there is something newer, is left out. Thread-safe.
 */
final class Viewer {

    private final Channel channel;
    private final Executor threads;
    private final AtomicReference<@Nullable String> newest = new AtomicReference<>();
    private final AtomicBoolean sending = new AtomicBoolean();
    private volatile boolean gone;

    Viewer(Channel channel, Executor threads) {
        this.channel = channel;
        this.threads = threads;
    }

    /** Has something sent soon, in place of what has not been sent yet. Never blocks. */
    void show(String json) {
        newest.set(json);
        if (sending.compareAndSet(false, true) && !onThread(this::sendAll)) {
            sending.set(false);
        }
    }

    /** Ends the connection soon. Never blocks. */
    void end() {
        gone = true;
        onThread(channel::end);
    }

    /** Whether a message could not be sent to it, or it was ended. */
    boolean isGone() {
        return gone;
    }

    private void sendAll() {
        try {
            for (String json = newest.getAndSet(null); json != null; json = newest.getAndSet(null)) {
                channel.send(json);
            }
            // What comes between that last look and this line is replaced by the next message, a second later.
            sending.set(false);
        } catch (IOException | RuntimeException left) {
            gone = true;
        }
    }

    private boolean onThread(Runnable work) {
        try {
            threads.execute(work);
            return true;
        } catch (RejectedExecutionException everyThreadIsStuck) {
            return false;
        }
    }
}
