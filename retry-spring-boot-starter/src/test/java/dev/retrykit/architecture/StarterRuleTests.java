package dev.retrykit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StarterRuleTests {

    private static final JavaClasses STARTER = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final String FIXTURES = "dev.retrykit.architecture.fixture.";

    private final StarterRules rules = new StarterRules("dev.retrykit");

    @Test
    void featuresKnowNothingOfEachOtherNorOfAutoConfiguration() {
        rules.featuresKnowNothingOfEachOtherNorOfAutoConfiguration().check(STARTER);
    }

    @Test
    void packagesFormNoCycle() {
        rules.packagesFormNoCycle().check(STARTER);
    }

    /** A rule that sees no class holds for every one of them. */
    @Test
    void everySourceFileWasSeen() throws IOException {
        try (Stream<Path> walk = Files.walk(SOURCES)) {
            List<Path> files =
                    walk.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(files).hasSizeGreaterThan(60);
            assertThat(STARTER).hasSizeGreaterThanOrEqualTo(files.size());
            assertThat(STARTER.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                    .isEqualTo(files.stream()
                            .map(file -> SOURCES.relativize(file.getParent())
                                    .toString()
                                    .replace(file.getFileSystem().getSeparator(), "."))
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void aFeatureMustNotImportAutoConfiguration() {
        assertThat(violations("upward"))
                .containsExactly(FIXTURES + "upward.metrics.Meters must not import " + FIXTURES
                        + "upward.autoconfigure.Settings");
    }

    @Test
    void aFeatureMustNotImportAnother() {
        assertThat(violations("sideways"))
                .containsExactly(
                        FIXTURES + "sideways.endpoint.Page must not import " + FIXTURES + "sideways.metrics.Meters");
    }

    @Test
    void aCycleIsFound() {
        assertThat(new StarterRules(FIXTURES + "circle")
                        .packagesFormNoCycle()
                        .evaluate(new ClassFileImporter().importPackages(FIXTURES + "circle"))
                        .hasViolation())
                .isTrue();
    }

    private static List<String> violations(String fixture) {
        return new StarterRules(FIXTURES + fixture)
                .featuresKnowNothingOfEachOtherNorOfAutoConfiguration()
                .evaluate(new ClassFileImporter().importPackages(FIXTURES + fixture))
                .getFailureReport()
                .getDetails();
    }
}
