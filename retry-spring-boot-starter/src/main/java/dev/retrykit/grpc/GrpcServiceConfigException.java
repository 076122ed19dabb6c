package dev.retrykit.grpc;

/** A service config that cannot be read; the message names the document, the place in it, the rule and the value. */
public final class GrpcServiceConfigException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    GrpcServiceConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
