package dev.retrykit;

import dev.retrykit.time.Ticker;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Logs code of others that throws: once per culprit and minute, so that a log is not flooded by what changes nothing. */
final class Complaints {

    private static final Logger LOG = System.getLogger("dev.retrykit");
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String name;
    private final Ticker ticker;

    /** By identity: what listeners think of equality is other people's code. */
    private final Map<Object, Long> lastNanos = Collections.synchronizedMap(new IdentityHashMap<>());

    Complaints(String name, Ticker ticker) {
        this.name = name;
        this.ticker = ticker;
    }

    void about(Object culprit, Exception thrown) {
        long now = ticker.nanos();
        boolean[] due = new boolean[1];
        lastNanos.compute(culprit, (key, last) -> {
            due[0] = last == null || now - last >= PAUSE_NANOS;
            return due[0] ? Long.valueOf(now) : last;
        });
        if (due[0]) {
            LOG.log(
                    Level.WARNING,
                    () -> nameOf(culprit) + " of '" + name + "' threw; the call is not affected",
                    thrown);
        }
    }

    private static String nameOf(Object culprit) {
        try {
            return culprit.toString();
        } catch (Exception cannotSay) {
            return culprit.getClass().getName();
        }
    }
}
