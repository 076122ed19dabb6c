package dev.retrykit.benchmarks.load;

import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * A server with a queue without end that serves one piece of work after the other, first come, first served, each for a
 * time that scatters exponentially. It does not know that a client has given up: that work is served too.
 */
final class Server implements Runnable {

    private static final String ANSWER = "served";

    private final VirtualTime time;
    private final Chance service;
    private final Chance failure;
    private final double perSecond;
    private final Outage outage;
    private final double failing;
    private final Queue<Work> queue = new ArrayDeque<>();

    /**
     * A server.
     *
     * @param perSecond how many pieces of work it can serve in a second
     * @param outage when it serves nothing
     * @param failing the part of its answers that are failures, whatever its load
     */
    Server(VirtualTime time, long seed, double perSecond, Outage outage, double failing) {
        this.time = time;
        this.service = new Chance(seed, Chance.Purpose.SERVICE);
        this.failure = new Chance(seed, Chance.Purpose.FAILURE);
        this.perSecond = perSecond;
        this.outage = outage;
        this.failing = failing;
    }

    CompletableFuture<String> serve() {
        if (outage.refuses() && outage.covers(time.elapsed())) {
            return CompletableFuture.failedFuture(new Unavailable());
        }
        Work answer = new Work();
        queue.add(answer);
        if (queue.size() == 1) {
            beginFirst();
        }
        return answer;
    }

    private void beginFirst() {
        Duration now = time.elapsed();
        Duration idle = outage.covers(now) ? outage.end().minus(now) : Duration.ZERO;
        time.ringAfter(idle.plus(service.untilNext(perSecond)), this);
    }

    /** The first of the queue has been served. */
    @Override
    public void run() {
        Work answer = queue.remove();
        if (!queue.isEmpty()) {
            beginFirst();
        }
        if (failure.happens(failing)) {
            answer.completeExceptionally(new Unavailable());
        } else {
            answer.complete(ANSWER);
        }
    }

    /** A piece of work, which stays in the queue when its client gives up. */
    private static final class Work extends CompletableFuture<String> {

        /** Half a million may wait, so none keeps an exception with a stack. */
        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return completeExceptionally(new Unavailable());
        }
    }
}
