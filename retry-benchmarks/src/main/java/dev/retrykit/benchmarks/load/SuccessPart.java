package dev.retrykit.benchmarks.load;

import static java.util.Objects.requireNonNull;

import dev.retrykit.benchmarks.chart.Axis;
import dev.retrykit.benchmarks.chart.Chart;
import dev.retrykit.benchmarks.chart.Line;
import dev.retrykit.benchmarks.chart.Line.Point;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** What budgets keep of the success rate where failures have nothing to do with load, as a table and a chart. */
final class SuccessPart {

    static final List<Double> RATES = List.of(0.1, 1.0, 100.0);

    private static final List<Double> FAILING = List.of(0.01, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5);
    private static final double SHOWN_RATE = 0.1;
    private static final int CALLS = 100_000;
    private static final int SEEDS = 3;

    private final Map<Cell, Spread> spreads = new HashMap<>();
    private final MarkdownTable table;
    private final List<Line> lines = new ArrayList<>();

    SuccessPart() {
        List<String> heads = new ArrayList<>(List.of("", "calls/s"));
        FAILING.forEach(failing -> heads.add(MarkdownTable.number(failing * 100, 0) + " %"));
        table = new MarkdownTable(heads);
        addExactly("no retries", 1);
        addExactly("no budget", Strategy.ATTEMPTS);
        Strategy.RETRYING.stream()
                .filter(strategy -> strategy != Strategy.NAIVE)
                .forEach(this::add);
    }

    private record Cell(Strategy strategy, double perSecond, double failing) {}

    private void addExactly(String name, int attempts) {
        List<String> cells = new ArrayList<>(List.of(name, "any"));
        FAILING.forEach(failing -> cells.add(MarkdownTable.percent(1 - Math.pow(failing, attempts))));
        table.row(cells);
        lines.add(new Line(
                name,
                FAILING.stream()
                        .map(failing -> new Point(failing * 100, 100 * (1 - Math.pow(failing, attempts))))
                        .toList()));
    }

    private void add(Strategy strategy) {
        for (double perSecond : RATES) {
            List<String> cells = new ArrayList<>(List.of(strategy.name(), MarkdownTable.number(perSecond, 1)));
            for (double failing : FAILING) {
                Spread spread = measure(strategy, perSecond, failing);
                spreads.put(new Cell(strategy, perSecond, failing), spread);
                cells.add(MarkdownTable.percent(spread.mean()));
            }
            table.row(cells);
        }
        lines.add(new Line(
                strategy.name(),
                FAILING.stream()
                        .map(failing -> new Point(
                                failing * 100,
                                100 * success(strategy, SHOWN_RATE, failing).mean()))
                        .toList()));
    }

    static Spread measure(Strategy strategy, double perSecond, double failing) {
        return Spread.of(LongStream.rangeClosed(1, SEEDS)
                .mapToDouble(seed -> new IndependentFailures(failing, perSecond, CALLS).successRate(strategy, seed)));
    }

    Spread success(Strategy strategy, double perSecond, double failing) {
        return requireNonNull(spreads.get(new Cell(strategy, perSecond, failing)));
    }

    String text() {
        double widest =
                spreads.values().stream().mapToDouble(Spread::width).max().orElseThrow();
        return table + "\nThe seeds differ by at most " + MarkdownTable.number(widest * 100, 2)
                + " percentage points in any cell.\n";
    }

    Chart chart() {
        return new Chart(
                "Calls that succeed, one client that makes 0.1 calls a second",
                Axis.linear("attempts that fail, each by itself, in percent", 0, 10, 20, 30, 40, 50),
                Axis.linear("successful calls in percent", 50, 60, 70, 80, 90, 100),
                lines);
    }
}
