package dev.retrykit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;

/** Who may import whom among the packages of the starter, below a root that a fixture can replace. */
record StarterRules(String root) {

    private static final String AUTOCONFIGURE = "autoconfigure";

    /** What a feature may import of other features; the engine is open to all of them. */
    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("annotation", Set.of()),
            Map.entry("aop", Set.of("annotation", "reactor", "spring")),
            Map.entry("aspectj", Set.of("annotation", "aop")),
            Map.entry("endpoint", Set.of()),
            Map.entry("expression", Set.of()),
            Map.entry("gax", Set.of()),
            Map.entry("grpc", Set.of()),
            Map.entry("http", Set.of()),
            Map.entry("kotlin", Set.of("aop", "reactor")),
            Map.entry("logging", Set.of()),
            Map.entry("metrics", Set.of()),
            Map.entry("observation", Set.of("reactor")),
            Map.entry("reactor", Set.of()),
            Map.entry("spring", Set.of()),
            Map.entry("transaction", Set.of()));

    ArchRule featuresKnowNothingOfEachOtherNorOfAutoConfiguration() {
        return classes().should(importOnlyWhatTheirPackageMay());
    }

    ArchRule packagesFormNoCycle() {
        return slices().matching(root + ".(*)..").should().beFreeOfCycles();
    }

    private boolean mayImport(JavaClass importer, JavaClass imported) {
        String from = featureOf(importer);
        String to = featureOf(imported);
        return from.equals(to)
                || from.equals(AUTOCONFIGURE)
                || !(to.equals(AUTOCONFIGURE) || MAY_IMPORT.containsKey(to))
                || MAY_IMPORT.getOrDefault(from, Set.of()).contains(to);
    }

    /** The package right below the root; empty for classes elsewhere, the root itself included. */
    private String featureOf(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".") ? name.substring(root.length() + 1) : "";
    }

    private ArchCondition<JavaClass> importOnlyWhatTheirPackageMay() {
        return new ArchCondition<>("import only what their package may") {
            @Override
            public void check(JavaClass importer, ConditionEvents events) {
                importer.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(imported -> !mayImport(importer, imported))
                        .map(imported -> importer.getName() + " must not import " + imported.getName())
                        .distinct()
                        .forEach(violation -> events.add(SimpleConditionEvent.violated(importer, violation)));
            }
        };
    }
}
