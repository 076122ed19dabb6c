package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclarationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints which annotated method cannot be retried as its annotation says, and the way out. */
final class RetryDeclarationFailureAnalyzer extends AbstractFailureAnalyzer<RetryDeclarationException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RetryDeclarationException cause) {
        return new FailureAnalysis(cause.getMessage(), cause.action(), cause);
    }
}
