package dev.retrykit.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

class HttpStatusSourceTests {

    private final SpringHttpStatusSource spring = new SpringHttpStatusSource();

    @Test
    void readsWhatSpringsClientsThrow() {
        assertThat(spring.statusOf(failure(503))).isEqualTo("503");
        assertThat(spring.statusOf(failure(404))).isEqualTo("404");
    }

    @Test
    void readsWhatSpringsReactiveClientFailsWith() {
        WebClientStatusSource source = new WebClientStatusSource();
        assertThat(source.statusOf(
                        WebClientResponseException.create(503, "busy", new HttpHeaders(), new byte[0], null)))
                .isEqualTo("503");
        assertThat(source.statusOf(failure(503))).isNull();
        assertThat(source.readsResults()).isFalse();
    }

    @Test
    void readsResponsesThatAreReturned() {
        assertThat(spring.statusOf(ResponseEntity.status(502).build())).isEqualTo("502");
    }

    @Test
    void readsStatusesWithoutAName() {
        assertThat(spring.statusOf(ResponseEntity.status(599).build())).isEqualTo("599");
    }

    @Test
    void knowsNothingOfTheRest() {
        assertThat(spring.statusOf(new IOException("reset"))).isNull();
        assertThat(spring.statusOf("503")).isNull();
        assertThat(new JdkHttpStatusSource().statusOf("503")).isNull();
    }

    @Test
    void saysWhichClassesItReads() {
        assertThat(spring.readsResultsOf(ResponseEntity.class)).isTrue();
        assertThat(spring.readsResultsOf(String.class)).isFalse();
        JdkHttpStatusSource jdk = new JdkHttpStatusSource();
        assertThat(jdk.readsResultsOf(JdkResponse.class)).isTrue();
        assertThat(jdk.readsResultsOf(String.class)).isFalse();
        assertThat(new WebClientStatusSource().readsResultsOf(ResponseEntity.class))
                .isFalse();
    }

    @Test
    void readsResponsesOfTheJdksClient() {
        assertThat(new JdkHttpStatusSource().statusOf(new JdkResponse(429, Map.of())))
                .isEqualTo("429");
    }

    static Exception failure(int status) {
        HttpStatusCode code = HttpStatusCode.valueOf(status);
        return code.is5xxServerError()
                ? HttpServerErrorException.create(
                        code, "failed", new HttpHeaders(), new byte[0], StandardCharsets.UTF_8)
                : HttpClientErrorException.create(
                        code, "failed", new HttpHeaders(), new byte[0], StandardCharsets.UTF_8);
    }
}
