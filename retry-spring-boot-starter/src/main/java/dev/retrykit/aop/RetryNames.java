package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The names of all declarations: written ones as they are, derived ones such that no two types share one. */
final class RetryNames {

    private static final Log logger = LogFactory.getLog(RetryDeclarations.class);

    private final DeclaredAttributes attributes;
    private final Map<Subject, RetryDeclaration> declarations = new LinkedHashMap<>();
    private final Set<String> ambiguous = new LinkedHashSet<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    RetryNames(DeclaredAttributes attributes, Collection<Mark> marks) {
        this.attributes = attributes;
        Map<String, Set<Class<?>>> typesOf = new LinkedHashMap<>();
        for (Mark mark : marks) {
            if (attributes.nameOf(mark) == null) {
                typesOf.computeIfAbsent(RetryName.of(mark.type(), mark.method()), name -> new LinkedHashSet<>())
                        .add(mark.type());
            }
        }
        typesOf.forEach((name, types) -> {
            if (types.size() > 1) {
                ambiguous.add(name);
            } else {
                owners.put(name, types.iterator().next());
            }
        });
        marks.forEach(this::nameOf);
    }

    List<RetryDeclaration> all() {
        return List.copyOf(declarations.values());
    }

    RetryDeclaration nameOf(Mark mark) {
        Subject subject = new Subject(mark.type(), mark.method());
        RetryDeclaration known = declarations.get(subject);
        if (known == null) {
            known = declare(mark);
            declarations.put(subject, known);
        }
        return known;
    }

    private RetryDeclaration declare(Mark mark) {
        String written = attributes.nameOf(mark);
        String name = written == null ? derive(mark) : written;
        return new RetryDeclaration(
                name, written == null, mark.type(), mark.method(), attributes.of(mark), attributes.adopted(mark));
    }

    private String derive(Mark mark) {
        String plain = RetryName.of(mark.type(), mark.method());
        if (!ambiguous.contains(plain) && owners.computeIfAbsent(plain, name -> mark.type()) == mark.type()) {
            return plain;
        }
        String name = RetryName.withPackage(mark.type(), mark.method());
        Class<?> other = owners.putIfAbsent(name, mark.type());
        if (other == null) {
            logger.warn(
                    "More than one class derives the retry name '%s'; %s is called '%s'. Name it in Retrykit's @Retryable to choose another."
                            .formatted(
                                    plain,
                                    mark.type().getName() + "." + mark.method().getName(),
                                    name));
        } else if (other != mark.type()) {
            throw new RetryDeclarationException(
                    "Methods of %s and %s both derive the retry name '%s', also with the package in front."
                            .formatted(other.getName(), mark.type().getName(), name),
                    "Name the instance of one of them in Retrykit's @Retryable.");
        }
        return name;
    }

    private record Subject(Class<?> type, Method method) {}
}
