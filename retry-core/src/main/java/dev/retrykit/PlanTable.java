package dev.retrykit;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A plan as text, in columns as wide as their widest cell. */
final class PlanTable {

    private static final List<String> HEADINGS = List.of("attempt", "earliest", "nominal", "latest", "time limit");

    private static final Duration A_SECOND = Duration.ofSeconds(1);
    private static final Duration A_MILLISECOND = Duration.ofMillis(1);

    private PlanTable() {}

    static String of(RetryPlan plan) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEADINGS);
        for (RetryPlan.Row row : plan.attempts()) {
            lines.add(cells(row));
        }
        StringBuilder table = new StringBuilder();
        for (List<String> line : lines) {
            for (int column = 0; column < HEADINGS.size(); column++) {
                table.append(column == 0 ? "" : "  ").append(padded(line.get(column), width(lines, column)));
            }
            table.append('\n');
        }
        if (plan.moreAttempts()) {
            table.append("… and further attempts\n");
        }
        table.append("worst total: ").append(text(plan.worstTotal())).append('\n');
        plan.warnings()
                .forEach(warning -> table.append("warning: ").append(warning).append('\n'));
        return table.toString();
    }

    private static List<String> cells(RetryPlan.Row row) {
        boolean nominallyNever = row.limit().filter(Duration::isZero).isPresent();
        return List.of(
                String.valueOf(row.attempt()),
                text(row.earliest()),
                nominallyNever ? "-" : text(row.nominal()),
                text(row.latest()),
                nominallyNever ? "-" : row.limit().map(PlanTable::text).orElse("none"));
    }

    private static int width(List<List<String>> lines, int column) {
        return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
    }

    private static String padded(String cell, int width) {
        return " ".repeat(width - cell.length()) + cell;
    }

    /** {@code PT1M40.5S} as {@code 1m40.5s}; rounded to what people read: longer than a second to milliseconds. */
    private static String text(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        Duration shown = duration;
        if (duration.compareTo(A_SECOND) >= 0) {
            shown = rounded(duration, ChronoUnit.MILLIS);
        } else if (duration.compareTo(A_MILLISECOND) >= 0) {
            shown = rounded(duration, ChronoUnit.MICROS);
        }
        return shown.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static Duration rounded(Duration duration, ChronoUnit unit) {
        return duration.plus(unit.getDuration().dividedBy(2)).truncatedTo(unit);
    }
}
