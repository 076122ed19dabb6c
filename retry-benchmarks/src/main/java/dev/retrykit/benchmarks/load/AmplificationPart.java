package dev.retrykit.benchmarks.load;

import dev.retrykit.Nested;
import dev.retrykit.benchmarks.chart.Axis;
import dev.retrykit.benchmarks.chart.Chart;
import dev.retrykit.benchmarks.chart.Line;
import dev.retrykit.benchmarks.chart.Line.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** How layers of retriers multiply load, as a table and a chart. */
final class AmplificationPart {

    private static final int LAYERS = 5;
    private static final int SECONDS = 60;

    private final MarkdownTable table = new MarkdownTable(
            List.of("budget of each layer", "nested rule", "1 layer", "2 layers", "3 layers", "4 layers", "5 layers"));
    private final List<Line> lines = new ArrayList<>();

    AmplificationPart() {
        for (Nested nested : List.of(Nested.MULTIPLY, Nested.ONCE)) {
            for (Strategy strategy : Strategy.RETRYING) {
                add(strategy, nested);
            }
        }
    }

    private void add(Strategy strategy, Nested nested) {
        List<double[]> byLayers = IntStream.rangeClosed(1, LAYERS)
                .mapToObj(layers -> new Amplification(layers, nested).perCall(strategy, SECONDS))
                .toList();
        List<String> cells = new ArrayList<>(List.of(strategy.name(), nested == Nested.ONCE ? "on" : "off"));
        byLayers.forEach(perCall -> cells.add(MarkdownTable.number(mean(perCall), 2) + " ("
                + MarkdownTable.number(Arrays.stream(perCall).max().orElseThrow(), 1) + ")"));
        table.row(cells);
        if (nested == Nested.MULTIPLY) {
            lines.add(line(strategy.name(), byLayers));
        } else if (strategy == Strategy.NAIVE) {
            lines.add(0, line("no budget, nested rule", byLayers));
        }
    }

    private static Line line(String name, List<double[]> byLayers) {
        return new Line(
                name,
                IntStream.rangeClosed(1, LAYERS)
                        .mapToObj(layers -> new Point(layers, mean(byLayers.get(layers - 1))))
                        .toList());
    }

    private static double mean(double... perCall) {
        return Arrays.stream(perCall).average().orElseThrow();
    }

    String text() {
        return table.toString();
    }

    Chart chart() {
        return new Chart(
                "Attempts at a dead server for each call, layers of three attempts",
                Axis.linear("layers", 1, 2, 3, 4, 5),
                Axis.logarithmic("attempts for each call", 1, 3, 9, 27, 81, 243),
                lines);
    }
}
