package dev.retrykit.endpoint;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer to {@code GET /actuator/retry/payments}: one instance.
 *
 * @param name the name
 * @param counts what it has counted
 * @param policy the values of its policy by property, in the order in which the configuration lists them
 */
public record RetryInstance(String name, RetryCounts counts, Map<String, PolicyValue> policy)
        implements OperationResponseBody {}
