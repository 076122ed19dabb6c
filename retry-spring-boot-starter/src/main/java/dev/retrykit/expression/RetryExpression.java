package dev.retrykit.expression;

import dev.retrykit.condition.Outcome;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.ParseException;
import org.springframework.expression.spel.standard.SpelExpression;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.expression.spel.support.SimpleEvaluationContext;

/**
 * A condition in Spring's expression language: {@code #result?.state == 'PENDING'}, {@code #failure.code >= 500}.
 *
 * <p>It sees {@code #result}, {@code #failure}, {@code #attempt} and the arguments of the call by the names of the
 * method's parameters. It may read properties and call methods of what it sees; types, constructors, beans and
 * assignments are refused. Parsed once; immutable and thread-safe.
 */
public final class RetryExpression implements Predicate<Outcome> {

    /** What every expression can name, beside arguments. */
    public static final Set<String> VARIABLES = Set.of("result", "failure", "attempt");

    private final String text;
    private final SpelExpression expression;
    private final Set<String> names;
    private final Arguments arguments = new Arguments();

    private RetryExpression(String text, SpelExpression expression) {
        this.text = text;
        this.expression = expression;
        this.names = Names.in(expression.getAST());
    }

    /**
     * Reads an expression.
     *
     * @param text the text
     * @return the expression
     * @throws IllegalArgumentException if it cannot be read, or uses what is refused; the message says which, to follow
     *     "but"
     */
    public static RetryExpression of(String text) {
        Objects.requireNonNull(text, "text must not be null");
        try {
            return new RetryExpression(text, new SpelExpressionParser().parseRaw(text));
        } catch (ParseException unreadable) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "cannot be read at character %d: %s",
                            unreadable.getPosition() + 1,
                            unreadable.getSimpleMessage()),
                    unreadable);
        } catch (IllegalStateException unreadable) {
            throw new IllegalArgumentException("cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Whether the expression is about returned values.
     *
     * @return true if it names {@code #result}
     */
    public boolean namesResult() {
        return names.contains("result");
    }

    /**
     * Whether the expression is about failures.
     *
     * @return true if it names {@code #failure}
     */
    public boolean namesFailure() {
        return names.contains("failure");
    }

    /**
     * What must be arguments of the method.
     *
     * @return the names without {@code #}, in alphabetical order
     */
    public Set<String> arguments() {
        Set<String> others = new TreeSet<>(names);
        others.removeAll(VARIABLES);
        return others;
    }

    /**
     * Evaluates the expression.
     *
     * @param outcome what the attempt came to; its context is the intercepted invocation if arguments are named
     * @return whether to retry
     * @throws IllegalStateException if it is neither true nor false, or names an argument that the call has not
     * @throws org.springframework.expression.EvaluationException if it cannot be evaluated
     */
    @Override
    public boolean test(Outcome outcome) {
        SimpleEvaluationContext context = SimpleEvaluationContext.forReadOnlyDataBinding()
                .withInstanceMethods()
                .withAssignmentDisabled()
                .build();
        for (String name : names) {
            context.setVariable(name, value(name, outcome));
        }
        Object answer = expression.getValue(context);
        if (answer instanceof Boolean yes) {
            return yes;
        }
        throw new IllegalStateException("'" + text + "' must be true or false, but was " + answer);
    }

    private @Nullable Object value(String name, Outcome outcome) {
        return switch (name) {
            case "result" -> outcome.result();
            case "failure" -> outcome.failure();
            case "attempt" -> outcome.attempt();
            default -> argument(name, outcome.context());
        };
    }

    private @Nullable Object argument(String name, @Nullable Object context) {
        int index = context instanceof MethodInvocation invocation ? arguments.indexOf(name, invocation) : -1;
        if (index < 0 || !(context instanceof MethodInvocation invocation)) {
            throw new IllegalStateException(
                    "'" + text + "' names #" + name + ", but the call has no argument of that name");
        }
        return invocation.getArguments()[index];
    }

    @Override
    public String toString() {
        return text;
    }
}
