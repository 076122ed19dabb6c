package io.github.resilience4j.retry.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in for the annotation of that name, which is looked for by name alone. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Retry {

    /** The name of the instance. */
    String name();
}
