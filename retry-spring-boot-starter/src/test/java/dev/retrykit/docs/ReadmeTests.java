package dev.retrykit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.metrics.RetryMetrics;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the README and the other pages show must work as it stands there. */
class ReadmeTests {

    /** Tags whose values are names that users give. */
    private static final Set<String> OWNERS = Set.of("name", "budget");

    static Stream<Page.Block> javaBlocks() throws IOException {
        return Page.all().stream().flatMap(page -> page.blocks("java").stream());
    }

    static Stream<Page.Block> yamlBlocks() throws IOException {
        return Page.all().stream().flatMap(page -> page.blocks("yaml").stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("javaBlocks")
    void javaCompiles(Page.Block block, @TempDir Path output) throws IOException {
        assertThat(Snippet.of(block.code()).problems(output)).as(block.code()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("yamlBlocks")
    void configurationStartsAnApplication(Page.Block block) {
        Yaml.application(block)
                .run(context -> assertThat(context).as(block.code()).hasNotFailed());
    }

    /** A pattern that finds nothing would let every page pass. */
    @Test
    void blocksAreFound() {
        assertThat(Page.of("README.md").blocks("java")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(Page.of("README.md").blocks("yaml")).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void badBlocksAreRefused(@TempDir Path output) throws IOException {
        assertThat(Snippet.of("RetryPolicy.builder().maxAttempt(4).build();").problems(output))
                .isNotEmpty();
        Yaml.application(new Page.Block("bad", "yaml", "retrykit.instances.payments.max-attempt: 4"))
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void aMisspeltNameIsAnsweredAsShown() {
        Page readme = Page.of("README.md").section("In your application");

        Yaml.application(readme.blocks("yaml").get(0))
                .withUserConfiguration(PaymentService.class)
                .run(context -> assertThat(context)
                        .hasFailed()
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining(
                                readme.blocks("text").get(0).code().strip()));
    }

    @Test
    void everyMeterIsListedWithItsTagsAndTheirValues() {
        Map<String, Map<String, Set<String>>> written = new TreeMap<>();
        for (List<String> row : Page.of("README.md").section("What is counted").rows()) {
            written.put(Page.code(row.get(0)).get(0), tags(row.get(1)));
        }

        assertThat(written).isEqualTo(meters());
    }

    /** From {@code `name`, `outcome` = `success`, `failure`; `retried` = `true`, `false`}. */
    private static Map<String, Set<String>> tags(String cell) {
        Map<String, Set<String>> tags = new TreeMap<>();
        for (String part : cell.split(";", -1)) {
            String[] keysAndValues = part.split("=", 2);
            List<String> keys = Page.code(keysAndValues[0]);
            keys.forEach(key -> tags.put(key, new TreeSet<>()));
            if (keysAndValues.length == 2) {
                tags.put(keys.get(keys.size() - 1), new TreeSet<>(Page.code(keysAndValues[1])));
            }
        }
        return tags;
    }

    private static Map<String, Map<String, Set<String>>> meters() {
        Map<String, Map<String, Set<String>>> meters = new TreeMap<>();
        SimpleMeterRegistry meterRegistry = new SimpleMeterRegistry();
        try (RetryRegistry retries = RetryRegistry.create();
                RetryMetrics metrics = new RetryMetrics(retries)) {
            retries.register("payments", RetryPolicy.defaults());
            metrics.bindTo(meterRegistry);
            for (Meter meter : meterRegistry.getMeters()) {
                Map<String, Set<String>> tags =
                        meters.computeIfAbsent(meter.getId().getName(), name -> new TreeMap<>());
                for (Tag tag : meter.getId().getTags()) {
                    Set<String> values = tags.computeIfAbsent(tag.getKey(), key -> new TreeSet<>());
                    if (!OWNERS.contains(tag.getKey())) {
                        values.add(tag.getValue());
                    }
                }
            }
        }
        return meters;
    }

    @Test
    void pagesThatAreLinkedExist() throws IOException {
        for (Page page : Page.all()) {
            for (String target : links(page)) {
                assertThat(page.file().resolveSibling(target))
                        .as("link in %s", page.file())
                        .exists();
            }
        }
    }

    private static List<String> links(Page page) {
        return Arrays.stream(page.text().split("]\\(", -1))
                .skip(1)
                .map(rest -> rest.substring(0, rest.indexOf(')')))
                .filter(target -> !target.startsWith("http"))
                .map(target -> target.replaceFirst("#.*", ""))
                .toList();
    }
}
