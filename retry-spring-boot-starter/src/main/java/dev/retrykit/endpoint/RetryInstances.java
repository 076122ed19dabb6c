package dev.retrykit.endpoint;

import java.util.Map;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer to {@code GET /actuator/retry}: all instances.
 *
 * @param instances what each has counted, by name, in the order of the names
 */
public record RetryInstances(Map<String, RetryCounts> instances) implements OperationResponseBody {}
