package dev.retrykit.http;

import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** The {@code Retry-After} of what Spring's reactive HTTP client fails with. Thread-safe. */
public final class WebClientRetryAfter implements ServerDelay {

    private final InstantSource clock;

    /**
     * Makes the source.
     *
     * @param clock what dates are read against when the response has no {@code Date}
     */
    public WebClientRetryAfter(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock must not be null");
    }

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        if (!(resultOrFailure instanceof WebClientResponseException failure)) {
            return null;
        }
        HttpHeaders headers = failure.getHeaders();
        return RetryAfter.read(headers.getFirst(HttpHeaders.RETRY_AFTER), headers.getFirst(HttpHeaders.DATE), clock);
    }
}
