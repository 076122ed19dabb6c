package dev.retrykit.benchmarks.load;

import java.util.List;
import java.util.stream.LongStream;

/** What is wanted of the default budget, and whether the runs came to it. */
final class Goals {

    private static final double TIMES_NO_RETRIES = 3.5;
    private static final double FAILING = 0.2;
    private static final double KEPT = 0.98;

    /** More than the table has: what comes out is within its scatter of what is wanted. */
    private static final int SEEDS = 10;

    private static final int CALLS = 500_000;

    private final MarkdownTable table = new MarkdownTable(List.of("the default budget", "wanted", "came out", "met"));

    Goals(RecoveryPart recovery) {
        for (int clients : RecoveryPart.FLEETS) {
            Runs runs = recovery.runs(Strategy.STANDARD, clients);
            add(
                    "recovers, " + MarkdownTable.number(clients, 0) + " clients",
                    "with every seed",
                    runs.toString(),
                    runs.allRecover());
        }
        addSlowest(recovery);
        for (double perSecond : SuccessPart.RATES) {
            Spread kept = kept(perSecond);
            add(
                    "keeps at 20 % failures, " + MarkdownTable.number(perSecond, 1) + " calls/s",
                    "≥ " + MarkdownTable.number(KEPT * 100, 0) + " %",
                    finely(kept.mean()) + " % (" + finely(kept.min()) + " to " + finely(kept.max()) + ")",
                    kept.mean() >= KEPT);
        }
    }

    static Spread kept(double perSecond) {
        IndependentFailures failures = new IndependentFailures(FAILING, perSecond, CALLS);
        return Spread.of(
                LongStream.rangeClosed(1, SEEDS).mapToDouble(seed -> failures.successRate(Strategy.STANDARD, seed)));
    }

    private void addSlowest(RecoveryPart recovery) {
        int never = Integer.MAX_VALUE;
        Runs runs = recovery.runs(Strategy.STANDARD, RecoveryPart.LARGEST);
        double median = recovery.timesNoRetries(runs.median().orElse(never), RecoveryPart.LARGEST);
        double worst = recovery.timesNoRetries(runs.worst().orElse(never), RecoveryPart.LARGEST);
        add(
                "the same as a multiple of no retries, 1,000 clients",
                "≤ " + MarkdownTable.number(TIMES_NO_RETRIES, 1) + " ×",
                MarkdownTable.number(median, 2) + " ×, the slowest seed " + MarkdownTable.number(worst, 2) + " ×",
                worst <= TIMES_NO_RETRIES);
    }

    private void add(String what, String wanted, String came, boolean met) {
        table.row(List.of(what, wanted, "**" + came + "**", met ? "yes" : "no"));
    }

    private static String finely(double part) {
        return MarkdownTable.number(part * 100, 2);
    }

    String text() {
        return table.toString();
    }
}
