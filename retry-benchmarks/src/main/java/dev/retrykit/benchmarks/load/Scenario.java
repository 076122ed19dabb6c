package dev.retrykit.benchmarks.load;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A fleet of clients, each with a retrier and a budget of its own, and the one server that they call, which has an outage.
 *
 * @param outage when the server serves nothing
 * @param failing the part of the answers that are failures apart from that
 * @param length how long calls come
 */
record Scenario(Outage outage, double failing, Duration length) {

    static final double CAPACITY = 300;
    static final double OFFERED = 280;
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    /** As the documents state it. */
    static final Scenario STANDARD =
            new Scenario(new Outage(Duration.ofSeconds(60), Duration.ofSeconds(10), false), 0, Duration.ofMinutes(20));

    Goodput run(Strategy strategy, int clients, long seed) {
        VirtualTime time = new VirtualTime();
        Server server = new Server(time, seed, CAPACITY, outage, failing);
        Goodput goodput = new Goodput(outage, length);
        List<Retrier> fleet = fleet(strategy, clients, time);
        Chance chance = new Chance(seed, Chance.Purpose.CLIENT);
        new Arrivals(
                        time,
                        new Chance(seed, Chance.Purpose.ARRIVAL),
                        OFFERED,
                        length,
                        () -> call(fleet.get(chance.oneOf(clients)), server, goodput, time))
                .begin();
        time.advance(length.plus(TIMEOUT.multipliedBy(Strategy.ATTEMPTS)));
        return goodput;
    }

    private static CompletableFuture<String> call(Retrier client, Server server, Goodput goodput, VirtualTime time) {
        Duration begin = time.elapsed();
        goodput.began(begin);
        return client.callAsync(attempt -> {
                    goodput.sent(time.elapsed());
                    return server.serve();
                })
                .whenComplete((answer, failure) -> {
                    if (failure == null) {
                        goodput.succeeded(begin);
                    }
                });
    }

    private static List<Retrier> fleet(Strategy strategy, int clients, VirtualTime time) {
        RetryPolicy.Builder policy = RetryPolicy.builder().attemptTimeout(AttemptTimeout.fixed(TIMEOUT));
        List<Retrier> fleet = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            fleet.add(strategy.client("client", policy, time));
        }
        return fleet;
    }
}
