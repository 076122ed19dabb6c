package dev.retrykit.autoconfigure;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.gax.GaxRetryable;
import dev.retrykit.spring.SpringFailures;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/**
 * What one instance retries. A level that names {@code retry-on} alone empties the statuses of the levels below it; one
 * that names {@code retry-on-status} alone keeps their types.
 */
final class ConditionSettings {

    private static final String RETRY_ON = "retry-on";
    private static final String RETRY_ON_STATUS = "retry-on-status";
    private static final String IGNORE = "ignore";

    /** The statuses of {@link FailureCondition#standard()}, in the order of its documentation. */
    static final List<String> BUILT_IN_STATUSES =
            List.of("408", "429", "500", "502", "503", "504", "UNAVAILABLE", "RESOURCE_EXHAUSTED");

    private static final List<Class<?>> BUILT_IN_TYPES = List.of(Exception.class);

    /** One for all instances that say nothing else. */
    private static final FailureCondition BUILT_IN =
            onStatusElse(BUILT_IN_STATUSES, FailureCondition.on(throwables(BUILT_IN_TYPES)));

    private static final boolean GAX =
            ClassUtils.isPresent("com.google.api.gax.rpc.ApiException", ConditionSettings.class.getClassLoader());

    private ConditionSettings() {}

    static void apply(PolicyDraft draft) {
        Chosen<List<Class<?>>> types = draft.layers().highest(RETRY_ON, PolicyProperties::retryOn, BUILT_IN_TYPES);
        Chosen<List<String>> statuses = statuses(draft.layers());
        Chosen<List<Class<?>>> ignored = draft.layers().highest(IGNORE, PolicyProperties::ignore, List.of());
        draft.show(new Chosen<>(RETRY_ON, names(types.value()), types.written()));
        draft.show(statuses);
        draft.show(new Chosen<>(IGNORE, names(ignored.value()), ignored.written()));
        draft.show(draft.layers().highest(WhenSettings.KEY, PolicyProperties::retryWhen, null));
        Level adopted = draft.layers().adopted();
        FailureCondition byLists = types.written() == null && statuses.written() == null
                ? BUILT_IN
                : onStatusElse(orEmpty(statuses.value()), onTypes(types, adopted));
        // Like the statuses that are built in: whoever writes others has said what is worth a retry.
        FailureCondition condition = GAX && statuses.written() == null ? byLists.or(new GaxRetryable()) : byLists;
        FailureCondition withoutIgnored = orEmpty(ignored.value()).isEmpty()
                ? condition
                : condition.and(FailureCondition.except(throwables(ignored.value())));
        draft.builder().retryOn(adopted == null ? withoutIgnored : AdoptedLevels.agreed(withoutIgnored, adopted));
    }

    private static FailureCondition onStatusElse(List<String> statuses, FailureCondition types) {
        return FailureCondition.onStatusElse(new LinkedHashSet<>(statuses), types);
    }

    /** Types that Spring's annotation includes are retried by its rules, those of properties by ours. */
    private static FailureCondition onTypes(Chosen<List<Class<?>>> types, @Nullable Level adopted) {
        List<Class<? extends Throwable>> named = throwables(types.value());
        return adopted != null && adopted.written(RETRY_ON).equals(types.written())
                ? new SpringFailures(named)
                : FailureCondition.on(named);
    }

    private static Chosen<List<String>> statuses(Layers layers) {
        Chosen<List<String>> chosen = new Chosen<>(RETRY_ON_STATUS, BUILT_IN_STATUSES, null);
        for (Level level : layers.levels()) {
            List<String> named = level.values().retryOnStatus();
            if (named != null) {
                chosen = new Chosen<>(RETRY_ON_STATUS, List.copyOf(named), level.written(RETRY_ON_STATUS));
            } else if (level.values().retryOn() != null) {
                chosen = new Chosen<>(RETRY_ON_STATUS, List.of(), level.written(RETRY_ON));
            }
        }
        return chosen;
    }

    private static List<String> names(@Nullable List<Class<?>> types) {
        return orEmpty(types).stream().map(Class::getName).toList();
    }

    private static List<Class<? extends Throwable>> throwables(@Nullable List<Class<?>> types) {
        List<Class<? extends Throwable>> throwables = new ArrayList<>();
        orEmpty(types).forEach(type -> throwables.add(type.asSubclass(Throwable.class)));
        return throwables;
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
