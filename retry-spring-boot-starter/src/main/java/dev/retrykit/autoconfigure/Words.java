package dev.retrykit.autoconfigure;

import dev.retrykit.Nested;
import dev.retrykit.ResultOutcome;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The engine's constants as configuration writes them: {@code return-last} for {@code RETURN_LAST}. */
final class Words {

    private Words() {}

    static Optional<Nested> nested(String word) {
        return constant(Nested.values(), word);
    }

    static Optional<ResultOutcome> resultOutcome(String word) {
        return constant(ResultOutcome.values(), word);
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String rule(Enum<?>[] constants) {
        List<String> words = Arrays.stream(constants).map(Words::of).toList();
        return "be one of " + String.join(", ", words);
    }

    private static <E extends Enum<E>> Optional<E> constant(E[] constants, String word) {
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(word.trim().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
