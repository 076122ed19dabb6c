package dev.retrykit.benchmarks.load;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A table as it stands in a page. Not thread-safe. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(List<String> heads) {
        row(heads);
        text.append("|")
                .append(String.join("|", Collections.nCopies(heads.size(), "---")))
                .append("|\n");
    }

    void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** A number with at most so many decimals, none of them a zero at the end. */
    static String number(double value, int decimals) {
        String fixed = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return decimals == 0 ? fixed : fixed.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** A part of a whole in percent, with one decimal. */
    static String percent(double part) {
        return String.format(Locale.ROOT, "%.1f", part * 100);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
