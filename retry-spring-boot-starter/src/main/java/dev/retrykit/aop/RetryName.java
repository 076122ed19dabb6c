package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.Locale;
import java.util.regex.Pattern;

/** The name that a method without a written one gets: type and method in kebab-case. */
final class RetryName {

    private static final Pattern BETWEEN_WORDS =
            Pattern.compile("(?<=[\\p{Ll}\\p{Nd}])(?=\\p{Lu})|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern SEPARATORS = Pattern.compile("[-$_]+");
    private static final Pattern ENDS = Pattern.compile("^-|-$");
    private static final Pattern LEGAL = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private RetryName() {}

    /** The name, {@code order-service-charge} for {@code OrderService.charge}. */
    static String of(Class<?> type, Method method) {
        return checked(kebab(withoutPackage(type) + "-" + method.getName()), type, method);
    }

    /** The name with the types of the parameters, {@code order-service-charge-string-int}. */
    static String ofOverload(Class<?> type, Method method) {
        StringBuilder name = new StringBuilder(of(type, method));
        for (Class<?> parameter : method.getParameterTypes()) {
            if (!parameter.getName().equals("kotlin.coroutines.Continuation")) {
                name.append('-').append(kebab(parameter.getSimpleName().replace("[]", "-array")));
            }
        }
        return checked(name.toString(), type, method);
    }

    /** A name with the last segment of the package in front; the same if there is no package. */
    static String withPackage(Class<?> type, Method method, String name) {
        String segment = withoutPackage(type.getPackageName());
        return segment.isEmpty() ? name : checked(kebab(segment) + "-" + name, type, method);
    }

    static String kebab(String text) {
        String words = BETWEEN_WORDS.matcher(text).replaceAll("-");
        String dashed = SEPARATORS.matcher(words).replaceAll("-");
        return ENDS.matcher(dashed).replaceAll("").toLowerCase(Locale.ROOT);
    }

    static String checked(String name, Class<?> type, Method method) {
        if (!LEGAL.matcher(name).matches()) {
            throw new RetryDeclarationException(
                    "No legal name can be derived from %s: '%s' is not made of lower-case letters, digits and single dashes."
                            .formatted(MethodName.of(type, method), name),
                    "Name the instance in Retrykit's @Retryable.");
        }
        return name;
    }

    private static String withoutPackage(Class<?> type) {
        return withoutPackage(type.getName());
    }

    private static String withoutPackage(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
