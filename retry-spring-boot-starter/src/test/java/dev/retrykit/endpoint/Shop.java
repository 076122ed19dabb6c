package dev.retrykit.endpoint;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.testing.VirtualTime;
import dev.retrykit.time.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry on virtual time with two retriers, one of which the configuration knows and has made five calls. */
final class Shop {

    final RetryRegistry registry = registry();
    final RecentCalls recentCalls = new RecentCalls(InstantSource.fixed(Instant.parse("2026-03-01T10:15:30.123Z")));
    final EffectivePolicies policies = name -> name.equals("payments") ? configured() : List.of();

    final Ledger ledger = new Ledger();
    final InstanceMethods methods = name -> name.equals("payments") ? List.of("Till.pay", "Till.refund") : List.of();
    final InstanceSources sources = new InstanceSources(policies, methods, recentCalls, ledger);

    Shop() {
        Retrier payments = registry.register(
                "payments",
                builder -> builder.policy(RetryPolicy.builder()
                                .maxAttempts(3)
                                .retryOn(FailureCondition.on(IOException.class))
                                .backoff(Backoff.fixed(Duration.ofMillis(100)))
                                .build())
                        .listeners(List.of(recentCalls))
                        .budget(RetryBudget.quota(Quota.of(500, 14), Ticker.system())));
        registry.register(
                "echo", builder -> builder.policy(RetryPolicy.defaults()).budget(RetryBudget.unlimited()));
        callAfterFailures(payments, 0);
        callAfterFailures(payments, 0);
        callAfterFailures(payments, 1);
        callAfterFailures(payments, 3);
    }

    private static List<EffectiveValue> configured() {
        return List.of(
                new EffectiveValue("max-attempts", 3, "class path resource [application.yml] - 5:21"),
                new EffectiveValue("total-timeout", null, "built-in"),
                new EffectiveValue("backoff.delay", Duration.ofMillis(100), "built-in"),
                new EffectiveValue("backoff.multiplier", 2.0, "built-in"),
                new EffectiveValue("retry-on", List.of(IOException.class, "java.lang.Error"), "@Retryable on pay"),
                new EffectiveValue("match-causes", true, "retrykit.defaults.match-causes"));
    }

    private static void callAfterFailures(Retrier retrier, int failures) {
        AtomicInteger attempts = new AtomicInteger();
        try {
            retrier.run(() -> {
                if (attempts.getAndIncrement() < failures) {
                    throw new IOException("no answer");
                }
            });
        } catch (IOException exhausted) {
            return;
        }
    }

    /** Notes what it is asked for, and refuses a max-attempts of zero. */
    static final class Ledger implements PolicyOverrides {

        final List<String> changes = new ArrayList<>();

        @Override
        public void override(String name, Map<String, String> values) {
            if ("0".equals(values.get("max-attempts"))) {
                throw new InvalidOverrideException(
                        "max-attempts must be at least 1, but was 0", List.of("max-attempts"));
            }
            changes.add(name + " " + new TreeMap<>(values));
        }

        @Override
        public void switchOff(String name) {
            changes.add(name + " off");
        }

        @Override
        public void switchOn(String name) {
            changes.add(name + " on");
        }

        @Override
        public void reset(String name) {
            changes.add(name + " reset");
        }
    }

    private static RetryRegistry registry() {
        VirtualTime time = new VirtualTime();
        return RetryRegistry.builder().ticker(time).sleeper(time).alarm(time).build();
    }
}
