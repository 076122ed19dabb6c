package dev.retrykit.aop;

import dev.retrykit.Retrier;

/**
 * The giver of retriers to annotated methods, one for each name.
 *
 * <p>It is asked once for each method, when the method is called for the first time, and must be thread-safe.
 */
@FunctionalInterface
public interface RetrierSource {

    /**
     * The retrier that calls of a method go through.
     *
     * @param declaration the method and what its annotation says
     * @return the retrier of that name; declarations of one name get the same retrier
     * @throws RuntimeException if there can be no such retrier; the caller of the method receives it
     */
    Retrier retrierFor(RetryDeclaration declaration);
}
