package dev.retrykit.autoconfigure;

import java.util.Map;

/**
 * What configuration says, with the places where it was written.
 *
 * @param properties the values
 * @param defaults the places of {@code retrykit.defaults}
 * @param instances the places of each instance
 * @param budgets the places of each budget
 * @param grpc the places of {@code retrykit.grpc}
 */
record Configuration(
        RetryProperties properties,
        Section defaults,
        Map<String, Section> instances,
        Map<String, Section> budgets,
        Section grpc) {

    /** The same, in test mode or not. */
    Configuration inTestMode(boolean testMode) {
        return new Configuration(properties.inTestMode(testMode), defaults, instances, budgets, grpc);
    }
}
