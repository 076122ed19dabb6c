package dev.retrykit.http;

import dev.retrykit.condition.StatusSource;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClientResponseException;

/**
 * The status of what Spring's blocking HTTP clients throw and return: {@link RestClientResponseException} and
 * {@link ResponseEntity}. {@code "503"} for a service that is not available. Thread-safe.
 */
public final class SpringHttpStatusSource implements StatusSource {

    /** Makes the source; one serves all retriers. */
    public SpringHttpStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        if (resultOrFailure instanceof ResponseEntity<?> response) {
            return Integer.toString(response.getStatusCode().value());
        }
        if (resultOrFailure instanceof RestClientResponseException failure) {
            return Integer.toString(failure.getStatusCode().value());
        }
        return null;
    }

    @Override
    public boolean readsResultsOf(Class<?> type) {
        return ResponseEntity.class.isAssignableFrom(type);
    }
}
