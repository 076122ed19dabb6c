package dev.retrykit.benchmarks.report;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What JMH has measured: of each benchmark, the median of its processes. */
final class Figures {

    private final Map<String, Figure> byName = new HashMap<>();

    /**
     * Reads JMH's results.
     *
     * @param results the file that JMH wrote as JSON, with the GC profiler on
     */
    Figures(Path results) {
        for (JsonNode result : new JsonMapper().readTree(results)) {
            String name = result.get("benchmark").asString();
            JsonNode allocated = result.get("secondaryMetrics").get("gc.alloc.rate.norm");
            byName.put(
                    name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                    new Figure(median(result.get("primaryMetric")), median(allocated)));
        }
    }

    Figure of(String benchmark) {
        Figure figure = byName.get(benchmark);
        if (figure == null) {
            throw new IllegalArgumentException("no result of '" + benchmark + "', but only of "
                    + byName.keySet().stream().sorted().toList());
        }
        return figure;
    }

    private static double median(JsonNode metric) {
        double[] processes = metric.get("rawData")
                .valueStream()
                .mapToDouble(process -> process.valueStream()
                        .mapToDouble(JsonNode::asDouble)
                        .average()
                        .orElseThrow())
                .sorted()
                .toArray();
        int middle = processes.length / 2;
        return processes.length % 2 == 1
                ? processes[middle]
                : DoubleStream.of(processes[middle - 1], processes[middle])
                        .average()
                        .orElseThrow();
    }

    /** Nanoseconds and bytes of one call. */
    record Figure(double nanos, double bytes) {

        Figure per(double parts) {
            return new Figure(nanos / parts, bytes / parts);
        }

        Figure minus(Figure other) {
            return new Figure(nanos - other.nanos, bytes - other.bytes);
        }
    }
}
