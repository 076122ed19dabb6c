package dev.retrykit.spring;

import java.util.Objects;

/** An annotation of Spring's whose attributes cannot be meant, found when the application starts. */
public final class SpringRetryableException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String action;

    SpringRetryableException(String description, String action) {
        super(description);
        this.action = Objects.requireNonNull(action, "action must not be null");
    }

    /**
     * The way out.
     *
     * @return what to do, in one or two sentences
     */
    public String action() {
        return action;
    }
}
