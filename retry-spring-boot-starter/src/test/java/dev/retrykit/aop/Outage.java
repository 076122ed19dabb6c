package dev.retrykit.aop;

import java.util.concurrent.atomic.AtomicInteger;

/** Something that fails a number of times and then works, and counts how often it was called. */
final class Outage {

    private final AtomicInteger calls = new AtomicInteger();
    private final int failures;

    Outage(int failures) {
        this.failures = failures;
    }

    /** Fails, or says which call this was. */
    int call() {
        int call = calls.incrementAndGet();
        if (call <= failures) {
            throw new IllegalStateException("outage " + call);
        }
        return call;
    }

    int calls() {
        return calls.get();
    }
}
