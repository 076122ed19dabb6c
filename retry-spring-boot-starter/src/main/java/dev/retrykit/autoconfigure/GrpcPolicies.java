package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.grpc.GrpcMethodConfig;
import dev.retrykit.grpc.GrpcPolicy;
import dev.retrykit.grpc.GrpcRetryThrottling;
import dev.retrykit.grpc.GrpcServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.util.ClassUtils;

/**
 * The policies that instances take from a gRPC service config by naming a method of it.
 *
 * @param location where the service config is, or null if there is none
 * @param config the service config, or null if there is none that could be read
 */
record GrpcPolicies(@Nullable String location, @Nullable GrpcServiceConfig config) {

    private static final String METHOD = "grpc-method";
    private static final String IGNORE = "ignore";

    /** What the service config decides, so that it must not be written beside the method. */
    private static final Map<String, Predicate<PolicyProperties>> DECIDED = Map.of(
            "max-attempts", level -> level.maxAttempts() != null,
            "backoff.strategy", level -> level.backoff().strategy() != null,
            "backoff.delay", level -> level.backoff().delay() != null,
            "backoff.increment", level -> level.backoff().increment() != null,
            "backoff.multiplier", level -> level.backoff().multiplier() != null,
            "backoff.max-delay", level -> level.backoff().maxDelay() != null,
            "backoff.jitter", level -> level.backoff().jitter() != null,
            "retry-on", level -> level.retryOn() != null,
            "retry-on-status", level -> level.retryOnStatus() != null,
            "hedging.delay", level -> level.hedging().delay() != null);

    /** What reading a service config needs: a class of each library, by the dependency that brings it. */
    private static final Map<String, String> NEEDED = new TreeMap<>(Map.of(
            "io.grpc:grpc-api", "io.grpc.Status",
            "tools.jackson.core:jackson-databind", "tools.jackson.databind.json.JsonMapper"));

    static GrpcPolicies read(Configuration configuration, Problems problems) {
        String location = configuration.properties().grpc().serviceConfig();
        if (location == null) {
            return new GrpcPolicies(null, null);
        }
        Written written = configuration.grpc().written("service-config");
        List<String> missing = missing();
        if (!missing.isEmpty()) {
            String dependencies = String.join(" and ", missing);
            problems.add(Problem.rule(
                    written,
                    "be written only where " + dependencies + (missing.size() == 1 ? " is" : " are")
                            + " on the class path",
                    "Add " + dependencies + " to the dependencies, or remove the property."));
            return new GrpcPolicies(location, null);
        }
        try {
            String json = new DefaultResourceLoader().getResource(location).getContentAsString(StandardCharsets.UTF_8);
            return new GrpcPolicies(location, GrpcServiceConfig.read(json, location));
        } catch (IOException | UncheckedIOException unreadable) {
            problems.add(problem(written, location, "it cannot be read: " + unreadable.getMessage()));
        } catch (IllegalArgumentException invalid) {
            problems.add(problem(written, location, String.valueOf(invalid.getMessage())));
        }
        return new GrpcPolicies(location, null);
    }

    private static List<String> missing() {
        return NEEDED.entrySet().stream()
                .filter(library -> !ClassUtils.isPresent(library.getValue(), GrpcPolicies.class.getClassLoader()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Problem problem(Written written, String location, String what) {
        return new Problem(
                written.property() + " must be a gRPC service config, but was '" + location + "': " + what,
                written.origin(),
                "Correct the service config, or where it is looked for.");
    }

    /** Puts the entry of the instance's method into its policy; what throttles it, or null if nothing does. */
    @Nullable GrpcRetryThrottling applyTo(PolicyDraft draft) {
        Chosen<String> method = draft.layers().highest(METHOD, PolicyProperties::grpcMethod, null);
        String name = method.value();
        if (name == null || method.written() == null) {
            return null;
        }
        draft.show(method);
        refuseBeside(draft);
        GrpcPolicy policy = policyOf(name, method.written(), draft.problems());
        if (policy == null || config == null) {
            return null;
        }
        RetryPolicy before = draft.builder().build();
        policy.applyTo(draft.builder());
        refuseIgnored(draft);
        config.usedAround(name, draft.name());
        PolicyCustomizers.show(
                before, draft.builder().build(), "service config " + location + ", " + name, draft.values());
        return config.retryThrottling();
    }

    /** A service config names statuses only; the types that are ignored stay so. */
    private static void refuseIgnored(PolicyDraft draft) {
        List<Class<?>> ignored = draft.layers()
                .highest(IGNORE, PolicyProperties::ignore, List.<Class<?>>of())
                .value();
        if (ignored != null && !ignored.isEmpty()) {
            List<Class<? extends Throwable>> types = new ArrayList<>();
            ignored.forEach(type -> types.add(type.asSubclass(Throwable.class)));
            FailureCondition condition = draft.builder().build().retryOn();
            draft.builder().retryOn(condition.and(FailureCondition.except(types)));
        }
    }

    private @Nullable GrpcPolicy policyOf(String name, Written written, Problems problems) {
        if (location == null) {
            problems.add(Problem.rule(written, "be written only where retrykit.grpc.service-config is set"));
            return null;
        }
        if (config == null) {
            return null;
        }
        try {
            GrpcPolicy policy =
                    config.configFor(name).map(GrpcMethodConfig::policy).orElse(null);
            if (policy == null) {
                problems.add(Problem.rule(written, "name a method that " + location + " retries"));
            }
            return policy;
        } catch (IllegalArgumentException noMethod) {
            problems.add(
                    Problem.rule(written, "consist of service and method, as in grpc.examples.echo.Echo/UnaryEcho"));
            return null;
        }
    }

    private static void refuseBeside(PolicyDraft draft) {
        List<Level> levels =
                draft.layers().fromHighest(PolicyProperties::grpcMethod).levels();
        for (Level level : levels) {
            DECIDED.forEach((key, isWritten) -> {
                if (isWritten.test(level.values())) {
                    draft.problems()
                            .add(Problem.rule(
                                    level.written(key),
                                    "not be written beside grpc-method, whose service config decides it"));
                }
            });
        }
    }
}
