package dev.retrykit.logging;

import dev.retrykit.Attempt;
import dev.retrykit.AttemptScope;
import java.util.Objects;
import org.slf4j.MDC;

/**
 * A scope that puts the number of the attempt, from 1, into SLF4J's logging context while the attempt runs on the thread
 * that starts it; afterwards the key has its former value. An asynchronous attempt has it until its operation has returned
 * its stage.
 *
 * <p>A bean of this type applies to all instances. There is none by default, since a scope surrounds every call, also those
 * that succeed at once: they are a little slower and allocate then. Immutable and thread-safe; needs SLF4J.
 *
 * <pre>{@code
 * @Bean
 * AttemptScope attemptNumber() {
 *     return new AttemptNumberInMdc("attempt");
 * }
 * }</pre>
 */
public final class AttemptNumberInMdc implements AttemptScope {

    private final String key;

    /**
     * A scope.
     *
     * @param key the key in the logging context
     */
    public AttemptNumberInMdc(String key) {
        this.key = Objects.requireNonNull(key, "key must not be null");
    }

    @Override
    public Scope enter(Attempt attempt) {
        String before = MDC.get(key);
        MDC.put(key, Integer.toString(attempt.number()));
        return () -> {
            if (before == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, before);
            }
        };
    }
}
