package dev.retrykit.benchmarks.startup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/**
 * Starts one application in each {@link Variant}, several times in turn, each in a process of its own, and writes the medians:
 * how long the start took, and what heap is in use after it.
 */
public final class StartUp {

    private static final int ROUNDS = 7;

    private StartUp() {}

    /**
     * Measures all variants.
     *
     * @param arguments a directory to work in, and the file to write to
     * @throws Exception if an application does not start
     */
    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[0]);
        Map<Variant, List<long[]>> starts = new EnumMap<>(Variant.class);
        for (Variant variant : Variant.values()) {
            prepare(variant, work.resolve(variant.toString()));
            starts.put(variant, new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<Variant, List<long[]>> each : starts.entrySet()) {
                each.getValue().add(start(work.resolve(each.getKey().toString())));
            }
        }
        String result = starts.entrySet().stream()
                .map(each -> "{\"variant\":\"%s\",\"millis\":%d,\"heapBytes\":%d}"
                        .formatted(each.getKey(), median(each.getValue(), 0), median(each.getValue(), 1)))
                .collect(Collectors.joining(",", "[", "]\n"));
        Files.writeString(Path.of(arguments[1]), result);
        System.out.println(result);
    }

    private static void prepare(Variant variant, Path directory) throws IOException {
        Files.createDirectories(directory.resolve("started"));
        Files.writeString(directory.resolve("application.properties"), variant.properties());
        List<String> command = new ArrayList<>(List.of(
                "-proc:none", "-parameters", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")));
        for (int bean = 0; bean < Variant.BEANS; bean++) {
            Path source = directory.resolve("started/Bean" + bean + ".java");
            Files.writeString(source, variant.source(bean));
            command.add(source.toString());
        }
        int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, command.toArray(String[]::new));
        if (failed != 0) {
            throw new IllegalStateException("the beans of " + variant + " do not compile");
        }
    }

    private static long[] start(Path directory) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        directory + java.io.File.pathSeparator + System.getProperty("java.class.path"),
                        Started.class.getName(),
                        "--spring.config.location="
                                + directory.resolve("application.properties").toUri())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the application in " + directory + " did not start: " + printed);
        }
        String[] words = printed.lines()
                .filter(line -> line.startsWith("started "))
                .findFirst()
                .orElseThrow()
                .split(" ", -1);
        return new long[] {Long.parseLong(words[1]), Long.parseLong(words[2])};
    }

    private static long median(List<long[]> starts, int column) {
        long[] sorted =
                starts.stream().mapToLong(start -> start[column]).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
