package dev.retrykit.benchmarks.load;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * One client whose attempts fail now and then, each by itself and at once, whatever the load: retries do no harm here, and
 * each that the budget refuses costs a success.
 *
 * @param failing the part of the attempts that fails
 * @param perSecond how many calls the client makes in a second
 * @param calls how many calls it makes altogether, on average
 */
record IndependentFailures(double failing, double perSecond, int calls) {

    private static final CompletableFuture<String> ANSWER = CompletableFuture.completedFuture("served");

    /** The part of the calls that succeed. */
    double successRate(Strategy strategy, long seed) {
        VirtualTime time = new VirtualTime();
        Chance failure = new Chance(seed, Chance.Purpose.FAILURE);
        Retrier client = strategy.client("client", RetryPolicy.builder(), time);
        Duration end = Duration.ofNanos(Math.round(calls / perSecond * 1e9));
        new Arrivals(
                        time,
                        new Chance(seed, Chance.Purpose.ARRIVAL),
                        perSecond,
                        end,
                        () -> client.callAsync(attempt ->
                                failure.happens(failing) ? CompletableFuture.failedFuture(new Unavailable()) : ANSWER))
                .begin();
        time.advance(end);
        long succeeded = client.statistics().calls(CallOutcome.SUCCESS, false)
                + client.statistics().calls(CallOutcome.SUCCESS, true);
        return (double) succeeded / client.statistics().calls();
    }
}
