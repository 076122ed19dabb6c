package dev.retrykit.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Who may import whom in the packages below a root, which is a parameter so that a fixture can break the rules. */
record DependencyRules(String root) {

    private static final Set<String> BELOW_THE_BASE = Set.of("backoff", "budget", "condition", "event", "time");
    private static final Set<String> WHAT_A_BUDGET_MAY_IMPORT = Set.of("condition.FailureKind", "time.Ticker");

    ArchRule importsRunOneWay() {
        return classes().that().resideInAPackage(root + "..").should(importOnlyWhatTheirPackageMay());
    }

    ArchRule packagesFormNoCycle() {
        return slices().assignedFrom(onePackageEach()).should().beFreeOfCycles();
    }

    ArchRule packagesAreNamedForWhatTheyHold() {
        return noClasses()
                .should()
                .resideInAnyPackage(
                        "..common..", "..helper..", "..helpers..", "..impl..", "..internal..", "..util..", "..utils..");
    }

    ArchRule onlyJavaAndJSpecifyAreNeeded() {
        return classes().should().onlyDependOnClassesThat().resideInAnyPackage(root + "..", "java..", "org.jspecify..");
    }

    private boolean mayImport(JavaClass importer, JavaClass imported) {
        String from = pathOf(importer.getPackageName());
        String to = pathOf(imported.getPackageName());
        return from.equals(to)
                || switch (from) {
                    case "" -> BELOW_THE_BASE.contains(to);
                    case "budget" -> WHAT_A_BUDGET_MAY_IMPORT.contains(pathOf(imported.getFullName()));
                    case "testing" -> true;
                    // Leaves import nothing of ours, and a new package nothing until it has its place here.
                    default -> false;
                };
    }

    private boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** What follows the root in a name; empty for the root itself. */
    private String pathOf(String name) {
        return name.equals(root) ? "" : name.substring(root.length() + 1);
    }

    private ArchCondition<JavaClass> importOnlyWhatTheirPackageMay() {
        return new ArchCondition<>("import only what their package may") {
            @Override
            public void check(JavaClass importer, ConditionEvents events) {
                importer.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                        .filter(imported -> isOurs(imported) && !mayImport(importer, imported))
                        .map(imported -> importer.getName() + " must not import " + imported.getName())
                        .distinct()
                        .forEach(violation -> events.add(SimpleConditionEvent.violated(importer, violation)));
            }
        };
    }

    private SliceAssignment onePackageEach() {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return isOurs(type) ? SliceIdentifier.of(type.getPackageName()) : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages below " + root;
            }
        };
    }
}
