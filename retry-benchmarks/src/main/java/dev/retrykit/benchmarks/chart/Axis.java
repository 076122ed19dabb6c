package dev.retrykit.benchmarks.chart;

import java.util.List;
import java.util.Locale;

/**
 * One axis of a chart.
 *
 * @param title what is measured, with its unit
 * @param min the smallest value shown
 * @param max the largest value shown
 * @param ticks the values that are written beside the axis
 * @param logarithmic whether equal distances are equal ratios; all values are above zero then
 */
public record Axis(String title, double min, double max, List<Double> ticks, boolean logarithmic) {

    /**
     * An axis on which equal distances are equal differences.
     *
     * @param title what is measured, with its unit
     * @param ticks the values that are written, the first and the last of which are the ends
     * @return the axis
     */
    public static Axis linear(String title, double... ticks) {
        return new Axis(title, ticks[0], ticks[ticks.length - 1], boxed(ticks), false);
    }

    /**
     * An axis on which equal distances are equal ratios.
     *
     * @param title what is measured, with its unit
     * @param ticks the values that are written, the first and the last of which are the ends
     * @return the axis
     */
    public static Axis logarithmic(String title, double... ticks) {
        return new Axis(title, ticks[0], ticks[ticks.length - 1], boxed(ticks), true);
    }

    /** Where a value lies: 0 at the beginning of the axis, 1 at its end; values beyond are put there. */
    double place(double value) {
        double bounded = Math.max(min, Math.min(max, value));
        return logarithmic ? StrictMath.log(bounded / min) / StrictMath.log(max / min) : (bounded - min) / (max - min);
    }

    static String label(double tick) {
        return tick == Math.rint(tick)
                ? String.format(Locale.ROOT, "%,d", (long) tick)
                : String.format(Locale.ROOT, "%s", tick);
    }

    private static List<Double> boxed(double... ticks) {
        return java.util.Arrays.stream(ticks).boxed().toList();
    }
}
