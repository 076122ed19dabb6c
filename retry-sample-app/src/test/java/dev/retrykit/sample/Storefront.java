package dev.retrykit.sample;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.test.web.servlet.client.RestTestClient.ResponseSpec;

/** The started application as a user of its REST interface sees it. */
@TestComponent
final class Storefront {

    static final String WORKING = """
            {"errorRate": 0.0, "refuseNext": 0, "errorStatus": 503, "retryAfterSeconds": null, "latencyMillis": 0, "resetRate": 0.0, \
            "outage": false}""";

    private final Environment environment;

    Storefront(Environment environment) {
        this.environment = environment;
    }

    ResponseSpec get(String path, Object... values) {
        return client().get().uri(path, values).exchange();
    }

    ResponseSpec turnFaultsTo(String json) {
        return client().put()
                .uri("/faults")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    ResponseSpec checkout(String json) {
        return client().post()
                .uri("/checkout")
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .exchange();
    }

    private RestTestClient client() {
        return RestTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port"))
                .build();
    }
}
