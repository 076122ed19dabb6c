package dev.retrykit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tests that {@code docs/spring.md} names must be there. */
class SpringPageTests {

    private static final String CORE = "core, ";

    @Test
    void everyTestThatIsNamedExists() {
        List<String> missing = new ArrayList<>();
        List<List<String>> rows = Page.of("docs/spring.md").rows();
        for (List<String> row : rows) {
            String cell = row.get(row.size() - 1);
            List<String> names = cell.startsWith(CORE) ? List.of() : Page.code(cell);
            String type = "";
            for (String name : names) {
                boolean ofSameType = name.startsWith(".");
                boolean wholeType = !ofSameType && name.endsWith("Tests");
                int dot = name.lastIndexOf('.');
                type = ofSameType ? type : wholeType ? name : name.substring(0, dot);
                if (!exists(type, wholeType ? null : name.substring(dot + 1))) {
                    missing.add(name);
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(rows).hasSizeGreaterThan(20);
    }

    private static boolean exists(String type, @Nullable String method) {
        try {
            Class<?> tests = Class.forName("dev.retrykit." + type, false, SpringPageTests.class.getClassLoader());
            return method == null
                    || Arrays.stream(tests.getDeclaredMethods())
                            .anyMatch(each -> each.getName().equals(method))
                    || Arrays.stream(tests.getDeclaredClasses())
                            .anyMatch(each -> each.getSimpleName().equals(method));
        } catch (ClassNotFoundException absent) {
            return false;
        }
    }
}
