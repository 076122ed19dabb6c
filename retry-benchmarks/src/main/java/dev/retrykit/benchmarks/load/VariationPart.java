package dev.retrykit.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What becomes of the largest fleet where something is otherwise than in the scenario that the documents state. */
final class VariationPart {

    private static final int SEEDS = 3;
    private static final Duration LENGTH = Duration.ofMinutes(20);
    private static final Duration OUTAGE = Duration.ofSeconds(10);
    private static final List<Strategy> COMPARED = List.of(Strategy.NO_RETRIES, Strategy.STANDARD, Strategy.PROPOSED);

    private final MarkdownTable table;

    VariationPart() {
        List<String> heads = new ArrayList<>(List.of("1,000 clients"));
        COMPARED.forEach(strategy -> heads.add(strategy.name()));
        table = new MarkdownTable(heads);
        add("the outage comes 10 s after the start, budgets full", outageAt(10));
        add("it comes 300 s after the start", outageAt(300));
        add(
                "the same, and 1 % of the answers are failures",
                new Scenario(outageAt(300).outage(), 0.01, LENGTH));
        add(
                "it takes 30 s",
                new Scenario(new Outage(Duration.ofSeconds(60), OUTAGE.multipliedBy(3), false), 0, LENGTH));
        add(
                "what arrives in the outage is refused at once",
                new Scenario(new Outage(Duration.ofSeconds(60), OUTAGE, true), 0, LENGTH));
    }

    private static Scenario outageAt(int second) {
        return new Scenario(new Outage(Duration.ofSeconds(second), OUTAGE, false), 0, LENGTH);
    }

    private void add(String name, Scenario scenario) {
        List<String> cells = new ArrayList<>(List.of(name));
        for (Strategy strategy : COMPARED) {
            cells.add(Runs.of(scenario, strategy, RecoveryPart.LARGEST, SEEDS).toString());
        }
        table.row(cells);
    }

    String text() {
        return table.toString();
    }
}
