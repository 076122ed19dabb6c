package dev.retrykit.benchmarks.load;

import dev.retrykit.Nested;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers of retriers, one inside the other, over a server that refuses everything: how many attempts reach it for each call
 * that enters at the top.
 *
 * @param layers how many retriers, from 1
 * @param nested what a retrier does with a failure that one further inside has given up
 */
record Amplification(int layers, Nested nested) {

    private static final int CALLS_PER_SECOND = 10;

    /**
     * Calls for so many seconds, ten a second.
     *
     * @return the attempts of each second for each of its calls
     */
    double[] perCall(Strategy strategy, int seconds) {
        VirtualTime time = new VirtualTime();
        List<Retrier> chain = chain(strategy, time);
        DeadServer server = new DeadServer();
        double[] perCall = new double[seconds];
        for (int second = 0; second < seconds; second++) {
            int before = server.attempts;
            for (int call = 0; call < CALLS_PER_SECOND; call++) {
                enter(chain, server);
                time.advance(Duration.ofSeconds(1).dividedBy(CALLS_PER_SECOND));
            }
            perCall[second] = (double) (server.attempts - before) / CALLS_PER_SECOND;
        }
        return perCall;
    }

    private static void enter(List<Retrier> chain, DeadServer server) {
        try {
            call(chain, 0, server);
            throw new IllegalStateException("a server that refuses everything must not answer");
        } catch (Unavailable expected) {
            // That is the outage.
        }
    }

    private static String call(List<Retrier> chain, int layer, DeadServer server) throws Unavailable {
        return layer == chain.size() ? server.answer() : chain.get(layer).call(() -> call(chain, layer + 1, server));
    }

    private List<Retrier> chain(Strategy strategy, VirtualTime time) {
        List<Retrier> chain = new ArrayList<>();
        for (int layer = 1; layer <= layers; layer++) {
            chain.add(strategy.client("layer-" + layer, RetryPolicy.builder().nested(nested), time));
        }
        return chain;
    }

    private static final class DeadServer {

        private int attempts;

        String answer() throws Unavailable {
            attempts++;
            throw new Unavailable();
        }
    }
}
