package dev.retrykit.aop;

import java.util.Objects;

/**
 * An annotated method that cannot be retried as its annotation says, found when the application starts or, for a bean
 * whose type was not known then, when the bean is created.
 */
public final class RetryDeclarationException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String action;

    /**
     * A complaint with a way out.
     *
     * @param description what is wrong, with the methods it is about
     * @param action what to do
     */
    public RetryDeclarationException(String description, String action) {
        super(Objects.requireNonNull(description, "description must not be null"));
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
