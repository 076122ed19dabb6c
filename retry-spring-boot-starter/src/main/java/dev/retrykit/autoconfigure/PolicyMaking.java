package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.List;

/**
 * What policies are made with beside the levels of configuration.
 *
 * @param declarations the annotated methods
 * @param grpc the policies of the service config
 * @param customizers what has the last word
 * @param testMode whether nothing is to wait
 */
record PolicyMaking(
        List<RetryDeclaration> declarations, GrpcPolicies grpc, PolicyCustomizers customizers, boolean testMode) {

    /** The annotated methods that use an instance. */
    List<RetryDeclaration> methodsOf(String name) {
        return declarations.stream()
                .filter(method -> method.name().equals(name))
                .toList();
    }
}
