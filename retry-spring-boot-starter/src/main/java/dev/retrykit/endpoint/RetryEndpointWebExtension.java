package dev.retrykit.endpoint;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The part of the {@link RetryEndpoint} over HTTP that depends on who asks. Thread-safe. */
@EndpointWebExtension(endpoint = RetryEndpoint.class)
public class RetryEndpointWebExtension {

    private final RetryEndpoint endpoint;
    private final Show showValues;
    private final Set<String> roles;

    /**
     * An extension that shows values to those who may see them.
     *
     * @param endpoint the endpoint
     * @param showValues whether to show the values of policies always, never, or to those who are authorized
     * @param roles the roles of which one authorizes; if there are none, whoever is authenticated is authorized
     */
    public RetryEndpointWebExtension(RetryEndpoint endpoint, Show showValues, Set<String> roles) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint must not be null");
        this.showValues = Objects.requireNonNull(showValues, "showValues must not be null");
        this.roles = Set.copyOf(roles);
    }

    /**
     * One instance.
     *
     * @param securityContext who asks
     * @param name its name
     * @return what it has counted and its policy; {@code null}, which becomes the status 404, if there is no such instance
     */
    @ReadOperation
    public @Nullable RetryInstance instance(SecurityContext securityContext, @Selector String name) {
        return endpoint.instance(name, showValues.isShown(securityContext, roles));
    }
}
