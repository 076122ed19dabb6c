package dev.retrykit;

import java.io.Serial;
import java.util.Collection;
import java.util.TreeSet;

/** A retrier was asked for by a name that the registry does not know. */
public final class NoSuchRetryException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    NoSuchRetryException(String name, Collection<String> known) {
        super("there is no retrier named '" + name + "'; "
                + (known.isEmpty() ? "none is registered" : "known are " + String.join(", ", new TreeSet<>(known))));
    }
}
