package dev.retrykit.endpoint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer to {@code GET /actuator/retry/payments}: one instance.
 *
 * @param name the name
 * @param counts what it has counted
 * @param policy the values of its policy by property, in the order in which the configuration lists them
 * @param methods the annotated methods that use it
 * @param plan what its policy will do; absent if values are not to be shown
 * @param lastExhausted the last calls that were given up, the last one first
 */
public record RetryInstance(
        String name,
        RetryCounts counts,
        Map<String, PolicyValue> policy,
        List<String> methods,
        @Nullable RetryPlanView plan,
        List<ExhaustedCall> lastExhausted)
        implements OperationResponseBody {}
