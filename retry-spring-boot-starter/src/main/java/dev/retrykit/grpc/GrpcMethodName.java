package dev.retrykit.grpc;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an entry of a service config applies to: one method, all methods of a service, or everything. Immutable.
 *
 * @param service the full name of the service with its package, {@code grpc.examples.echo.Echo}; null for everything
 * @param method the name of the method, {@code UnaryEcho}; null for all methods of the service, or everything
 */
public record GrpcMethodName(
        @Nullable String service, @Nullable String method) {

    /**
     * Checks both names.
     *
     * @param service the full name of the service, or null
     * @param method the name of the method, or null
     * @throws IllegalArgumentException if one is empty or contains a slash, or there is a method without service
     */
    public GrpcMethodName {
        if (service != null) {
            GrpcRules.part("service", service);
        }
        if (method != null) {
            GrpcRules.part("method", method);
            if (service == null) {
                throw new IllegalArgumentException("service must be given where there is a method, but method was \""
                        + method + "\" without service");
            }
        }
    }

    /**
     * The name of one method.
     *
     * @param fullMethodName service and method, {@code grpc.examples.echo.Echo/UnaryEcho}, as
     *     {@code MethodDescriptor.getFullMethodName()} has it
     * @return the name
     * @throws IllegalArgumentException if the name is not made of two parts with one slash between them
     */
    public static GrpcMethodName of(String fullMethodName) {
        Objects.requireNonNull(fullMethodName, "method must not be null");
        int slash = fullMethodName.indexOf('/');
        if (slash <= 0 || slash == fullMethodName.length() - 1 || fullMethodName.indexOf('/', slash + 1) >= 0) {
            throw new IllegalArgumentException(
                    "method must be a service and a method such as \"grpc.examples.echo.Echo/UnaryEcho\", but was \""
                            + fullMethodName + '"');
        }
        return new GrpcMethodName(fullMethodName.substring(0, slash), fullMethodName.substring(slash + 1));
    }

    /**
     * The name of all methods of a service that have no entry of their own.
     *
     * @param service the full name of the service
     * @return the name
     * @throws IllegalArgumentException if the name is empty or contains a slash
     */
    public static GrpcMethodName ofService(String service) {
        Objects.requireNonNull(service, "service must not be null");
        return new GrpcMethodName(service, null);
    }

    /**
     * The name of everything that has no entry of its own.
     *
     * @return the name without service and method
     */
    public static GrpcMethodName ofDefault() {
        return new GrpcMethodName(null, null);
    }

    @Override
    public String toString() {
        return service == null ? "default" : method == null ? service : service + "/" + method;
    }
}
