package dev.retrykit.sample;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import dev.retrykit.sample.payment.FaultSwitch;
import dev.retrykit.sample.payment.Faults;
import org.springframework.boot.test.context.TestComponent;

/** Ends an outage in the middle of a call, when told to: as soon as the call is waiting for its next attempt. */
@TestComponent
final class OutageEnd implements RetryListener {

    private final FaultSwitch faults;
    private volatile boolean awaited;

    OutageEnd(FaultSwitch faults) {
        this.faults = faults;
    }

    void atTheNextRetry() {
        awaited = true;
    }

    @Override
    public void on(RetryEvent event) {
        if (awaited && event instanceof RetryEvent.RetryScheduled) {
            awaited = false;
            faults.turnTo(Faults.none());
        }
    }
}
