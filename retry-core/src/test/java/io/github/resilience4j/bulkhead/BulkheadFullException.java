package io.github.resilience4j.bulkhead;

/** Stands for the class of this name, which is known by its name alone. */
public class BulkheadFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
