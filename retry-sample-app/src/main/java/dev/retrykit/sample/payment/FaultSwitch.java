package dev.retrykit.sample.payment;

import org.springframework.stereotype.Component;

/** Holds the faults in force; a request meets those of the moment in which it arrives. */
@Component
public final class FaultSwitch {

    private Faults current = Faults.none();

    public synchronized Faults current() {
        return current;
    }

    public synchronized void turnTo(Faults faults) {
        current = faults;
    }

    /** The faults that one request meets; those that hold for a number of requests hold for one less from now on. */
    synchronized Faults meet() {
        Faults met = current;
        current = met.afterOneRequest();
        return met;
    }
}
