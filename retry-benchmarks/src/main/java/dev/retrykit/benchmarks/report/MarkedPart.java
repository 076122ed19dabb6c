package dev.retrykit.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The parts of a page that a program writes: each from a comment that begins it to the next comment that ends one. */
public final class MarkedPart {

    private static final String END = "<!-- end of what was measured -->";

    private MarkedPart() {}

    /**
     * Replaces one part.
     *
     * @param page the page, which has the part already
     * @param begin the whole line that begins the part, without its end
     * @param text what is to stand in it, which ends with the end of a line
     * @throws IOException if the page cannot be read or written
     * @throws IllegalArgumentException if the page does not have the part
     */
    public static void replace(Path page, String begin, String text) throws IOException {
        String before = Files.readString(page);
        int from = before.indexOf(begin + "\n");
        int to = before.indexOf(END, Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException(
                    page + " must hold '" + begin + "' and later '" + END + "', between which the tables go");
        }
        Files.writeString(page, before.substring(0, from) + begin + "\n\n" + text + "\n" + before.substring(to));
    }
}
