package dev.retrykit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.ServerWord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

class RetryAfterTests {

    /** Ten seconds after the dates below were sent, by a clock that goes wrong. */
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T12:00:10Z"));

    private static final String NOON = "Sun, 1 Mar 2026 12:00:00 GMT";
    private static final String HALF_A_MINUTE_LATER = "Sun, 1 Mar 2026 12:00:30 GMT";

    @ParameterizedTest
    @CsvSource({"0, PT0S", "2, PT2S", "' 120 ', PT2M", "99999999999999999999, PT2562047788015215H30M7S"})
    void readsSeconds(String header, Duration expected) {
        assertThat(RetryAfter.read(header, null, CLOCK)).isEqualTo(ServerWord.atLeast(expected));
    }

    @Test
    void readsADateAgainstTheDateOfTheResponse() {
        assertThat(RetryAfter.read(HALF_A_MINUTE_LATER, NOON, CLOCK))
                .isEqualTo(ServerWord.atLeast(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sunday, 01-Mar-26 12:00:30 GMT", "Sun Mar  1 12:00:30 2026"})
    void readsDatesInTheirOldForms(String header) {
        ServerWord halfAMinute = ServerWord.atLeast(Duration.ofSeconds(30));

        assertThat(RetryAfter.read(header, NOON, CLOCK)).isEqualTo(halfAMinute);
        assertThat(RetryAfter.read(HALF_A_MINUTE_LATER, "Sunday, 01-Mar-26 12:00:00 GMT", CLOCK))
                .isEqualTo(halfAMinute);
    }

    @Test
    void readsADateAgainstTheClockWhereTheResponseHasNone() {
        assertThat(RetryAfter.read(HALF_A_MINUTE_LATER, null, CLOCK))
                .isEqualTo(ServerWord.atLeast(Duration.ofSeconds(20)));
    }

    @Test
    void takesADateThatHasPassedForNow() {
        assertThat(RetryAfter.read(NOON, null, CLOCK)).isEqualTo(ServerWord.atLeast(Duration.ZERO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "2026-03-01T12:00:00Z"})
    void hearsNothingInWhatIsNeither(String header) {
        assertThat(RetryAfter.read(header, null, CLOCK)).isNull();
    }

    @Test
    void findsTheHeaderInFailuresAndResponses() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("retry-after", "3");
        ServerWord threeSeconds = ServerWord.atLeast(Duration.ofSeconds(3));
        HttpServerErrorException failure = HttpServerErrorException.create(
                HttpStatusCode.valueOf(503), "busy", headers, new byte[0], StandardCharsets.UTF_8);

        assertThat(spring(failure)).isEqualTo(threeSeconds);
        assertThat(spring(ResponseEntity.status(503).headers(headers).build())).isEqualTo(threeSeconds);
        assertThat(new JdkRetryAfter(CLOCK).wordOf(new JdkResponse(503, Map.of("retry-after", List.of("3")))))
                .isEqualTo(threeSeconds);
        assertThat(webClient(WebClientResponseException.create(503, "busy", headers, new byte[0], null)))
                .isEqualTo(threeSeconds);
    }

    @Test
    void findsADateInFailuresAndResponses() {
        HttpHeaders headers = new HttpHeaders();
        headers.set("Retry-After", HALF_A_MINUTE_LATER);
        headers.set("Date", NOON);
        ServerWord halfAMinute = ServerWord.atLeast(Duration.ofSeconds(30));
        HttpServerErrorException failure = HttpServerErrorException.create(
                HttpStatusCode.valueOf(503), "busy", headers, new byte[0], StandardCharsets.UTF_8);

        assertThat(spring(failure)).isEqualTo(halfAMinute);
        assertThat(spring(ResponseEntity.status(503).headers(headers).build())).isEqualTo(halfAMinute);
        assertThat(new JdkRetryAfter(CLOCK)
                        .wordOf(new JdkResponse(
                                503, Map.of("Retry-After", List.of(HALF_A_MINUTE_LATER), "Date", List.of(NOON)))))
                .isEqualTo(halfAMinute);
        assertThat(webClient(WebClientResponseException.create(503, "busy", headers, new byte[0], null)))
                .isEqualTo(halfAMinute);
    }

    @Test
    void hearsNothingWithoutTheHeader() {
        assertThat(spring(HttpStatusSourceTests.failure(503))).isNull();
        assertThat(spring("anything")).isNull();
        assertThat(webClient("anything")).isNull();
        assertThat(webClient(WebClientResponseException.create(503, "busy", new HttpHeaders(), new byte[0], null)))
                .isNull();
        assertThat(new JdkRetryAfter(CLOCK).wordOf(new JdkResponse(503, Map.of())))
                .isNull();
    }

    private static @Nullable ServerWord webClient(Object resultOrFailure) {
        return new WebClientRetryAfter(CLOCK).wordOf(resultOrFailure);
    }

    private static @Nullable ServerWord spring(Object resultOrFailure) {
        return new SpringRetryAfter(CLOCK).wordOf(resultOrFailure);
    }
}
