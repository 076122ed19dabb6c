package dev.retrykit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RetryMetricsTests {

    private final Shop shop = new Shop();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void showsEachCombinationAtZeroBeforeTheFirstCall() {
        shop.retrier("payments");
        new RetryMetrics(shop.registry).bindTo(meters);

        Map<String, Double> expected = new TreeMap<>();
        for (String series : List.of(
                "retry.calls{name=payments,outcome=success,retried=true}",
                "retry.calls{name=payments,outcome=success,retried=false}",
                "retry.calls{name=payments,outcome=exhausted,retried=true}",
                "retry.calls{name=payments,outcome=exhausted,retried=false}",
                "retry.calls{name=payments,outcome=failed,retried=true}",
                "retry.calls{name=payments,outcome=failed,retried=false}",
                "retry.calls.by.attempts{attempts=1,name=payments}",
                "retry.calls.by.attempts{attempts=2,name=payments}",
                "retry.calls.by.attempts{attempts=3,name=payments}",
                "retry.calls.by.attempts{attempts=4,name=payments}",
                "retry.calls.by.attempts{attempts=5+,name=payments}",
                "retry.attempts{name=payments,outcome=success}",
                "retry.attempts{name=payments,outcome=failure}",
                "retry.attempts{name=payments,outcome=unacceptable}",
                "retry.retries{name=payments}",
                "retry.exhausted{name=payments,reason=max-attempts}",
                "retry.exhausted{name=payments,reason=total-timeout}",
                "retry.exhausted{name=payments,reason=budget}",
                "retry.exhausted{name=payments,reason=server-refused}",
                "retry.exhausted{name=payments,reason=server-delay}",
                "retry.failed{name=payments,reason=not-retryable}",
                "retry.failed{name=payments,reason=nested}",
                "retry.failed{name=payments,reason=interrupted}",
                "retry.failed{name=payments,reason=cancelled}",
                "retry.failed{name=payments,reason=closed}",
                "retry.failed{name=payments,reason=policy-error}",
                "retry.fallbacks{name=payments,outcome=success}",
                "retry.fallbacks{name=payments,outcome=failure}",
                "retry.waiting{name=payments}",
                "retry.retrying{name=payments}",
                "retry.delay{name=payments}",
                "retry.hedges{name=payments,outcome=won}",
                "retry.hedges{name=payments,outcome=lost}",
                "retry.hedges{name=payments,outcome=refused}",
                "retry.listener.failures{name=payments}")) {
            expected.put(series, 0.0);
        }
        expected.put("retry.budget.available{budget=payments}", 1_000.0);
        expected.put("retry.budget.capacity{budget=payments}", 1_000.0);
        assertThat(series(meters)).isEqualTo(expected);
    }

    @Test
    void showsWhatTheRetriersCount() throws IOException {
        Retrier payments = shop.retrier("payments");
        new RetryMetrics(shop.registry).bindTo(meters);

        Shop.succeed(payments);
        Shop.succeed(payments);
        Shop.succeedAfter(1, payments);
        Shop.exhaust(payments);
        Shop.fail(payments);

        Map<String, Double> changed = series(meters);
        changed.values().removeIf(value -> value == 0);
        // attempts: 1 + 1 + 2 + 3 + 1; the budget has paid two retries of 10 for the exhausted call
        assertThat(changed)
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("retry.calls{name=payments,outcome=success,retried=false}", 2.0),
                        Map.entry("retry.calls{name=payments,outcome=success,retried=true}", 1.0),
                        Map.entry("retry.calls{name=payments,outcome=exhausted,retried=true}", 1.0),
                        Map.entry("retry.calls{name=payments,outcome=failed,retried=false}", 1.0),
                        Map.entry("retry.calls.by.attempts{attempts=1,name=payments}", 3.0),
                        Map.entry("retry.calls.by.attempts{attempts=2,name=payments}", 1.0),
                        Map.entry("retry.calls.by.attempts{attempts=3,name=payments}", 1.0),
                        Map.entry("retry.attempts{name=payments,outcome=success}", 3.0),
                        Map.entry("retry.attempts{name=payments,outcome=failure}", 5.0),
                        Map.entry("retry.retries{name=payments}", 3.0),
                        Map.entry("retry.delay{name=payments}", 3.0),
                        Map.entry("retry.exhausted{name=payments,reason=max-attempts}", 1.0),
                        Map.entry("retry.failed{name=payments,reason=not-retryable}", 1.0),
                        Map.entry("retry.budget.available{budget=payments}", 980.0),
                        Map.entry("retry.budget.capacity{budget=payments}", 1_000.0))));
    }

    @Test
    void timesEachWaitAsLongAsItWas() throws IOException {
        Retrier payments = shop.registry.register(
                "payments",
                RetryPolicy.builder()
                        .maxAttempts(4)
                        .backoff(Backoff.exponential(Duration.ofMillis(100), 2))
                        .build());
        new RetryMetrics(shop.registry).bindTo(meters);

        Shop.succeed(payments);
        Shop.succeedAfter(3, payments);

        // 700 = 100 + 200 + 400
        Timer delay = meters.get("retry.delay").tag("name", "payments").timer();
        assertThat(delay.count()).isEqualTo(3);
        assertThat(delay.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(700);
        assertThat(delay.max(TimeUnit.MILLISECONDS)).isEqualTo(400);
    }

    @Test
    void showsCallsThatHaveFailedUntilTheyEnd() throws IOException {
        Retrier payments = shop.retrier("payments");
        new RetryMetrics(shop.registry).bindTo(meters);
        List<Double> retrying = new ArrayList<>();

        payments.callWithAttempt(attempt -> {
            retrying.add(meters.get("retry.retrying").gauge().value());
            if (attempt.number() < 3) {
                throw new IOException("no answer");
            }
            return "done";
        });

        assertThat(retrying).containsExactly(0.0, 1.0, 1.0);
        assertThat(meters.get("retry.retrying").gauge().value()).isZero();
    }

    @Test
    void measuresABudgetThatIsSharedOnceUnderItsName() {
        RetryBudget warehouse = RetryBudget.quota(Quota.of(50, 5), Ticker.system());
        new RetryMetrics(shop.registry, retrier -> "warehouse").bindTo(meters);

        shop.registry.register("orders", builder -> builder.budget(warehouse));
        shop.registry.register("stock", builder -> builder.budget(warehouse));

        assertThat(meters.find("retry.budget.capacity").gauges())
                .singleElement()
                .satisfies(gauge -> {
                    assertThat(gauge.getId().getTag("budget")).isEqualTo("warehouse");
                    assertThat(gauge.value()).isEqualTo(50);
                });
    }

    @Test
    void showsNoTokensOfABudgetWithoutLimit() {
        shop.registry.register(
                "echo", builder -> builder.policy(RetryPolicy.defaults()).budget(RetryBudget.unlimited()));
        new RetryMetrics(shop.registry).bindTo(meters);

        assertThat(meters.find("retry.waiting").tag("name", "echo").gauge()).isNotNull();
        assertThat(meters.getMeters())
                .extracting(meter -> meter.getId().getName())
                .doesNotContain("retry.budget.available", "retry.budget.capacity");
    }

    private static Map<String, Double> series(MeterRegistry registry) {
        Map<String, Double> series = new TreeMap<>();
        for (Meter meter : registry.getMeters()) {
            String tags = meter.getId().getTags().stream()
                    .map((Tag tag) -> tag.getKey() + "=" + tag.getValue())
                    .collect(Collectors.joining(","));
            series.put(
                    meter.getId().getName() + "{" + tags + "}",
                    meter.measure().iterator().next().getValue());
        }
        return series;
    }
}
