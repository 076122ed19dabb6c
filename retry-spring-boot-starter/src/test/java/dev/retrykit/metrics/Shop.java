package dev.retrykit.metrics;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.testing.VirtualTime;
import dev.retrykit.time.Ticker;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry on virtual time, and calls that end in each way. */
final class Shop {

    final RetryRegistry registry = registry();

    /** A retrier of three attempts whose budget of 1,000 loses 10 for each retry, and nothing with time. */
    Retrier retrier(String name) {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(3)
                .retryOn(FailureCondition.on(IOException.class))
                .build();
        RetryBudget budget = RetryBudget.quota(Quota.of(1_000, 10), Ticker.system());
        return registry.register(name, builder -> builder.policy(policy).budget(budget));
    }

    static void succeed(Retrier retrier) {
        retrier.call(() -> "done");
    }

    static void succeedAfter(int failures, Retrier retrier) throws IOException {
        AtomicInteger attempts = new AtomicInteger();
        retrier.call(() -> {
            if (attempts.getAndIncrement() < failures) {
                throw new IOException("no answer");
            }
            return "done";
        });
    }

    static void exhaust(Retrier retrier) {
        try {
            retrier.run(() -> {
                throw new IOException("no answer");
            });
        } catch (IOException expected) {
            return;
        }
        throw new AssertionError("the call did not fail");
    }

    static void fail(Retrier retrier) {
        try {
            retrier.run(() -> {
                throw new IllegalArgumentException("no such order");
            });
        } catch (IllegalArgumentException expected) {
            return;
        }
        throw new AssertionError("the call did not fail");
    }

    private static RetryRegistry registry() {
        VirtualTime time = new VirtualTime();
        return RetryRegistry.builder().ticker(time).sleeper(time).alarm(time).build();
    }
}
