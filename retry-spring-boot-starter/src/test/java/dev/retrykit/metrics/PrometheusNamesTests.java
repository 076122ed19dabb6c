package dev.retrykit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

class PrometheusNamesTests {

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void exposesTheseNames() {
        Shop shop = new Shop();
        new RetryMetrics(shop.registry).bindTo(prometheus);
        shop.retrier("payments");
        shop.retrier("refunds");

        assertThat(prometheus.scrape().lines().filter(line -> line.startsWith("# TYPE ")))
                .containsExactlyInAnyOrder(
                        "# TYPE retry_calls_total counter",
                        "# TYPE retry_calls_by_attempts_total counter",
                        "# TYPE retry_attempts_total counter",
                        "# TYPE retry_retries_total counter",
                        "# TYPE retry_exhausted_calls_total counter",
                        "# TYPE retry_failed_calls_total counter",
                        "# TYPE retry_fallbacks_total counter",
                        "# TYPE retry_waiting_calls gauge",
                        "# TYPE retry_retrying_calls gauge",
                        "# TYPE retry_delay_seconds summary",
                        "# TYPE retry_delay_seconds_max gauge",
                        "# TYPE retry_hedges_total counter",
                        "# TYPE retry_listener_failures_total counter",
                        "# TYPE retry_budget_available_tokens gauge",
                        "# TYPE retry_budget_capacity_tokens gauge");
    }

    @Test
    void exposesTheTagsAsLabels() {
        Shop shop = new Shop();
        new RetryMetrics(shop.registry).bindTo(prometheus);
        Shop.exhaust(shop.retrier("payments"));

        assertThat(prometheus.scrape().lines())
                .contains(
                        "retry_calls_total{name=\"payments\",outcome=\"exhausted\",retried=\"true\"} 1.0",
                        "retry_calls_by_attempts_total{attempts=\"5+\",name=\"payments\"} 0.0",
                        "retry_exhausted_calls_total{name=\"payments\",reason=\"max-attempts\"} 1.0",
                        "retry_delay_seconds_count{name=\"payments\"} 2",
                        "retry_hedges_total{name=\"payments\",outcome=\"won\"} 0.0",
                        "retry_budget_available_tokens{budget=\"payments\"} 980.0");
    }
}
