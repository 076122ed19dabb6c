package dev.retrykit.http;

import dev.retrykit.condition.StatusSource;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The status of what the JDK's HTTP client returns: a {@link HttpResponse}, which it hands out whatever its status.
 * Thread-safe.
 */
public final class JdkHttpStatusSource implements StatusSource {

    /** Makes the source; one serves all retriers. */
    public JdkHttpStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        return resultOrFailure instanceof HttpResponse<?> response ? Integer.toString(response.statusCode()) : null;
    }
}
