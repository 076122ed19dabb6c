package dev.retrykit.sample.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Everybody who looks at the page now: so many at most, and none of them holds up another. Thread-safe. */
@Component
final class Viewers {

    static final int MOST = 16;

    private static final int IDLE_SECONDS = 10;

    private final List<Viewer> viewers = new ArrayList<>();
    private final Executor threads;

    @Autowired
    Viewers() {
        // One for each who is there, and as many for those who have left but do not know it.
        this(new ThreadPoolExecutor(0, 2 * MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, "live-viewer");
            thread.setDaemon(true);
            return thread;
        }));
    }

    Viewers(Executor threads) {
        this.threads = threads;
    }

    /** Adds one, unless there are too many. */
    synchronized boolean add(Channel channel) {
        viewers.removeIf(Viewer::isGone);
        if (viewers.size() >= MOST) {
            return false;
        }
        viewers.add(new Viewer(channel, threads));
        return true;
    }

    /** Shows something to everybody. Never blocks. */
    synchronized void show(String json) {
        viewers.removeIf(Viewer::isGone);
        viewers.forEach(viewer -> viewer.show(json));
    }

    /** Ends every connection. Never blocks. */
    synchronized void end() {
        viewers.forEach(Viewer::end);
        viewers.clear();
    }
}
