package dev.retrykit.aop;

import org.jspecify.annotations.Nullable;

/**
 * A fallback as an annotation names it.
 *
 * @param written the text
 * @param bean the name of the bean, null for the same object
 * @param method the name of the method
 */
record FallbackReference(String written, @Nullable String bean, String method) {

    private static final String SEPARATOR = "::";

    static FallbackReference of(String written, Mark mark) {
        String[] parts = written.split(SEPARATOR, -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = parts[i].strip();
        }
        String method = parts[parts.length - 1];
        FallbackReference reference = new FallbackReference(written, parts.length == 1 ? null : parts[0], method);
        if (parts.length > 2 || parts[0].isEmpty() || !isIdentifier(method)) {
            throw reference.complaint(
                    mark, "must be 'method' or 'bean::method'", "Write the name of a method, without parentheses.");
        }
        return reference;
    }

    private static boolean isIdentifier(String text) {
        return !text.isEmpty()
                && Character.isJavaIdentifierStart(text.charAt(0))
                && text.chars().allMatch(Character::isJavaIdentifierPart);
    }

    RetryDeclarationException complaint(Mark mark, String rule, String action) {
        return new RetryDeclarationException(
                "Fallback '%s' of @Retryable on %s %s.".formatted(written, mark.describe(), rule), action);
    }
}
