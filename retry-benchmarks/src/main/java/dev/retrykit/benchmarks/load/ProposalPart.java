package dev.retrykit.benchmarks.load;

import dev.retrykit.budget.Quota;
import java.util.ArrayList;
import java.util.List;

/** Other quotas beside the default, by what each does for users and to a server. */
final class ProposalPart {

    private static final int SEEDS = 3;
    private static final int LAST_SECONDS = 600;
    private static final double FAILING = 0.2;

    /** A tenth of the answers fails for good: to retry them takes more than the server has to spare. */
    private static final Scenario FAILING_FOR_GOOD =
            new Scenario(Scenario.STANDARD.outage(), 0.1, Scenario.STANDARD.length());

    private final MarkdownTable table = new MarkdownTable(List.of(
            "capacity / cost / reserve",
            "recovers, 1,000 clients",
            "keeps at 20 %, 0.1/s",
            "1/s",
            "100/s",
            "10 % fail for good, 1,000 clients"));

    ProposalPart() {
        add(Strategy.NO_RETRIES.name(), Strategy.NO_RETRIES);
        add("100 / 10 / 30, the default", Strategy.STANDARD);
        add("48 / 8 / 24, proposed", Strategy.PROPOSED);
        add(60, 10, 30);
        add(60, 20, 60);
        add(Strategy.GRPC.name(), Strategy.GRPC);
    }

    private void add(int capacity, int cost, int reserve) {
        Quota standard = Quota.standard();
        Quota quota = new Quota(
                capacity,
                cost,
                reserve,
                standard.memory(),
                standard.refill(),
                standard.throttledCost(),
                standard.throttledDelay());
        add(capacity + " / " + cost + " / " + reserve, Strategy.quota("quota", quota));
    }

    private void add(String name, Strategy strategy) {
        List<String> cells = new ArrayList<>(List.of(name));
        cells.add(Runs.of(Scenario.STANDARD, strategy, RecoveryPart.LARGEST, SEEDS)
                .toString());
        for (double perSecond : SuccessPart.RATES) {
            cells.add(MarkdownTable.percent(
                    SuccessPart.measure(strategy, perSecond, FAILING).mean()));
        }
        Goodput failing = FAILING_FOR_GOOD.run(strategy, RecoveryPart.LARGEST, 1);
        cells.add(MarkdownTable.percent(failing.shareOfLast(LAST_SECONDS)));
        table.row(cells);
    }

    String text() {
        return table.toString();
    }
}
