package dev.retrykit.sample.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.sample.SampleApplication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One storefront and one browser; each test finds both at rest, with nothing wrong and the budget on. */
@Timeout(80)
class PageBrowserTests {

    private static final int DESKTOP_WIDTH = 1_440;
    private static final int DESKTOP_HEIGHT = 1_000;
    private static final int PHONE_WIDTH = 360;
    private static final int PHONE_HEIGHT = 780;
    private static final int MAX_ATTEMPTS = 4;

    private static final HttpClient client = HttpClient.newHttpClient();
    private static ConfigurableApplicationContext storefront;
    private static ChromeDriver driver;
    private static String address = "";

    private Page page;

    @BeforeAll
    static void start(@TempDir Path profile) {
        driver = Chromium.start(profile);
        storefront = SpringApplication.run(SampleApplication.class);
        address = "http://127.0.0.1:" + storefront.getEnvironment().getRequiredProperty("local.server.port");
    }

    @AfterAll
    static void stop() {
        if (driver != null) {
            driver.quit();
        }
        if (storefront != null) {
            storefront.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        Chromium.emulate(driver, DESKTOP_WIDTH, DESKTOP_HEIGHT, "light");
        put("/budget", "{\"on\": true}");
        page = new Page(driver);
        page.open(address);
    }

    @AfterEach
    void rest() throws Exception {
        put("/load", "{}");
        put("/faults", "{}");
        page.await("rest", () -> page.text("load-note").startsWith("Paused.") && page.count("payments", "waiting") == 0);
        assertThat(page.complaints()).isEmpty();
    }

    /** The one thing that the page is for: what a budget does to an outage. */
    @Test
    void showsWhatABudgetDoesInAnOutage() throws Exception {
        String quiet = page.picture("rates");
        page.element("load-toggle").click();
        page.await("the load", () -> page.figure("now-calls") > 5 && page.figure("now-success") == 100);
        assertThat(page.picture("rates")).isNotEqualTo(quiet);

        page.element("budget").click();
        page.element("outage").click();
        page.await("all attempts of every call", () -> page.figure("now-amplification") == MAX_ATTEMPTS);
        assertThat(page.text("now-budget")).isEqualTo("off");
        assertThat(page.figure("now-success")).isZero();
        page.photograph("outage-without-budget");

        page.element("budget").click();
        page.await("first attempts only", () -> page.figure("now-amplification") < 1.1);
        assertThat(page.figure("now-budget")).isLessThan(20);
        assertThat(page.picture("budget")).isNotEqualTo(page.picture("waiting"));
        page.photograph("outage-with-budget");

        page.element("load-toggle").click();
        assertCountsAsActuatorDoes();
    }

    @Test
    void dialsFaultsInAndShowsTheCallsThatMetThem() throws Exception {
        // The budget may have been used up by another test.
        put("/budget", "{\"on\": false}");
        put("/faults", "{\"refuseNext\": 2}");
        page.element("one-checkout").click();
        page.await("the call", () -> page.text("calls").contains("3 attempts"));

        page.element("one-echo").click();
        page.await("the echo", () -> page.count("echo", "attempts") >= MAX_ATTEMPTS);
        page.await("its line", () -> page.text("calls").contains("echo"));
        assertCountsAsActuatorDoes();
    }

    @Test
    void canBeUsedByKeyboardAlone() throws Exception {
        page.tabTo("callsPerSecond");
        page.press(Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(page.text("callsPerSecond-value")).isEqualTo("3");
        assertThat(page.ask("getComputedStyle(document.activeElement).outlineStyle")).isEqualTo("solid");

        page.tabTo("load-toggle");
        page.press(Keys.ENTER);
        page.await("the load", () -> page.text("load-toggle").equals("Pause the load"));
        page.await("calls", () -> page.figure("now-calls") > 1);

        page.tabTo("budget");
        page.press(Keys.SPACE);
        page.await("no budget", () -> page.text("now-budget").equals("off"));
        assertThat(get("/budget").get("on").asBoolean()).isFalse();

        page.tabTo("errorRate");
        page.press(Keys.END);
        page.await("errors", () -> page.figure("now-success") < 100);
        assertThat(get("/faults").get("errorRate").asDouble()).isEqualTo(1);

        page.tabTo("retryAfterSeconds");
        page.press("4000", Keys.TAB);
        page.await("the rule", () -> page.text("complaint")
                .equals("retryAfterSeconds must be from 0 to 3600, but was 4000"));
        // The answer that is no success is the browser's to note, and was asked for.
        assertThat(page.complaints()).hasSize(1).first().asString().contains("400");

        page.tabTo("faults-reset");
        page.press(Keys.SPACE);
        page.await("no errors", () -> page.figure("now-success") == 100);
        assertThat(page.text("complaint")).isEmpty();
        assertThat(page.isOn("outage")).isFalse();
    }

    @Test
    void fitsAPhone() {
        Chromium.emulate(driver, PHONE_WIDTH, PHONE_HEIGHT, "light");
        page.open(address);

        assertThat(page.ask("document.documentElement.scrollWidth")).isEqualTo((long) PHONE_WIDTH);
        page.photograph("phone");
    }

    @Test
    void isDarkForThoseWhoPreferIt() {
        String light = page.picture("delays");
        Object paper = page.ask("getComputedStyle(document.documentElement).backgroundColor");

        Chromium.emulate(driver, DESKTOP_WIDTH, DESKTOP_HEIGHT, "dark");
        page.await("dark charts", () -> !page.picture("delays").equals(light));

        assertThat(page.ask("getComputedStyle(document.documentElement).backgroundColor")).isNotEqualTo(paper);
        page.photograph("dark");
    }

    /** At rest the page shows what Actuator shows. */
    private void assertCountsAsActuatorDoes() throws Exception {
        page.await("rest", () -> page.text("load-note").startsWith("Paused."));
        JsonNode instances = get("/actuator/retry").get("instances");
        for (String name : instances.propertyNames()) {
            JsonNode counted = instances.get(name);
            page.await("all calls", () -> page.count(name, "calls") == counted.get("calls").asLong());
            assertThat(page.count(name, "attempts"))
                    .isEqualTo(sum(counted.get("attempts")))
                    .isEqualTo(counted.get("calls").asLong()
                            + counted.get("retries").asLong());
            assertThat(page.count(name, "retries")).isEqualTo(counted.get("retries").asLong());
            assertThat(page.count(name, "firstTrySuccess"))
                    .isEqualTo(counted.get("firstTrySuccess").asLong());
            assertThat(page.count(name, "afterRetrySuccess"))
                    .isEqualTo(counted.get("afterRetrySuccess").asLong());
            assertThat(page.count(name, "stopped"))
                    .isEqualTo(sum(counted.get("exhausted")) + sum(counted.get("failed")));
        }
    }

    private static long sum(JsonNode counts) {
        return counts.valueStream().mapToLong(JsonNode::asLong).sum();
    }

    private static JsonNode get(String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path)).build();
        return new JsonMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body());
    }

    private static void put(String path, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }
}
