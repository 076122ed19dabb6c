package dev.retrykit.autoconfigure;

import static dev.retrykit.autoconfigure.BackoffParameter.DELAY;
import static dev.retrykit.autoconfigure.BackoffParameter.INCREMENT;
import static dev.retrykit.autoconfigure.BackoffParameter.JITTER;
import static dev.retrykit.autoconfigure.BackoffParameter.MAX_DELAY;
import static dev.retrykit.autoconfigure.BackoffParameter.MULTIPLIER;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The back-off of one instance: the highest level that names a strategy starts from that strategy's own parameters, and
 * only it and the levels above it are asked for others.
 */
final class BackoffSettings {

    private static final String STRATEGY = "backoff.strategy";
    private static final Duration BUILT_IN_DELAY = Duration.ofMillis(100);
    private static final Duration BUILT_IN_MAX_DELAY = Duration.ofSeconds(10);
    private static final double BUILT_IN_MULTIPLIER = 2;

    private final PolicyDraft draft;
    private final Chosen<BackoffStrategy> strategy;
    private final @Nullable Level adopted;
    private final Map<BackoffParameter, Chosen<Object>> written = new EnumMap<>(BackoffParameter.class);

    private BackoffSettings(PolicyDraft draft) {
        this.draft = draft;
        this.strategy =
                draft.layers().highest(STRATEGY, level -> level.backoff().strategy(), BackoffStrategy.EXPONENTIAL);
        this.adopted =
                draft.layers().fromHighest(level -> level.backoff().strategy()).adopted();
    }

    static void apply(PolicyDraft draft) {
        BackoffSettings settings = new BackoffSettings(draft);
        draft.show(settings.strategy);
        if (settings.collect()) {
            settings.build();
        }
    }

    private BackoffStrategy named() {
        return strategy.value() == null ? BackoffStrategy.EXPONENTIAL : strategy.value();
    }

    /** Takes the parameters that were written; false if they do not make a back-off. */
    private boolean collect() {
        Layers layers = draft.layers().fromHighest(level -> level.backoff().strategy());
        boolean fine = true;
        for (BackoffParameter parameter : BackoffParameter.values()) {
            Chosen<Object> chosen = layers.highest(parameter.key(), parameter::of, null);
            if (chosen.value() == null) {
                fine &= !isMissing(parameter);
            } else if (named().uses(parameter)) {
                written.put(parameter, chosen);
            } else {
                fine = false;
                refuse(chosen);
            }
        }
        return fine && isInBounds();
    }

    private void refuse(Chosen<Object> unused) {
        if (unused.written() != null) {
            draft.problems()
                    .add(Problem.rule(
                            unused.written(),
                            "not be set where " + STRATEGY + " is '" + named() + "' (" + strategyPlace() + ")",
                            "Remove it, or name a strategy that uses it."));
        }
    }

    private boolean isMissing(BackoffParameter parameter) {
        if (!named().wantsAll() || !named().uses(parameter) || strategy.written() == null) {
            return false;
        }
        draft.problems()
                .add(new Problem(
                        parameter.key() + " of instance '" + draft.name() + "' must be set where " + STRATEGY + " is '"
                                + named() + "', but was not",
                        strategy.written().origin(),
                        "Set "
                                + String.join(
                                        ", ",
                                        named().parameters().stream()
                                                .map(BackoffParameter::key)
                                                .toList()) + "."));
        return true;
    }

    private String strategyPlace() {
        return strategy.written() == null ? Chosen.BUILT_IN : strategy.written().place();
    }

    private boolean isInBounds() {
        Chosen<Object> multiplier = written.get(MULTIPLIER);
        if (multiplier != null
                && multiplier.written() != null
                && multiplier.value() instanceof Double factor
                && factor < 1
                && named() != BackoffStrategy.GRPC) {
            draft.problems().add(Problem.rule(multiplier.written(), "be at least 1"));
            return false;
        }
        return named() == BackoffStrategy.GRPC ? isLongerThanZero(DELAY) && isLongerThanZero(MAX_DELAY) : isCapFine();
    }

