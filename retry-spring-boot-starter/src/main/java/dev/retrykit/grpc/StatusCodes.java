package dev.retrykit.grpc;

import io.grpc.Status.Code;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sets of status codes, as names and as numbers. */
final class StatusCodes {

    private static final List<Code> ALL = List.of(Code.values());

    private StatusCodes() {}

    /** A copy in the order of the numbers. */
    static Set<Code> checked(String name, Set<Code> codes) {
        Objects.requireNonNull(codes, name + " must not be null");
        if (codes.contains(Code.OK)) {
            throw new IllegalArgumentException(name + " must not contain OK, but was " + EnumSet.copyOf(codes));
        }
        return Collections.unmodifiableSet(codes.isEmpty() ? EnumSet.noneOf(Code.class) : EnumSet.copyOf(codes));
    }

    static Optional<Code> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return ALL.stream().filter(code -> code.name().equals(upper)).findFirst();
    }

    static Optional<Code> numbered(int number) {
        return ALL.stream().filter(code -> code.value() == number).findFirst();
    }

    static String[] names(Collection<Code> codes) {
        return codes.stream().map(Code::name).toArray(String[]::new);
    }
}
