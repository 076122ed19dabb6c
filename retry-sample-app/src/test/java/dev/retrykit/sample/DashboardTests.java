package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The application exposes all meters to Prometheus, among them those that the dashboard and the alerts ask for. */
@StorefrontTest
@TestPropertySource(
        properties = {
            "retrykit.instances.payments.budget=own",
            // Tests export nothing unless it is said.
            "management.prometheus.metrics.export.enabled=true"
        })
class DashboardTests {

    private static final Pattern METRIC = Pattern.compile("\\bretry_[a-z_]+");
    private static final Path DASHBOARD = Path.of("..", "docs", "grafana", "retrykit.json");
    private static final Path ALERTS = Path.of("..", "docs", "prometheus", "alerts.yml");

    private final Storefront storefront;
    private final Environment environment;
    private String scrape = "";

    @Autowired
    DashboardTests(Storefront storefront, Environment environment) {
        this.storefront = storefront;
        this.environment = environment;
    }

    @BeforeEach
    void scrape() throws IOException, InterruptedException {
        storefront.checkout("{\"amount\": 1}");
        URI uri = URI.create(
                "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + "/actuator/prometheus");
        scrape = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private Set<String> exposed() {
        return scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> metricsIn(Path file) throws IOException {
        return METRIC.matcher(Files.readString(file))
                .results()
                .map(found -> found.group())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyMetricOfTheDashboardIsExposed() throws IOException {
        assertThat(metricsIn(DASHBOARD)).hasSizeGreaterThanOrEqualTo(8).isSubsetOf(exposed());
    }

    @Test
    void everyMetricOfTheAlertsIsExposed() throws IOException {
        assertThat(metricsIn(ALERTS)).hasSizeGreaterThanOrEqualTo(5).isSubsetOf(exposed());
    }

    @Test
    void everyMeterIsExposed() {
        assertThat(exposed())
                .contains(
                        "retry_calls_total",
                        "retry_calls_by_attempts_total",
                        "retry_attempts_total",
                        "retry_retries_total",
                        "retry_exhausted_calls_total",
                        "retry_failed_calls_total",
                        "retry_fallbacks_total",
                        "retry_waiting_calls",
                        "retry_retrying_calls",
                        "retry_delay_seconds_bucket",
                        "retry_delay_seconds_count",
                        "retry_delay_seconds_sum",
                        "retry_hedges_total",
                        "retry_listener_failures_total",
                        "retry_budget_available_tokens",
                        "retry_budget_capacity_tokens");
    }

    /** What both select by. */
    @Test
    void everyCallIsLabelledWithApplicationAndName() {
        assertThat(scrape.lines().filter(line -> line.startsWith("retry_calls_total{")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains("application=\"storefront\"", "name=\""));
    }

    /** Else its panel would show a full budget where there is none. */
    @Test
    void aBudgetThatIsSwitchedOffHasNoFill() throws IOException, InterruptedException {
        storefront.put("/budget", "{\"on\": false}");
        try {
            scrape();

            assertThat(scrape.lines().filter(line -> line.startsWith("retry_budget_")))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).endsWith(" NaN"));
        } finally {
            storefront.put("/budget", "{\"on\": true}");
        }
    }

    @Test
    void theDashboardShowsWhatAnOperatorAsks() throws IOException {
        JsonNode dashboard = new JsonMapper().readTree(Files.readString(DASHBOARD));

        assertThat(dashboard.at("/templating/list"))
                .extracting(variable -> variable.get("name").asString())
                .containsExactly("datasource", "application", "name");
        assertThat(dashboard.get("panels"))
                .extracting(panel -> panel.get("title").asString())
                .containsExactly(
                        "Amplification",
                        "Success",
                        "Exhausted calls by reason",
                        "Retries by name",
                        "Delay",
                        "Waiting and retrying",
                        "Budget fill");
    }
}
