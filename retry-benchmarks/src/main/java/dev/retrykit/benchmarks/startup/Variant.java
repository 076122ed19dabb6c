package dev.retrykit.benchmarks.startup;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

/** A way in which the methods of the started application are retried. Only that library starts. */
enum Variant {
    /** By nobody. */
    PLAIN("", "", "nobody"),

    /** By Retrykit. */
    RETRYKIT("@dev.retrykit.annotation.Retryable(\"i%d\")", "retrykit.instances.i%d.max-attempts=3", "dev.retrykit."),

    /** By Resilience4j. */
    RESILIENCE4J(
            "@io.github.resilience4j.retry.annotation.Retry(name = \"i%d\")",
            "resilience4j.retry.instances.i%d.max-attempts=3", "io.github.resilience4j."),

    /** By nobody, though each bean has a proxy: what Spring takes for these alone. */
    PROXIED("", Started.PROXIED + "=true", "nobody");

    static final int BEANS = 50;
    static final int METHODS = 20;
    static final int INSTANCES = 200;

    private final String annotation;
    private final String property;
    private final String library;

    Variant(String annotation, String property, String library) {
        this.annotation = annotation;
        this.property = property;
        this.library = library;
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
        return names + "spring.autoconfigure.exclude=" + excluded() + "\n";
    }

    /** The auto-configurations of the other libraries. */
    private String excluded() {
        return ImportCandidates.load(AutoConfiguration.class, Variant.class.getClassLoader()).getCandidates().stream()
                .filter(name -> Stream.of(RETRYKIT, RESILIENCE4J).anyMatch(other -> name.startsWith(other.library)))
                .filter(name -> !name.startsWith(library))
                .collect(Collectors.joining(","));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
