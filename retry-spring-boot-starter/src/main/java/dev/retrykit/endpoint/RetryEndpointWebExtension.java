package dev.retrykit.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** The part of the {@link RetryEndpoint} over HTTP that depends on who asks, or on HTTP itself. Thread-safe. */
@EndpointWebExtension(endpoint = RetryEndpoint.class)
public class RetryEndpointWebExtension {

    private final RetryEndpoint endpoint;
    private final Set<String> roles;

    /**
     * An extension that shows to each visitor what it may see.
     *
     * @param endpoint the endpoint
     * @param roles the roles of which one authorizes; if there are none, whoever is authenticated is authorized
     */
    public RetryEndpointWebExtension(RetryEndpoint endpoint, Set<String> roles) {
        this.endpoint = Objects.requireNonNull(endpoint, "endpoint must not be null");
        this.roles = Set.copyOf(roles);
    }

    /**
     * One instance.
     *
     * @param securityContext who asks
     * @param name its name
     * @return what is known of it; {@code null}, which becomes the status 404, if there is no such instance
     */
    @ReadOperation
    public @Nullable RetryInstance instance(SecurityContext securityContext, @Selector String name) {
        return endpoint.instance(name, to(securityContext));
    }

    /**
     * The plan of one instance as a table for people, {@code GET /actuator/retry/payments/plan}.
     *
     * @param securityContext who asks
     * @param name the name of the instance
     * @param view what of it: {@code plan}
     * @return the table; {@code null}, which becomes the status 404, if there is no such instance or view
     */
    @ReadOperation(produces = "text/plain;charset=UTF-8")
    public @Nullable String plan(SecurityContext securityContext, @Selector String name, @Selector String view) {
        return view.equals("plan") ? endpoint.plan(name, to(securityContext)) : null;
    }

    /**
     * Changes one instance, in this process only, until it is reset.
     *
     * @param securityContext who asks
     * @param name its name
     * @param values values by their key below the instance, as in properties, separated by semicolons or line ends; null to
     *     change none
     * @param enabled whether it is to retry, {@code true} or {@code false}, as a text, so that any other is refused here; null
     *     to leave that
     * @return the instance as it is now, or the status 404, or the status 400 with an {@link InvalidOverride}
     */
    @WriteOperation
    public WebEndpointResponse<Object> change(
            SecurityContext securityContext, @Selector String name, @Nullable String values, @Nullable String enabled) {
        return answer(() -> endpoint.change(name, values, flag(enabled), to(securityContext)));
    }

    /**
     * Takes everything back that was changed of one instance.
     *
     * @param securityContext who asks
     * @param name its name
     * @return the instance as it is now, or the status 404, or the status 400 with an {@link InvalidOverride}
     */
    @DeleteOperation
    public WebEndpointResponse<Object> reset(SecurityContext securityContext, @Selector String name) {
        return answer(() -> endpoint.reset(name, to(securityContext)));
    }

    private static @Nullable Boolean flag(@Nullable String enabled) {
        if (enabled == null) {
            return null;
        }
        return switch (enabled.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new InvalidOverrideException(
                        "enabled must be true or false, but was '" + enabled + "'", List.of("enabled"));
        };
    }

    private static WebEndpointResponse<Object> answer(Supplier<@Nullable RetryInstance> change) {
        try {
            RetryInstance changed = change.get();
            return changed == null
                    ? new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND)
                    : new WebEndpointResponse<>(changed);
        } catch (InvalidOverrideException invalid) {
            return new WebEndpointResponse<>(
                    new InvalidOverride(Objects.toString(invalid.getMessage(), ""), invalid.fields()),
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }

    private Predicate<Show> to(SecurityContext visitor) {
        return show -> show.isShown(visitor, roles);
    }
}
