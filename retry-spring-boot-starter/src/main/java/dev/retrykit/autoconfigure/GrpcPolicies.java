package dev.retrykit.autoconfigure;

import dev.retrykit.RetryPolicy;
import dev.retrykit.grpc.GrpcMethodConfig;
import dev.retrykit.grpc.GrpcPolicy;
import dev.retrykit.grpc.GrpcRetryThrottling;
import dev.retrykit.grpc.GrpcServiceConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
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

    static GrpcPolicies read(@Nullable String location, Problems problems) {
        if (location == null) {
            return new GrpcPolicies(null, null);
        }
        try {
            if (!ClassUtils.isPresent("tools.jackson.databind.json.JsonMapper", GrpcPolicies.class.getClassLoader())) {
                throw new IllegalArgumentException("reading one needs Jackson, which is not on the class path");
            }
            String json = new DefaultResourceLoader().getResource(location).getContentAsString(StandardCharsets.UTF_8);
            return new GrpcPolicies(location, GrpcServiceConfig.read(json, location));
        } catch (IOException | UncheckedIOException unreadable) {
            problems.add(problem(location, "it cannot be read: " + unreadable.getMessage()));
        } catch (IllegalArgumentException invalid) {
            problems.add(problem(location, String.valueOf(invalid.getMessage())));
        }
        return new GrpcPolicies(location, null);
    }

    private static Problem problem(String location, String what) {
        return new Problem(
                "retrykit.grpc.service-config must be a gRPC service config, but was '" + location + "': " + what,
                null,
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
        PolicyCustomizers.show(
                before, draft.builder().build(), "service config " + location + ", " + name, draft.values());
        return config.retryThrottling();
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
