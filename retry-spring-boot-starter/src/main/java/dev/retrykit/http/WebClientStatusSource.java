package dev.retrykit.http;

import dev.retrykit.condition.StatusSource;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/** The status of what Spring's reactive HTTP client fails with: {@link WebClientResponseException}. Thread-safe. */
public final class WebClientStatusSource implements StatusSource {

    /** Makes the source; one serves all retriers. */
    public WebClientStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        return resultOrFailure instanceof WebClientResponseException failure
                ? Integer.toString(failure.getStatusCode().value())
                : null;
    }

    @Override
    public boolean readsResults() {
        return false;
    }
}
