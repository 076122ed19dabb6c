package io.github.resilience4j.ratelimiter;

/** Stands for the class of this name, which is known by its name alone. */
public class RequestNotPermitted extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
