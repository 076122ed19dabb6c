package dev.retrykit.benchmarks.report;

import static dev.retrykit.benchmarks.report.Table.show;

import dev.retrykit.benchmarks.report.Figures.Figure;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is wanted of the library's speed, and whether what was measured is it. */
final class Goals {

    private static final String ANNOTATED = "AnnotatedBenchmark.";
    private static final String SUCCESS = "ProgrammaticSuccessBenchmark.";
    private static final String FAILURES = "ProgrammaticFailuresBenchmark.";
    private static final String DEFERRED = "DeferredBenchmark.";
    private static final String CONTENTION = "ContentionBenchmark.";
    private static final String GROWTH = "GrowthBenchmark.";

    private static final String[] ANNOTATED_PEERS = {"Spring", "SpringRetry", "Resilience4j"};

    private final Figures figures;
    private final Table table = new Table();

    Goals(Figures figures) {
        this.figures = figures;
    }

    Table table() {
        annotated();
        programmatic();
        failing();
        contended();
        deferred();
        growing();
        return table;
    }

    private void annotated() {
        Figure ours = figures.of(ANNOTATED + "successRetrykit");
        Figure floor = figures.of(ANNOTATED + "successProxied");
        String both = show("Retrykit", ours) + "; proxy " + show("", floor).strip();
        table.atMost(
                "1", "annotated, success at once, of a proxy that does nothing", 1.4, " ×", ratio(ours, floor), both);
        table.atMost(
                "1",
                "the same, allocated beyond that proxy",
                48,
                " B",
                ours.minus(floor).bytes(),
                both);
        fasterThan(
                "1",
                "annotated, success at once, faster than the next",
                4,
                ours,
                ANNOTATED,
                "success",
                ANNOTATED_PEERS);
    }

    private void programmatic() {
        Figure ours = figures.of(SUCCESS + "retrykit");
        Figure floor = figures.of(SUCCESS + "directCounted");
        String both = show("Retrykit", ours) + "; direct and counted "
                + show("", floor).strip() + "; direct "
                + show("", figures.of(SUCCESS + "direct")).strip();
        table.atMost(
                "2", "in code, success at once, of a direct call that counts", 1.4, " ×", ratio(ours, floor), both);
        table.atMost("2", "the same, allocated beyond the caller's own lambda", 0, " B", ownBytes(ours), both);
        fasterThan(
                "2",
                "in code, success at once, faster than the next",
                2,
                ours,
                SUCCESS,
                "",
                "resilience4j",
                "failsafe",
                "springRetry",
                "spring");
    }

    /** What every library here allocates, since the caller makes it: a lambda, and a box around the result. */
    private double ownBytes(Figure ours) {
        return Math.max(0, ours.bytes() - figures.of(SUCCESS + "callersOwn").bytes());
    }

    private void failing() {
        Figure ours = figures.of(FAILURES + "retrykit");
        Figure byHand = figures.of(FAILURES + "byHand");
        Figure perFailure = ours.minus(figures.of(SUCCESS + "callersOwn")).per(2);
        String both = show("Retrykit", ours) + "; loop by hand "
                + show("", byHand).strip() + "; "
                + all(FAILURES, "", "springRetry", "resilience4j", "spring", "failsafe");
        table.atMost("3", "in code, each of two failures", 60, " ns", perFailure.nanos(), both);
        table.atMost("3", "the same, allocated", 96, " B", perFailure.bytes(), both);
        Figure annotated = figures.of(ANNOTATED + "failuresRetrykit");
        Peer next = fastest(ANNOTATED, "failures", ANNOTATED_PEERS);
        table.atMost(
                "3",
                "annotated, two failures, of the fastest peer",
                .5,
                " ×",
                ratio(annotated, next.figure),
                show("Retrykit", annotated) + "; "
                        + all(ANNOTATED, "failures", ANNOTATED_PEERS) + "; loop around a proxy "
                        + show("", figures.of(ANNOTATED + "failuresProxied")).strip());
    }

    private void contended() {
        double floor = scaling("proxied", "proxiedByTwo");
        double success = scaling("success", "successByTwo");
        table.atLeast(
                "5",
                "two threads on one instance, success, of what the proxy scales",
                .9,
                " ×",
                success / floor,
                "one thread to two: Retrykit " + Table.number(success) + " ×, proxy " + Table.number(floor) + " ×");
        double failures = scaling("failures", "failuresByTwo");
        double shared = scaling("shared", "sharedByTwo");
        table.atLeast(
                "5",
                "the same with two failures, beside one contended number",
                .9,
                " ×",
                failures / shared,
                "one thread to two: Retrykit " + Table.number(failures) + " ×, AtomicLong " + Table.number(shared)
                        + " ×");
    }

    private void deferred() {
        for (String kind : List.of("stage", "publisher")) {
            Figure ours = figures.of(DEFERRED + kind + "Retrykit");
            Figure floor = figures.of(DEFERRED + kind + "Proxied");
            table.atMost(
                    "6",
                    kind.equals("stage") ? "CompletionStage, success at once" : "Mono, success at once",
                    1.3,
                    " ×",
                    ratio(ours, floor),
                    show("Retrykit", ours) + "; proxy " + show("", floor).strip() + "; "
                            + (kind.equals("stage")
                                    ? all(DEFERRED, kind, "Resilience4j")
                                    : all(DEFERRED, kind, "Spring", "Reactor")));
        }
    }

    private void growing() {
        Figure hundred = figures.of(GROWTH + "hundred");
        Figure million = figures.of(GROWTH + "million");
        table.atMost(
                "8",
                "an attempt of a million, of an attempt of a hundred",
                1.1,
                " ×",
                ratio(million, hundred),
                show("of a hundred", hundred) + "; " + show("of a million", million));
    }

    /** How much more two threads do than one. */
    private double scaling(String one, String two) {
        return 2
                * figures.of(CONTENTION + one).nanos()
                / figures.of(CONTENTION + two).nanos();
    }

    private void fasterThan(
            String goal, String what, double times, Figure ours, String benchmark, String prefix, String... peers) {
        Peer next = fastest(benchmark, prefix, peers);
        table.atLeast(goal, what, times, " ×", ratio(next.figure, ours), all(benchmark, prefix, peers));
    }

    private String all(String benchmark, String prefix, String... peers) {
        return peers(benchmark, prefix, peers).map(Peer::toString).collect(Collectors.joining("; "));
    }

    private Peer fastest(String benchmark, String prefix, String... peers) {
        return peers(benchmark, prefix, peers)
                .min(Comparator.comparingDouble(peer -> peer.figure.nanos()))
                .orElseThrow();
    }

    private Stream<Peer> peers(String benchmark, String prefix, String... peers) {
        return Arrays.stream(peers).map(peer -> new Peer(peer, figures.of(benchmark + prefix + peer)));
    }

    private static double ratio(Figure one, Figure other) {
        return one.nanos() / other.nanos();
    }

    private record Peer(String name, Figure figure) {

        @Override
        public String toString() {
            return show(name, figure);
        }
    }
}
