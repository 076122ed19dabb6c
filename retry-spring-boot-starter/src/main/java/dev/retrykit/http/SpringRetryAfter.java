package dev.retrykit.http;

import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientResponseException;

/**
 * The {@code Retry-After} of what Spring's blocking HTTP clients throw and return. {@code Retry-After: 2} makes a call
 * wait two seconds or longer. Thread-safe.
 */
public final class SpringRetryAfter implements ServerDelay {

    private final InstantSource clock;

    /**
     * Makes the source.
     *
     * @param clock what dates are read against when the response has no {@code Date}
     */
    public SpringRetryAfter(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock must not be null");
    }

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        HttpHeaders headers = headersOf(resultOrFailure);
        return headers == null
                ? null
                : RetryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER), headers.getFirst(HttpHeaders.DATE), clock);
    }

    private static @Nullable HttpHeaders headersOf(Object resultOrFailure) {
        if (resultOrFailure instanceof ResponseEntity<?> response) {
            return response.getHeaders();
        }
        return resultOrFailure instanceof RestClientResponseException failure ? failure.getResponseHeaders() : null;
    }
}
