package dev.retrykit.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The started application as a user of its REST interface sees it. */
@TestComponent
final class Storefront {

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final Environment environment;

    Storefront(Environment environment) {
        this.environment = environment;
    }

    Answer faults() {
        return get("/faults");
    }

    Answer turnFaultsTo(String faults) {
        return put("/faults", faults);
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer checkout(String order) {
        return send("POST", "/checkout", order);
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    private Answer send(String method, String path, String body) {
        URI uri = URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            return new Answer(response.statusCode(), json.readTree(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupt);
        }
    }
}
