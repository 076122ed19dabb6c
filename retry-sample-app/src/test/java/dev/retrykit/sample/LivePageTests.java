package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the page at {@code /} is made of, and what it talks to. */
@StorefrontTest
class LivePageTests {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Storefront storefront;
    private final Environment environment;

    @Autowired
    LivePageTests(Storefront storefront, Environment environment) {
        this.storefront = storefront;
        this.environment = environment;
    }

    @AfterEach
    void mend() {
        storefront.turnFaultsTo("{}");
        storefront.put("/budget", "{\"on\": false}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/app/main.js", "/styles/tokens.css", "/webjars/chart.js/dist/chart.umd.min.js"})
    void isServedByTheStorefrontItself(String path) throws Exception {
        assertThat(client.send(request(path), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void countsAsActuatorDoes() throws Exception {
        storefront.turnFaultsTo("{\"refuseNext\": 6}");
        storefront.checkout("{\"amount\": 1}");
        storefront.checkout("{\"amount\": 1}");
        JsonNode counted = storefront.get("/actuator/retry").body().at("/instances/payments");

        JsonNode shown = paymentsIn(nextSnapshot());

        assertThat(shown.get("calls").asLong())
                .isEqualTo(counted.get("calls").asLong())
                .isGreaterThanOrEqualTo(2);
        assertThat(shown.get("retries").asLong())
                .isEqualTo(counted.get("retries").asLong());
        assertThat(shown.get("attempts").asLong())
                .isEqualTo(counted.at("/attempts/success").asLong()
                        + counted.at("/attempts/failure").asLong());
        assertThat(shown.get("firstTrySuccess").asLong())
                .isEqualTo(counted.get("firstTrySuccess").asLong());
        assertThat(shown.get("afterRetrySuccess").asLong())
                .isEqualTo(counted.get("afterRetrySuccess").asLong());
        assertThat(shown.at("/stopped/max-attempts").asLong())
                .isEqualTo(counted.at("/exhausted/max-attempts").asLong());
    }

    @Test
    void showsTheSwitchesAsTheyStand() throws Exception {
        storefront.turnFaultsTo("{\"latencyMillis\": 3}");
        storefront.put("/budget", "{\"on\": true}");

        JsonNode snapshot = nextSnapshot();

        assertThat(snapshot.at("/faults/latencyMillis").asInt()).isEqualTo(3);
        assertThat(snapshot.get("budgetOn").asBoolean()).isTrue();
        assertThat(snapshot.at("/load/callsPerSecond").asInt()).isZero();
        assertThat(paymentsIn(snapshot).get("budgetCapacity").asInt()).isEqualTo(100);
    }

    @Test
    void switchesTheBudgetThatActuatorShows() {
        assertThat(storefront.get("/budget").body().get("on").asBoolean()).isFalse();
        assertThat(limited()).isFalse();

        assertThat(storefront.put("/budget", "{\"on\": true}").body().get("on").asBoolean())
                .isTrue();

        assertThat(limited()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    /load   | {"callsPerSecond": 51}               | callsPerSecond must be from 0 to 50, but was 51
                    /load   | {"callsPerSecond": -1}               | callsPerSecond must be from 0 to 50, but was -1
                    /load   | {"callsPerSecond": 1.5}              | callsPerSecond must be a whole number, but was 1.5
                    /load   | {"callsPerSecond": 1, "seconds": 0}  | seconds must be from 1 to 900, but was 0
                    /load   | {"callsPerSecond": 1, "seconds": 901} | seconds must be from 1 to 900, but was 901
                    /load   | {"rate": 1}                          | field must be one of callsPerSecond, seconds, but was rate
                    /budget | {}                                   | on must be true or false, but was null
                    /budget | {"on": "yes"}                        | on must be true or false, but was yes
                    """)
    void refusesWhatCannotBe(String path, String body, String message) {
        Answer refusal = storefront.put(path, body);

        assertThat(refusal.status()).isEqualTo(400);
        assertThat(refusal.text("detail")).isEqualTo(message);
        assertThat(storefront.get("/load").number("callsPerSecond")).isZero();
    }

    private boolean limited() {
        return storefront
                .get("/actuator/retry")
                .body()
                .at("/instances/payments/budget/limited")
                .asBoolean();
    }

    private static JsonNode paymentsIn(JsonNode snapshot) {
        return snapshot.get("instances")
                .valueStream()
                .filter(instance -> instance.get("name").asString().equals("payments"))
                .findAny()
                .orElseThrow();
    }

    /** The first snapshot that was taken after this was called; a page gets one every second. */
    private JsonNode nextSnapshot() throws IOException, InterruptedException {
        HttpResponse<Stream<String>> live = client.send(request("/live"), BodyHandlers.ofLines());
        try (Stream<String> lines = live.body()) {
            assertThat(live.statusCode()).isEqualTo(200);
            Iterator<String> line = lines.iterator();
            while (!line.next().equals("event:snapshot")) {}
            return json.readTree(line.next().substring("data:".length()));
        }
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path))
                .build();
    }
}
