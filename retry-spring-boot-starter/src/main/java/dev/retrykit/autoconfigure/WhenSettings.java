package dev.retrykit.autoconfigure;

import dev.retrykit.aop.RetryDeclaration;
import dev.retrykit.expression.Arguments;
import dev.retrykit.expression.RetryExpression;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one instance asks beside its lists: an expression, or a bean. */
final class WhenSettings {

    static final String KEY = "retry-when";

    private static final Pattern NAME = Pattern.compile("(?!(true|false)$)[A-Za-z_$][\\w.$/-]*");

    private static final String IN_QUOTES =
            "Write the expression in quotes, since in YAML what follows a # is a comment.";

    private WhenSettings() {}

    /** What to do about a key without value. */
    static String wayOutOfEmpty(Keys.Key key) {
        return key.path().equals(KEY) ? IN_QUOTES : "Write a value, or remove the key.";
    }

    /** Refuses what cannot be read, at every level, since no method makes it right. */
    static void check(Level level, Problems problems) {
        String text = level.values().retryWhen();
        if (text == null || isNameOfABean(text)) {
            return;
        }
        if (text.isBlank()) {
            problems.add(Problem.rule(level.written(KEY), "be an expression or the name of a bean", IN_QUOTES));
            return;
        }
        try {
            RetryExpression unused = RetryExpression.of(text);
        } catch (IllegalArgumentException refused) {
            problems.add(problem(
                    level.written(KEY),
                    refused.getMessage(),
                    "An expression can use #result, #failure, #attempt and the arguments of the method, their properties"
                            + " and methods."));
        }
    }

    /** Adds the condition to what the lists say; the methods are those that use the instance. */
    static void apply(PolicyDraft draft, Collection<RetryDeclaration> methods, ConditionBeans beans) {
        Chosen<String> when = draft.layers().highest(KEY, PolicyProperties::retryWhen, null);
        String text = when.value();
        Written written = when.written();
        if (text == null || written == null) {
            return;
        }
        if (isNameOfABean(text)) {
            beans.condition(text.strip(), written, draft.problems()).ifPresent(condition -> condition.addTo(draft));
            return;
        }
        RetryExpression expression = RetryExpression.of(text);
        for (String name : expression.arguments()) {
            checkArgument(name, written, draft, methods);
        }
        boolean asksAboutFailures = expression.namesFailure() || !expression.namesResult();
        new WhenCondition(expression, asksAboutFailures, expression.namesResult()).addTo(draft);
    }

    private static boolean isNameOfABean(String text) {
        return NAME.matcher(text.strip()).matches();
    }

    private static void checkArgument(
            String name, Written written, PolicyDraft draft, Collection<RetryDeclaration> methods) {
        List<String> without = new ArrayList<>();
        Set<String> known = null;
        for (RetryDeclaration method : methods) {
            List<String> arguments = Arguments.namesOf(method.method());
            if (known == null) {
                known = new TreeSet<>(arguments);
            } else {
                known.retainAll(arguments);
            }
            if (!arguments.contains(name)) {
                without.add(method.describe());
            }
        }
        if (known == null || !without.isEmpty()) {
            String who = known == null
                    ? "no annotated method that can be retried uses '" + draft.name() + "'"
                    : String.join(" and ", without) + (without.size() == 1 ? " has" : " have") + " no such argument";
            draft.problems().add(unknown(name, who, known, written));
        }
    }

    private static Problem unknown(String name, String who, @Nullable Set<String> arguments, Written written) {
        List<String> known = new ArrayList<>(List.of("result", "failure", "attempt"));
        String unreached = "";
        if (arguments == null) {
            unreached = " Methods that are private or static are retried in AspectJ mode only.";
        } else {
            known.addAll(arguments);
        }
        return problem(
                written,
                "names #" + name + ", and " + who + meant(name, known),
                "Known are #" + String.join(", #", known) + "." + unreached);
    }

    private static String meant(String name, Collection<String> known) {
        String nearest = Nearest.to(name, known);
        return nearest == null ? "" : "; did you mean #" + nearest + "?";
    }

    static Problem problem(Written written, @Nullable String butIt, String action) {
        return new Problem(
                written.property() + " must be a condition that can be asked, but '" + written.value() + "' " + butIt,
                written.origin(),
                action);
    }
}
