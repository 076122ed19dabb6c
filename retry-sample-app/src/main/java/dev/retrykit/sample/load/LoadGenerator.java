package dev.retrykit.sample.load;

import dev.retrykit.sample.checkout.PaymentService;
import dev.retrykit.time.Alarm;
import dev.retrykit.time.Ticker;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * Begins calls at an even pace. What cannot begin at its time is left out and counted, never made up for: the pace is a
 * bound. It ends with its time or with the application, whichever comes first.
 */
@Component
public final class LoadGenerator implements SmartLifecycle {

    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Runnable call;
    private final Ticker ticker;
    private final Alarm alarm;
    private final Callers callers;

    private Load load = Load.none();
    private long endNanos;
    private long dueNanos;
    private Alarm.Handle next = () -> {};
    private boolean running;

    @Autowired
    LoadGenerator(PaymentService payments) {
        this(() -> checkOut(payments), new Callers(), Ticker.system(), Alarm.system());
    }

    LoadGenerator(Runnable call, Callers callers, Ticker ticker, Alarm alarm) {
        this.call = call;
        this.callers = callers;
        this.ticker = ticker;
        this.alarm = alarm;
    }

    private static void checkOut(PaymentService payments) {
        try {
            payments.charge(UUID.randomUUID().toString(), BigDecimal.TEN);
        } catch (RestClientException counted) {
            // A customer who is not served goes home; the retrier has counted why.
        }
    }

    /** Replaces the load at once; calls in flight end as they will. */
    public synchronized void turnTo(Load replacement) {
        next.cancel();
        load = running ? replacement : Load.none();
        dueNanos = ticker.nanos();
        endNanos = dueNanos + load.seconds() * NANOS_PER_SECOND;
        beginDue(load);
    }

    /** The load at this moment. */
    public synchronized LoadStatus status() {
        long leftNanos = load.callsPerSecond() == 0 ? 0 : Math.max(0, endNanos - ticker.nanos());
        return new LoadStatus(
                load.callsPerSecond(),
                (leftNanos + NANOS_PER_SECOND - 1) / NANOS_PER_SECOND,
                callers.inFlight(),
                Callers.MOST,
                callers.leftOut());
    }

    private synchronized void beginDue(Load asked) {
        // An alarm that could not be taken back any more speaks for a load that was replaced.
        if (load != asked || asked.callsPerSecond() == 0) {
            return;
        }
        long now = ticker.nanos();
        if (now - endNanos >= 0) {
            load = Load.none();
            return;
        }
        callers.begin(call);
        long periodNanos = NANOS_PER_SECOND / asked.callsPerSecond();
        dueNanos = Math.max(dueNanos + periodNanos - now, 0) + now;
        next = alarm.ringAfter(Duration.ofNanos(dueNanos - now), () -> beginDue(asked));
    }

    @Override
    public synchronized void start() {
        callers.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        turnTo(Load.none());
        running = false;
        callers.stop();
    }

    @Override
    public synchronized boolean isRunning() {
        return running;
    }
}
