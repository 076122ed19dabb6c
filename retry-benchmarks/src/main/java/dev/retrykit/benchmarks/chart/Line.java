package dev.retrykit.benchmarks.chart;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name what the legend calls it
 * @param points where it goes, from left to right
 */
public record Line(String name, List<Point> points) {

    /**
     * A point of a line.
     *
     * @param x its value on the horizontal axis
     * @param y its value on the vertical axis
     */
    public record Point(double x, double y) {}
}
