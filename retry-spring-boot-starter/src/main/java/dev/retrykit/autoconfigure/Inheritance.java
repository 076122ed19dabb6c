package dev.retrykit.autoconfigure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The chains that {@code extends} makes, each with its base first and the instance itself last. */
final class Inheritance {

    private final Configuration configuration;
    private final Problems problems;

    private Inheritance(Configuration configuration, Problems problems) {
        this.configuration = configuration;
        this.problems = problems;
    }

    /** The chain of each instance; an instance whose chain is broken has itself alone. */
    static Map<String, List<String>> chains(Configuration configuration, Problems problems) {
        Inheritance inheritance = new Inheritance(configuration, problems);
        Map<String, List<String>> chains = new HashMap<>();
        Set<String> names = configuration.instances().keySet();
        names.forEach(name -> chains.put(name, inheritance.chainOf(name)));
        return chains;
    }

    private List<String> chainOf(String name) {
        List<String> upwards = new ArrayList<>();
        for (String at = name; at != null; at = baseOf(at)) {
            if (upwards.contains(at)) {
                upwards.add(at);
                reportCycle(upwards.subList(upwards.indexOf(at), upwards.size()));
                return List.of(name);
            }
            upwards.add(at);
            if (!exists(at)) {
                reportUnknown(upwards);
                return List.of(name);
            }
        }
        Collections.reverse(upwards);
        return List.copyOf(upwards);
    }

    private boolean exists(String name) {
        return configuration.instances().containsKey(name);
    }

    private @Nullable String baseOf(String name) {
        PolicyProperties values = configuration.properties().instances().get(name);
        return values == null ? null : values.base();
    }

    private void reportCycle(List<String> cycle) {
        // Told once for the whole cycle, however it was entered: from the first of its names.
        List<String> names = new ArrayList<>(cycle.subList(0, cycle.size() - 1));
        Collections.rotate(names, -names.indexOf(Collections.min(names)));
        names.add(names.get(0));
        Written written = written(names.get(0));
        problems.add(new Problem(
                written.property() + " must not lead back to itself, but was '" + written.value() + "': "
                        + String.join(" → ", names),
                written.origin(),
                "Remove one 'extends' of the chain."));
    }

    private void reportUnknown(List<String> chain) {
        Written written = written(chain.get(chain.size() - 2));
        String unknown = chain.get(chain.size() - 1);
        Set<String> known = configuration.instances().keySet();
        problems.add(new Problem(
                written.property() + " must name an instance, but was '" + unknown + "': "
                        + String.join(" → ", chain.subList(chain.size() - 2, chain.size()))
                        + Nearest.question(unknown, known),
                written.origin(),
                "Known instances are " + String.join(", ", known) + "."));
    }

    private Written written(String name) {
        Section section = configuration.instances().get(name);
        return section == null ? new Written("extends", name, null) : section.written("extends");
    }
}
