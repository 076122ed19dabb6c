package io.github.resilience4j.circuitbreaker;

/** Stands for the class of this name, which is known by its name alone. */
public class CallNotPermittedException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
