package dev.retrykit.autoconfigure;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration, or what annotations say, cannot be made into policies. */
final class InvalidRetryConfigurationException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    InvalidRetryConfigurationException(List<Problem> problems) {
        super(problems.stream()
                .map(problem -> problem.origin() == null
                        ? problem.message()
                        : problem.message() + " [" + problem.origin() + "]")
                .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    List<Problem> problems() {
        return problems;
    }
}
