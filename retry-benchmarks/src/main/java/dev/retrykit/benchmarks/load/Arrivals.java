package dev.retrykit.benchmarks.load;

import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Calls that come independently of one another, so many a second on average, until a time. */
final class Arrivals implements Runnable {

    private final VirtualTime time;
    private final Chance chance;
    private final double perSecond;
    private final Duration end;
    private final Supplier<CompletableFuture<String>> call;

    Arrivals(
            VirtualTime time, Chance chance, double perSecond, Duration end, Supplier<CompletableFuture<String>> call) {
        this.time = time;
        this.chance = chance;
        this.perSecond = perSecond;
        this.end = end;
        this.call = call;
    }

    void begin() {
        time.ringAfter(chance.untilNext(perSecond), this);
    }

    @Override
    public void run() {
        if (time.elapsed().compareTo(end) < 0) {
            begin();
            CompletableFuture<String> unused = call.get();
        }
    }
}
