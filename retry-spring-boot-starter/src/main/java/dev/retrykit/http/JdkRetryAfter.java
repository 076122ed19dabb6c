package dev.retrykit.http;

import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} of what the JDK's HTTP client returns. Thread-safe. */
public final class JdkRetryAfter implements ServerDelay {

    private final InstantSource clock;

    /**
     * Makes the source.
     *
     * @param clock what dates are read against when the response has no {@code Date}
     */
    public JdkRetryAfter(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock must not be null");
    }

    @Override
    public @Nullable ServerWord wordOf(Object resultOrFailure) {
        return resultOrFailure instanceof HttpResponse<?> response
                ? RetryAfter.read(
                        response.headers().firstValue("Retry-After").orElse(null),
                        response.headers().firstValue("Date").orElse(null),
                        clock)
                : null;
    }
}
