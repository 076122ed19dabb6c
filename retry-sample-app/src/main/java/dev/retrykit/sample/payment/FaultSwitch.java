package dev.retrykit.sample.payment;

import org.springframework.stereotype.Component;

/** Holds the faults in force; a request meets those of the moment in which it arrives. */
@Component
public final class FaultSwitch {

    private volatile Faults current = Faults.none();

    public Faults current() {
        return current;
    }

    public void turnTo(Faults faults) {
        current = faults;
    }
}
