package dev.retrykit.aop;

import dev.retrykit.spring.SpringRetryable;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The names of all declarations: written ones as they are, derived ones such that no two types share one. */
final class RetryNames {

    private static final Log logger = LogFactory.getLog(RetryDeclarations.class);

    private final DeclaredAttributes attributes;
    private final Map<Subject, RetryDeclaration> declarations = new LinkedHashMap<>();
    private final Map<Subject, SpringRetryable> adopted = new HashMap<>();
    private final Set<String> ambiguous = new LinkedHashSet<>();
    private final Map<String, Class<?>> owners = new LinkedHashMap<>();

    RetryNames(DeclaredAttributes attributes, Collection<Mark> marks) {
        this.attributes = attributes;
        Map<String, Set<Class<?>>> typesOf = new LinkedHashMap<>();
        for (Mark mark : marks) {
            if (attributes.nameOf(mark) == null) {
                typesOf.computeIfAbsent(plainNameOf(mark, marks), name -> new LinkedHashSet<>())
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
        marks.forEach(mark -> nameOf(mark, () -> marks));
    }

    List<RetryDeclaration> all() {
        return List.copyOf(declarations.values());
    }

    /**
     * The declaration of a mark.
     *
     * @param others all marks that are known, among which its overloads are
     */
    RetryDeclaration nameOf(Mark mark, Supplier<Collection<Mark>> others) {
        Subject subject = Subject.of(mark);
        RetryDeclaration known = declarations.get(subject);
        if (known == null) {
            known = declare(mark, others.get());
            declarations.put(subject, known);
        }
        return known;
    }

    private RetryDeclaration declare(Mark mark, Collection<Mark> others) {
        String written = attributes.nameOf(mark);
        String name = written == null ? derive(mark, plainNameOf(mark, others)) : written;
        return new RetryDeclaration(
                name, written == null, mark.type(), mark.method(), attributes.of(mark), adopted(mark));
    }

    /** Overloads share a name, but for those whose annotation is Spring's and says something else than another's. */
    private String plainNameOf(Mark mark, Collection<Mark> others) {
        return mark.isAdopted() && others.stream().anyMatch(other -> isOverloadThatDiffers(mark, other))
                ? RetryName.ofOverload(mark.type(), mark.method())
                : RetryName.of(mark.type(), mark.method());
    }

    private boolean isOverloadThatDiffers(Mark mark, Mark other) {
        if (other.type() != mark.type()
                || !other.method().getName().equals(mark.method().getName())
                || other.method().equals(mark.method())
                || attributes.nameOf(other) != null) {
            return false;
        }
        SpringRetryable one = adopted(mark);
        SpringRetryable another = adopted(other);
        return one == null || another == null || !one.saysTheSameAs(another);
    }

    /** Read once, since it makes a predicate. */
    private @Nullable SpringRetryable adopted(Mark mark) {
        SpringRetryable known = adopted.get(Subject.of(mark));
        if (known == null) {
            known = attributes.adopted(mark);
            if (known != null) {
                adopted.put(Subject.of(mark), known);
            }
        }
        return known;
    }

    private String derive(Mark mark, String plain) {
        if (!ambiguous.contains(plain) && owners.computeIfAbsent(plain, name -> mark.type()) == mark.type()) {
            return plain;
        }
        String name = RetryName.withPackage(mark.type(), mark.method(), plain);
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

    private record Subject(Class<?> type, Method method) {

        static Subject of(Mark mark) {
            return new Subject(mark.type(), mark.method());
        }
    }
}
