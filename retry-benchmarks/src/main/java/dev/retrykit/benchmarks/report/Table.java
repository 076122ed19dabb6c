package dev.retrykit.benchmarks.report;

import dev.retrykit.benchmarks.report.Figures.Figure;
import java.util.Locale;

/** A Markdown table of goals, ratios first. */
final class Table {

    private final StringBuilder text = new StringBuilder("""
            | goal | what | measured | wanted | met | figures |
            |---|---|---|---|---|---|
            """);

    /** A ratio that must not be larger. */
    Table atMost(String goal, String what, double limit, String unit, double measured, String figures) {
        return row(
                goal, what, number(measured) + unit, "≤ " + number(limit) + unit, rounded(measured) <= limit, figures);
    }

    /** A ratio that must not be smaller. */
    Table atLeast(String goal, String what, double limit, String unit, double measured, String figures) {
        return row(
                goal, what, number(measured) + unit, "≥ " + number(limit) + unit, rounded(measured) >= limit, figures);
    }

    private Table row(String goal, String what, String measured, String wanted, boolean met, String figures) {
        text.append(String.join(" | ", "| " + goal, what, "**" + measured + "**", wanted, met ? "yes" : "no", figures))
                .append(" |\n");
        return this;
    }

    /** What the profiler measures of bytes is off by some thousandths. */
    private static double rounded(double measured) {
        return Math.round(measured * 100) / 100.0;
    }

    static String show(String name, Figure figure) {
        return name + " " + number(figure.nanos()) + " ns, " + Math.round(figure.bytes()) + " B";
    }

    static String number(double value) {
        return String.format(
                        Locale.ROOT, Math.abs(value) < 10 ? "%.2f" : Math.abs(value) < 100 ? "%.1f" : "%,.0f", value)
                .replaceAll("(\\.\\d*?)0+$", "$1")
                .replaceAll("\\.$", "");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
