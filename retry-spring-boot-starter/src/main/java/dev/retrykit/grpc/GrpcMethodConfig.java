package dev.retrykit.grpc;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of {@code methodConfig} in a service config: some methods, and how they are retried. Immutable.
 *
 * @param name what the entry applies to; an entry without names applies to nothing
 * @param waitForReady whether an RPC waits for a connection instead of failing at once; null if the entry does not say.
 *     Means nothing to a retrier, and travels along to a channel
 * @param policy how its methods are retried; null if they are not
 * @param others what else the entry says, {@code timeout} say, in the form that a channel takes; travels along unread
 */
public record GrpcMethodConfig(
        List<GrpcMethodName> name,
        @Nullable Boolean waitForReady,
        @Nullable GrpcPolicy policy,
        Map<String, Object> others) {

    /**
     * Copies the lists.
     *
     * @param name what the entry applies to
     * @param waitForReady whether an RPC waits for a connection; null if the entry does not say
     * @param policy how its methods are retried; null if they are not
     * @param others what else the entry says, in the form that a channel takes
     * @throws IllegalArgumentException if {@code others} holds what no channel takes
     */
    public GrpcMethodConfig {
        name = List.copyOf(Objects.requireNonNull(name, "name must not be null"));
        others = Plain.copy(Objects.requireNonNull(others, "others must not be null"));
    }

    /**
     * An entry that says nothing but how one name is retried.
     *
     * @param name what the entry applies to
     * @param policy how its methods are retried
     * @return the entry
     */
    public static GrpcMethodConfig of(GrpcMethodName name, GrpcPolicy policy) {
        return new GrpcMethodConfig(
                List.of(name), null, Objects.requireNonNull(policy, "policy must not be null"), Map.of());
    }
}
