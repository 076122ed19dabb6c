package dev.retrykit.autoconfigure;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Whether Spring's own annotation is honoured, which must be known before the first bean is made. */
final class Adoption {

    private Adoption() {}

    /** What the property says; a value that is no boolean is refused where all configuration is checked. */
    static boolean isWanted(Environment environment) {
        try {
            return Binder.get(environment)
                    .bind("retrykit.adopt-spring-annotations", Boolean.class)
                    .orElse(false);
        } catch (BindException refusedLater) {
            return false;
        }
    }
}
