package dev.retrykit.benchmarks.startup;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A way in which the methods of the started application are retried. */
enum Variant {
    /** By nobody: no annotation, and no library starts. */
    PLAIN(
            "",
            "",
            List.of(
                    "dev.retrykit.autoconfigure.RetryAopAutoConfiguration",
                    "dev.retrykit.autoconfigure.RetryAutoConfiguration",
                    "dev.retrykit.autoconfigure.RetryEndpointAutoConfiguration",
                    "dev.retrykit.autoconfigure.RetryGrpcAutoConfiguration",
                    "dev.retrykit.autoconfigure.RetryHttpAutoConfiguration",
                    "dev.retrykit.autoconfigure.RetryMetricsAutoConfiguration")),

    /** By Retrykit. */
    RETRYKIT("@dev.retrykit.annotation.Retryable(\"i%d\")", "retrykit.instances.i%d.max-attempts=3", List.of()),

    /** By Resilience4j. */
    RESILIENCE4J(
            "@io.github.resilience4j.retry.annotation.Retry(name = \"i%d\")",
            "resilience4j.retry.instances.i%d.max-attempts=3", PLAIN.excluded);

    static final int BEANS = 50;
    static final int METHODS = 20;
    static final int INSTANCES = 200;

    private final String annotation;
    private final String property;
    private final List<String> excluded;

    Variant(String annotation, String property, List<String> excluded) {
        this.annotation = annotation;
        this.property = property;
        this.excluded = excluded;
    }

    /** The source of one bean: as many methods as each has, over instances that the next beans go on with. */
    String source(int bean) {
        return IntStream.range(0, METHODS)
                .mapToObj(method -> "    " + annotation.formatted((bean * METHODS + method) % INSTANCES)
                        + " public int m" + method + "(String order) { return order.length(); }\n")
                .collect(Collectors.joining("", "package started;\npublic class Bean" + bean + " {\n", "}\n"));
    }

    String properties() {
        String names = IntStream.range(0, INSTANCES)
                .mapToObj(instance -> property.formatted(instance) + "\n")
                .collect(Collectors.joining());
        return names + "spring.autoconfigure.exclude=" + String.join(",", excluded) + "\n";
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
