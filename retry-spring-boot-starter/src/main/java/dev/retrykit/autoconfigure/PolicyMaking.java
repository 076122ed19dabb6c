package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What policies are made with beside the levels of configuration.
 *
 * @param methods the annotated methods that use each instance, by its name
 * @param grpc the policies of the service config
 * @param customizers what has the last word
 * @param testMode whether nothing is to wait
 * @param shared what is shown alike in many instances
 */
record PolicyMaking(
        Map<String, List<RetryDeclaration>> methods,
        GrpcPolicies grpc,
        PolicyCustomizers customizers,
        boolean testMode,
        SharedValues shared) {

    static PolicyMaking of(
            Collection<RetryDeclaration> declarations,
            GrpcPolicies grpc,
            PolicyCustomizers customizers,
            boolean testMode) {
        return new PolicyMaking(
                declarations.stream().collect(Collectors.groupingBy(RetryDeclaration::name)),
                grpc,
                customizers,
                testMode,
                new SharedValues());
    }

    /** The annotated methods that use an instance. */
    List<RetryDeclaration> methodsOf(String name) {
        return methods.getOrDefault(name, List.of());
    }
}
