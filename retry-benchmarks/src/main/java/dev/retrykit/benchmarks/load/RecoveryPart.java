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
import java.util.stream.IntStream;

/** Whether a fleet recovers from an outage, as a table and a chart. */
final class RecoveryPart {

    static final List<Integer> FLEETS = List.of(20, 200, 1000);
    static final int LARGEST = 1000;

    private static final int SEEDS = 3;
    private static final int STEP = 5;

    private final Map<Strategy, Map<Integer, Runs>> runs = new HashMap<>();
    private final MarkdownTable table = new MarkdownTable(
            List.of("", "20 clients", "200 clients", "1,000 clients", "of no retries, 1,000", "retries sent, 1,000"));
    private final List<Line> lines = new ArrayList<>();

    RecoveryPart() {
        add(Strategy.NO_RETRIES);
        Strategy.RETRYING.forEach(this::add);
    }

    private void add(Strategy strategy) {
        Map<Integer, Runs> byFleet = strategy.hasBudget() ? byFleet(strategy) : forAll(strategy);
        runs.put(strategy, byFleet);
        List<String> cells = new ArrayList<>(List.of(strategy.name()));
        FLEETS.forEach(clients -> cells.add(runs(strategy, clients).toString()));
        Runs largest = runs(strategy, LARGEST);
        cells.add(
                largest.median().isPresent()
                        ? MarkdownTable.number(timesNoRetries(largest.median().getAsInt(), LARGEST), 2) + " ×"
                        : "");
        cells.add(MarkdownTable.number((double) largest.retries(), 0));
        table.row(cells);
        lines.add(new Line(strategy.name(), points(largest.bySeed().get(0))));
    }

    private static Map<Integer, Runs> byFleet(Strategy strategy) {
        Map<Integer, Runs> byFleet = new HashMap<>();
        FLEETS.forEach(clients -> byFleet.put(clients, Runs.of(Scenario.STANDARD, strategy, clients, SEEDS)));
        return byFleet;
    }

    /** Without a budget it does not matter which client makes a call: the runs of one fleet are those of each. */
    private static Map<Integer, Runs> forAll(Strategy strategy) {
        Runs runs = Runs.of(Scenario.STANDARD, strategy, 1, SEEDS);
        Map<Integer, Runs> byFleet = new HashMap<>();
        FLEETS.forEach(clients -> byFleet.put(clients, runs));
        return byFleet;
    }

    private static List<Point> points(Goodput goodput) {
        return IntStream.iterate(0, second -> second <= goodput.seconds() - Goodput.WINDOW, second -> second + STEP)
                .mapToObj(second -> new Point(second + Goodput.WINDOW / 2.0, goodput.perSecond(second)))
                .toList();
    }

    Runs runs(Strategy strategy, int clients) {
        return requireNonNull(requireNonNull(runs.get(strategy)).get(clients));
    }

    /** A time to recover as a multiple of what a fleet that never retries takes. */
    double timesNoRetries(int seconds, int clients) {
        return (double) seconds / runs(Strategy.NO_RETRIES, clients).median().orElseThrow();
    }

    String text() {
        return table.toString();
    }

    Chart chart() {
        return new Chart(
                "Calls that succeed, 1,000 clients, outage from 60 s to 70 s",
                Axis.linear("second in which the call begins", 0, 200, 400, 600, 800, 1000, 1200),
                Axis.linear("successful calls a second", 0, 100, 200, 300),
                lines);
    }
}
