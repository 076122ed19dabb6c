package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.aot.AotServices;

class RetryRuntimeHintsTests {

    @Test
    void everyRecordThatPropertiesAreBoundToCanBeReadAndMade() {
        RuntimeHints hints = new RuntimeHints();
        registrar().registerHints(hints, getClass().getClassLoader());

        Set<Class<?>> records = new LinkedHashSet<>();
        addWithParts(RetryProperties.class, records);
        addWithParts(PolicyProperties.class, records);
        addWithParts(BudgetProperties.class, records);

        assertThat(records).hasSizeGreaterThanOrEqualTo(8).allSatisfy(record -> {
            assertThat(RuntimeHintsPredicates.reflection()
                            .onType(record)
                            .withMemberCategory(MemberCategory.ACCESS_DECLARED_FIELDS))
                    .accepts(hints);
            assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(record.getDeclaredConstructors()[0]))
                    .accepts(hints);
        });
    }

    private static RuntimeHintsRegistrar registrar() {
        return AotServices.factories().load(RuntimeHintsRegistrar.class).stream()
                .filter(RetryRuntimeHints.class::isInstance)
                .findFirst()
                .orElseThrow();
    }

    private static void addWithParts(Class<?> type, Set<Class<?>> records) {
        records.add(type);
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType().isRecord()) {
                addWithParts(component.getType(), records);
            }
        }
    }
}
