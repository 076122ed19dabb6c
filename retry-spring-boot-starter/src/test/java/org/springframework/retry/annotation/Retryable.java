package org.springframework.retry.annotation;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands in for the annotation of that name, which is looked for by name alone. */
@Retention(RetentionPolicy.RUNTIME)
public @interface Retryable {}
