package dev.retrykit.benchmarks.load;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.LongStream;

/**
 * The runs of one strategy and fleet that differ in nothing but their seed, 1 and following.
 *
 * @param bySeed what became of the calls of each
 */
record Runs(List<Goodput> bySeed) {

    static Runs of(Scenario scenario, Strategy strategy, int clients, int seeds) {
        return new Runs(LongStream.rangeClosed(1, seeds)
                .mapToObj(seed -> scenario.run(strategy, clients, seed))
                .toList());
    }

    boolean allRecover() {
        return recoveries().stream().allMatch(OptionalInt::isPresent);
    }

    /** The middle of the times that it takes to recover, which is never if half of the runs do not. */
    OptionalInt median() {
        return recoveries().get(bySeed.size() / 2);
    }

    /** The longest time that it takes to recover, never included. */
    OptionalInt worst() {
        return recoveries().get(bySeed.size() - 1);
    }

    /** How many retries the server got, on average. */
    long retries() {
        return Math.round(bySeed.stream().mapToInt(Goodput::retries).average().orElseThrow());
    }

    /** From the fastest to those that never do. */
    private List<OptionalInt> recoveries() {
        return bySeed.stream()
                .map(Goodput::recovery)
                .sorted(Comparator.comparingInt(recovery -> recovery.orElse(Integer.MAX_VALUE)))
                .toList();
    }

    /** As a cell of a table: the median, and in brackets the fastest and the slowest. */
    @Override
    public String toString() {
        List<OptionalInt> all = recoveries();
        if (all.get(0).isEmpty()) {
            return "never";
        }
        return seconds(median()) + " (" + all.get(0).getAsInt() + " to " + seconds(worst()) + ")";
    }

    private static String seconds(OptionalInt recovery) {
        return recovery.isPresent() ? recovery.getAsInt() + " s" : "never";
    }
}
