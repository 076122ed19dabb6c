package dev.retrykit.endpoint;

import java.io.Serial;
import java.util.List;

/** An override was refused, and has changed nothing. */
public class InvalidOverrideException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> fields;

    /**
     * A refusal.
     *
     * @param message what breaks which rule, each value by the full name of its property
     * @param fields the keys of the override that have to do with it, as they were given
     */
    public InvalidOverrideException(String message, List<String> fields) {
        super(message);
        this.fields = List.copyOf(fields);
    }

    /**
     * The keys of the override that have to do with the refusal.
     *
     * @return keys such as {@code backoff.delay}, as they were given; empty if the refusal is of no value
     */
    public List<String> fields() {
        return fields;
    }
}
