package dev.retrykit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of the documentation: its blocks of code and its tables. */
record Page(Path file, String text) {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    /** A block of code, which shows itself as the place where it stands. */
    record Block(String place, String language, String code) {

        @Override
        public String toString() {
            return place;
        }
    }

    static Page of(String name) {
        try {
            Path file = ROOT.resolve(name);
            return new Page(file, Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** The README and everything in {@code docs}. */
    static List<Page> all() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.sorted())
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(file -> of(ROOT.relativize(file).toString()))
                    .toList();
        }
    }

    List<Block> blocks(String language) {
        List<Block> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                long line = text.substring(0, matcher.start(2)).lines().count() + 1;
                blocks.add(new Block(ROOT.relativize(file) + ":" + line, language, matcher.group(2)));
            }
        }
        return blocks;
    }

    /** The part of the page below one heading of the second level. */
    Page section(String heading) {
        int start = text.indexOf("\n## " + heading);
        if (start < 0) {
            throw new IllegalArgumentException(file + " has no section " + heading);
        }
        int end = text.indexOf("\n## ", start + 1);
        return new Page(file, end < 0 ? text.substring(start) : text.substring(start, end));
    }

    /** The rows of all tables, without heads and rules. */
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            boolean isHead = line + 1 < lines.size() && lines.get(line + 1).startsWith("|--");
            if (lines.get(line).startsWith("| ") && !isHead) {
                String row = lines.get(line).strip();
                rows.add(Arrays.stream(row.substring(1, row.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList());
            }
        }
        return rows;
    }

    /** What is written as code in a text. */
    static List<String> code(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
