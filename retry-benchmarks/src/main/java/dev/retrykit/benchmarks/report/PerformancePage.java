package dev.retrykit.benchmarks.report;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Replaces the part of the page on performance that belongs to this JDK by what the last run measured. */
public final class PerformancePage {

    private static final String BEGIN =
            "<!-- measured on JDK " + Runtime.version().feature() + ": written by the profile bench -->";

    private PerformancePage() {}

    /**
     * Writes the page.
     *
     * @param arguments the directory with the results, and the page
     * @throws IOException if one cannot be read, or the other not be written
     */
    public static void main(String[] arguments) throws IOException {
        Path results = Path.of(arguments[0]);
        Path page = Path.of(arguments[1]);
        Table table = new Goals(new Figures(results.resolve("jmh.json"))).table();
        addWaiting(table, results);
        addStart(table, results);
        MarkedPart.replace(page, BEGIN, circumstances(results) + "\n\n" + table);
        System.out.println(table);
    }

    private static void addWaiting(Table table, Path results) {
        JsonNode ours = read(results.resolve("waiting-retrykit.json"));
        String figures = Stream.of("retrykit", "resilience4j", "failsafe")
                .map(library -> read(results.resolve("waiting-" + library + ".json")))
                .map(each -> each.get("library").asString() + " " + each.get("heapBytes") + " B, "
                        + Table.number(each.get("processorNanos").asLong() / 1000.0) + " µs, last "
                        + each.get("lastIsLateMillis") + " ms late, the latest of all "
                        + each.get("latestIsLateMillis") + " ms")
                .reduce((one, other) -> one + "; " + other)
                .orElseThrow();
        table.atMost(
                "4",
                "a million calls waiting, heap of each",
                250,
                " B",
                ours.get("heapBytes").asDouble(),
                figures);
        table.atMost(
                "4",
                "the same, processor time of each",
                5,
                " µs",
                ours.get("processorNanos").asLong() / 1000.0,
                figures);
        table.atMost(
                "4",
                "the same, the last one is late by",
                100,
                " ms",
                ours.get("lastIsLateMillis").asDouble(),
                figures);
    }

    private static void addStart(Table table, Path results) {
        JsonNode variants = read(results.resolve("startup.json"));
        JsonNode plain = variants.get(0);
        JsonNode ours = variants.get(1);
        JsonNode next = variants.get(2);
        JsonNode proxied = variants.get(3);
        double millis = added(ours, plain, "millis");
        double megabytes = added(ours, plain, "heapBytes") / 1e6;
        String figures = "without " + plain.get("millis") + " ms; proxies that do nothing add " + both(proxied, plain)
                + "; Retrykit adds " + both(ours, plain) + "; Resilience4j adds " + both(next, plain);
        table.atMost("7", "1,000 annotated methods over 200 instances add to the start", 200, " ms", millis, figures);
        table.atMost("7", "the same, heap", 4, " MB", megabytes, figures);
        table.atMost(
                "7",
                "the same time, of what Resilience4j adds",
                1,
                " ×",
                millis / added(next, plain, "millis"),
                figures);
    }

    private static String both(JsonNode variant, JsonNode plain) {
        return Table.number(added(variant, plain, "millis")) + " ms, "
                + Table.number(added(variant, plain, "heapBytes") / 1e6) + " MB";
    }

    private static double added(JsonNode variant, JsonNode plain, String what) {
        return variant.get(what).asDouble() - plain.get(what).asDouble();
    }

    private static JsonNode read(Path file) {
        return new JsonMapper().readTree(file);
    }

    private static String circumstances(Path results) {
        return String.format(
                Locale.ROOT,
                "Measured on %s: %d processors, %s, %s %s; %d of JMH's processes for each benchmark, and their median.",
                LocalDate.now(java.time.ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.arch"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                read(results.resolve("jmh.json")).get(0).get("forks").asInt());
    }
}
