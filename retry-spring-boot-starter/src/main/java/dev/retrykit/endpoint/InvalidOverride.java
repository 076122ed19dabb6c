package dev.retrykit.endpoint;

import java.util.List;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * The answer, with the status 400, to a change that was refused and has changed nothing.
 *
 * @param message what breaks which rule
 * @param fields the keys of the change that have to do with it, as they were given; empty if it is of no value
 */
public record InvalidOverride(String message, List<String> fields) implements OperationResponseBody {}
