package dev.retrykit.http;

import dev.retrykit.condition.StatusSource;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The status of what the JDK's HTTP client returns: a {@link HttpResponse}, which it hands out whatever its status.
 * Thread-safe.
 */
public final class JdkHttpStatusSource implements StatusSource {

    /** It is asked of each failure too, and to search the interfaces of a class takes longer than a call. */
    private static final ClassValue<Boolean> RESPONSES = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return HttpResponse.class.isAssignableFrom(type);
        }
    };

    /** Makes the source; one serves all retriers. */
    public JdkHttpStatusSource() {}

    @Override
    public @Nullable String statusOf(Object resultOrFailure) {
        return RESPONSES.get(resultOrFailure.getClass())
                ? Integer.toString(((HttpResponse<?>) resultOrFailure).statusCode())
                : null;
    }

    @Override
    public boolean readsResultsOf(Class<?> type) {
        return RESPONSES.get(type);
    }
}
