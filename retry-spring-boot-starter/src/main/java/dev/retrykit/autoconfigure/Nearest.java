package dev.retrykit.autoconfigure;

import java.util.Collection;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the name that somebody probably meant. */
final class Nearest {

    private Nearest() {}

    /** The candidate that the fewest edits lead to, or null if that would be another word. */
    static @Nullable String to(String name, Collection<String> candidates) {
        String nearest = null;
        int best = Integer.MAX_VALUE;
        for (String candidate : new TreeSet<>(candidates)) {
            int edits = edits(name, candidate);
            if (edits < best && edits <= allowed(name, candidate)) {
                best = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** A third of the word, and two slips or a third of the part that differs: more of them make another name. */
    private static int allowed(String name, String candidate) {
        int shorter = Math.min(name.length(), candidate.length());
        int start = 0;
        while (start < shorter && name.charAt(start) == candidate.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && name.charAt(name.length() - 1 - end) == candidate.charAt(candidate.length() - 1 - end)) {
            end++;
        }
        return Math.min(Math.max(1, shorter / 3), Math.max(2, (shorter - start - end) / 3));
    }

    /** {@code ; did you mean 'payments'?}, or nothing. */
    static String question(String name, Collection<String> candidates) {
        String nearest = to(name, candidates);
        return nearest == null ? "" : "; did you mean '" + nearest + "'?";
    }

    /** Insertions, deletions, replacements and swaps of neighbours that make one of the other. */
    static int edits(String from, String to) {
        int[][] least = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                least[i][j] = i == 0 || j == 0 ? i + j : step(from, to, i, j, least);
            }
        }
        return least[from.length()][to.length()];
    }

    private static int step(String from, String to, int i, int j, int[][] least) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int edits = Math.min(Math.min(least[i - 1][j], least[i][j - 1]) + 1, least[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(edits, least[i - 2][j - 2] + 1) : edits;
    }
}
