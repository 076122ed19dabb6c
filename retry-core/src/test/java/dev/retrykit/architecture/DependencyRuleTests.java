package dev.retrykit.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DependencyRuleTests {

    private static final JavaClasses CORE = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Path SOURCES = Path.of("src", "main", "java");

    @Nested
    class InTheCore {

        private final DependencyRules rules = new DependencyRules("dev.retrykit");

        @Test
        void importsRunOneWay() {
            rules.importsRunOneWay().check(CORE);
        }

        @Test
        void packagesFormNoCycle() {
            rules.packagesFormNoCycle().check(CORE);
        }

        @Test
        void packagesAreNamedForWhatTheyHold() {
            rules.packagesAreNamedForWhatTheyHold().check(CORE);
        }

        @Test
        void onlyJavaAndJSpecifyAreNeeded() {
            rules.onlyJavaAndJSpecifyAreNeeded().check(CORE);
        }

        /** A rule that sees no class holds for every one of them. */
        @Test
        void everySourceFileWasSeen() throws IOException {
            List<Path> files = sourceFiles();

            assertThat(files).hasSizeGreaterThan(25);
            assertThat(CORE).hasSizeGreaterThanOrEqualTo(files.size());
            assertThat(CORE.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                    .isEqualTo(files.stream()
                            .map(file -> SOURCES.relativize(file.getParent())
                                    .toString()
                                    .replace(file.getFileSystem().getSeparator(), "."))
                            .collect(Collectors.toSet()));
        }

        private static List<Path> sourceFiles() throws IOException {
            try (Stream<Path> files = Files.walk(SOURCES)) {
                return files.filter(file -> file.toString().endsWith(".java")).toList();
            }
        }
    }

    @Nested
    class InABadExample {

        @Test
        void aLeafMustNotImportAnotherLeaf() {
            assertThat(violations("leaf", DependencyRules::importsRunOneWay))
                    .containsExactly(inFixture("leaf", "%s.backoff.Formula must not import %s.time.Sleeper"));
        }

        @Test
        void aLeafMustNotImportTheBase() {
            assertThat(violations("cycle", DependencyRules::importsRunOneWay))
                    .containsExactly(inFixture("cycle", "%s.event.Listener must not import %s.Call"));
        }

        @Test
        void theBaseMustNotImportTheTestKit() {
            assertThat(violations("base", DependencyRules::importsRunOneWay))
                    .containsExactly(inFixture("base", "%s.Call must not import %s.testing.Recording"));
        }

        @Test
        void aBudgetMustNotImportMoreThanTheKindOfFailureAndTheTicker() {
            assertThat(violations("budget", DependencyRules::importsRunOneWay))
                    .containsExactly(inFixture("budget", "%s.budget.Purse must not import %s.time.Sleeper"));
        }

        @Test
        void aPackageWithoutAPlaceMustNotImportAnyOther() {
            assertThat(violations("unplaced", DependencyRules::importsRunOneWay))
                    .containsExactly(inFixture("unplaced", "%s.metrics.Meter must not import %s.time.Sleeper"));
        }

        @Test
        void packagesMustNotFormACycle() {
            assertThat(violations("cycle", DependencyRules::packagesFormNoCycle))
                    .singleElement()
                    .asString()
                    .startsWith("Cycle detected: ");
        }

        @Test
        void aPackageMustNotBeNamedUtil() {
            assertThat(violations("named", DependencyRules::packagesAreNamedForWhatTheyHold))
                    .singleElement()
                    .asString()
                    .contains("named.util.Durations");
        }

        @Test
        void aThirdPartyMustNotBeNeeded() {
            assertThat(violations("foreign", DependencyRules::onlyJavaAndJSpecifyAreNeeded))
                    .isNotEmpty()
                    .allMatch(violation -> violation.contains("org.assertj.core.api.Condition"));
        }

        private static List<String> violations(String fixture, Function<DependencyRules, ArchRule> rule) {
            String root = rootOf(fixture);
            JavaClasses classes = new ClassFileImporter().importPackages(root);
            return rule.apply(new DependencyRules(root))
                    .evaluate(classes)
                    .getFailureReport()
                    .getDetails();
        }

        private static String inFixture(String fixture, String sentence) {
            return sentence.replace("%s", rootOf(fixture));
        }

        private static String rootOf(String fixture) {
            return "dev.retrykit.architecture.fixture." + fixture;
        }
    }
}
