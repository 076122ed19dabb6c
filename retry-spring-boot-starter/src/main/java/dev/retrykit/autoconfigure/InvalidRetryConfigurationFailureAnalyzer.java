package dev.retrykit.autoconfigure;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints what is wrong with the configuration, where it was written, and what to do. */
final class InvalidRetryConfigurationFailureAnalyzer
        extends AbstractFailureAnalyzer<InvalidRetryConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidRetryConfigurationException cause) {
        String description = cause.problems().stream().map(Problem::toString).collect(Collectors.joining("\n\n"));
        String action =
                cause.problems().stream().map(Problem::action).distinct().collect(Collectors.joining("\n"));
        return new FailureAnalysis(description, action, cause);
    }
}
