package dev.retrykit.benchmarks.chart;

import dev.retrykit.benchmarks.chart.Line.Point;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A line chart with a legend beside it.
 *
 * @param title what it shows, in one line
 * @param horizontal the axis below
 * @param vertical the axis to the left
 * @param lines at most seven; the third is emphasised
 */
public record Chart(String title, Axis horizontal, Axis vertical, List<Line> lines) {

    private static final int WIDTH = 860;
    private static final int HEIGHT = 400;
    private static final int LEFT = 70;
    private static final int RIGHT = 620;
    private static final int TOP = 44;
    private static final int BOTTOM = 340;
    private static final int LEGEND = 640;
    private static final int LEGEND_STEP = 26;

    /**
     * Checks that the lines can be told apart.
     *
     * @param title what it shows, in one line
     * @param horizontal the axis below
     * @param vertical the axis to the left
     * @param lines at most seven; the third is emphasised
     * @throws IllegalArgumentException if there are too many lines
     */
    public Chart {
        lines = List.copyOf(lines);
        if (lines.size() > Theme.LINES) {
            throw new IllegalArgumentException("lines must be at most " + Theme.LINES + ", but was " + lines.size());
        }
    }

    /**
     * The chart as a file.
     *
     * @return the text of an SVG
     */
    public String svg() {
        StringBuilder svg = new StringBuilder();
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%n",
                WIDTH,
                HEIGHT,
                escaped(title));
        svg.append(Theme.STYLE);
        add(svg, "  <rect class=\"back\" width=\"%d\" height=\"%d\"/>%n", WIDTH, HEIGHT);
        text(svg, LEFT, 26, "title", title);
        addHorizontal(svg);
        addVertical(svg);
        for (int i = 0; i < lines.size(); i++) {
            addLine(svg, i);
        }
        return svg.append("</svg>\n").toString();
    }

    private void addHorizontal(StringBuilder svg) {
        for (double tick : horizontal.ticks()) {
            text(svg, x(tick), BOTTOM + 20, "middle", Axis.label(tick));
        }
        text(svg, (LEFT + RIGHT) / 2.0, BOTTOM + 44, "middle", horizontal.title());
    }

    private void addVertical(StringBuilder svg) {
        for (double tick : vertical.ticks()) {
            add(svg, "  <path class=\"grid\" d=\"M%d %.1fH%d\"/>%n", LEFT, y(tick), RIGHT);
            text(svg, LEFT - 8, y(tick) + 4, "end", Axis.label(tick));
        }
        add(
                svg,
                "  <text class=\"middle\" transform=\"translate(20 %.1f) rotate(-90)\">%s</text>%n",
                (TOP + BOTTOM) / 2.0,
                escaped(vertical.title()));
    }

    private void addLine(StringBuilder svg, int index) {
        Line line = lines.get(index);
        String path = line.points().stream().map(this::place).collect(Collectors.joining("L", "M", ""));
        int height = TOP + 10 + index * LEGEND_STEP;
        add(svg, "  <path class=\"line l%d\" d=\"%s\"/>%n", index + 1, path);
        add(svg, "  <path class=\"line l%d\" d=\"M%d %dh28\"/>%n", index + 1, LEGEND, height);
        text(svg, LEGEND + 36, height + 4, "start", line.name());
    }

    private String place(Point point) {
        return String.format(Locale.ROOT, "%.1f %.1f", x(point.x()), y(point.y()));
    }

    private double x(double value) {
        return LEFT + horizontal.place(value) * (RIGHT - LEFT);
    }

    private double y(double value) {
        return BOTTOM - vertical.place(value) * (BOTTOM - TOP);
    }

    private static void text(StringBuilder svg, double x, double y, String kind, String text) {
        add(svg, "  <text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>%n", kind, x, y, escaped(text));
    }

    private static void add(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format.replace("%n", "\n"), values));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