    private boolean isLongerThanZero(BackoffParameter parameter) {
        Chosen<Object> chosen = written.get(parameter);
        if (chosen != null && chosen.written() != null && Duration.ZERO.equals(chosen.value())) {
            draft.problems().add(Problem.rule(chosen.written(), "be longer than 0 where " + STRATEGY + " is 'grpc'"));
            return false;
        }
        return true;
    }

    private boolean isCapFine() {
        Chosen<Object> max = written.get(MAX_DELAY);
        if (max != null
                && max.written() != null
                && max.value() instanceof Duration longest
                && longest.compareTo(delay()) < 0) {
            Chosen<Object> delay = written.get(DELAY);
            String place = delay == null || delay.written() == null
                    ? Chosen.BUILT_IN
                    : delay.written().place();
            draft.problems()
                    .add(Problem.rule(
                            max.written(), "not be shorter than the delay of " + delay() + " (" + place + ")"));
            return false;
        }
        return true;
    }

    private void build() {
        Map<BackoffParameter, Object> values = new EnumMap<>(BackoffParameter.class);
        for (BackoffParameter parameter : named().parameters()) {
            Chosen<Object> chosen = written.get(parameter);
            Object value = chosen == null ? builtIn(parameter) : chosen.value();
            draft.show(new Chosen<>(parameter.key(), value, chosen == null ? null : chosen.written()));
            if (value != null) {
                values.put(parameter, value);
            }
        }
        draft.builder().backoff(backoffOf(values));
    }

    private @Nullable Object builtIn(BackoffParameter parameter) {
        return switch (parameter) {
            case DELAY -> BUILT_IN_DELAY;
            case INCREMENT -> delay();
            case MULTIPLIER -> BUILT_IN_MULTIPLIER;
            case MAX_DELAY ->
                named() == BackoffStrategy.FIXED || adopted != null ? null : longer(BUILT_IN_MAX_DELAY, delay());
            case JITTER -> "full";
        };
    }

    private Duration delay() {
        Chosen<Object> delay = written.get(DELAY);
        return delay != null && delay.value() instanceof Duration given ? given : BUILT_IN_DELAY;
    }

    private static Duration longer(Duration first, Duration second) {
        return first.compareTo(second) >= 0 ? first : second;
    }

    private Backoff backoffOf(Map<BackoffParameter, Object> values) {
        Duration delay = delay();
        Duration increment = values.get(INCREMENT) instanceof Duration given ? given : delay;
        double multiplier = values.get(MULTIPLIER) instanceof Double given ? given : BUILT_IN_MULTIPLIER;
        Duration max = values.get(MAX_DELAY) instanceof Duration given ? given : BUILT_IN_MAX_DELAY;
        if (adopted != null && isSpringsJitter(adopted)) {
            return AdoptedLevels.backoff(
                    adopted, delay, multiplier, values.get(MAX_DELAY) instanceof Duration longest ? longest : null);
        }
        Backoff formula = switch (named()) {
            case NONE -> Backoff.none();
            case FIXED -> Backoff.fixed(delay);
            case LINEAR -> Backoff.linear(delay, increment);
            case EXPONENTIAL -> Backoff.exponential(delay, multiplier);
            case FIBONACCI -> Backoff.fibonacci(delay);
            case DECORRELATED -> Backoff.decorrelated(delay, max);
            case GRPC -> Backoff.grpc(delay, multiplier, max);
            case AZURE -> Backoff.azure(delay, increment, max);
        };
        if (!named().uses(JITTER)) {
            return formula;
        }
        Backoff capped = values.containsKey(MAX_DELAY) ? formula.cappedAt(max) : formula;
        return capped.jittered(jitterOf(String.valueOf(values.get(JITTER))));
    }

    /** Spring's jitter is a duration that grows with the delay, which no other formula knows. */
    private boolean isSpringsJitter(Level adopted) {
        Chosen<Object> jitter = written.get(JITTER);
        return jitter != null && adopted.written(JITTER.key()).equals(jitter.written());
    }

    /** The jitter of this text, which has been checked. */
    private static Jitter jitterOf(String text) {
        return switch (text) {
            case "none" -> Jitter.none();
            case "full" -> Jitter.full();
            case "equal" -> Jitter.equal();
            default -> Jitter.proportional(Double.parseDouble(text));
        };
    }
}
