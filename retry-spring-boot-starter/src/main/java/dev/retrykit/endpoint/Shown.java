package dev.retrykit.endpoint;

import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * To whom what is shown. {@link Show#NEVER} hides from everybody; {@link Show#WHEN_AUTHORIZED} from those who ask over HTTP
 * without a role, not from those who ask through JMX.
 *
 * @param values the values of policies, and the plan, which follows from them
 * @param messages the messages of failures, which can hold anything
 */
public record Shown(Show values, Show messages) {

    /**
     * Checks what must be present.
     *
     * @param values the values of policies, and the plan, which follows from them
     * @param messages the messages of failures, which can hold anything
     */
    public Shown {
        Objects.requireNonNull(values, "values must not be null");
        Objects.requireNonNull(messages, "messages must not be null");
    }

    /**
     * What the property {@code management.endpoint.retry.show-values} says.
     *
     * @param showValues its value; null if nobody has written it
     * @return both as written; values always and messages never if nobody has
     */
    public static Shown of(@Nullable Show showValues) {
        return showValues == null ? new Shown(Show.ALWAYS, Show.NEVER) : new Shown(showValues, showValues);
    }

    Visit to(Predicate<Show> visitor) {
        return new Visit(visitor.test(values), visitor.test(messages));
    }

    /** What one who asks may see. */
    record Visit(boolean values, boolean messages) {}
}
