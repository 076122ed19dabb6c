package dev.retrykit.aop;

/** The annotations that ask for retries, of whatever library; those of others need not be on the class path. */
enum RetryAnnotation {
    RETRYKITS("dev.retrykit.annotation.Retryable", "Retrykit's @Retryable"),
    SPRINGS("org.springframework.resilience.annotation.Retryable", "Spring's @Retryable"),
    RESILIENCE4JS("io.github.resilience4j.retry.annotation.Retry", "Resilience4j's @Retry"),
    SPRING_RETRYS("org.springframework.retry.annotation.Retryable", "spring-retry's @Retryable");

    private final String typeName;
    private final String words;

    RetryAnnotation(String typeName, String words) {
        this.typeName = typeName;
        this.words = words;
    }

    /** The name of its type. */
    String typeName() {
        return typeName;
    }

    /** Whose it is, and what it is called. */
    String words() {
        return words;
    }
}
