package dev.retrykit.endpoint;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * The Actuator endpoint {@code retry}: the list of all instances with their counts; one instance with its policy, the
 * origin of each value, its plan and its last exhausted calls; and, for those who have unrestricted access, changes to one
 * instance.
 *
 * <p>Thread-safe. Reading changes nothing. Its answers are JSON whose names and order do not depend on how the application
 * has configured its own JSON.
 */
@Endpoint(id = "retry", defaultAccess = Access.READ_ONLY)
public class RetryEndpoint {

    private final RetryRegistry registry;
    private final InstanceSources sources;
    private final PolicyView view;
    private final Shown shown;

    /**
     * An endpoint over a registry.
     *
     * @param registry the instances
     * @param sources what is known of them beside
     * @param sanitizingFunctions what hides values, asked in this order; keys are full property names, such as
     *     {@code retrykit.instances.payments.max-attempts}, and for messages of failures
     *     {@code retrykit.instances.payments.last-exhausted.message}; the property source is absent
     * @param shown what to show to those who ask without a security context, through JMX say
     */
    public RetryEndpoint(
            RetryRegistry registry,
            InstanceSources sources,
            Iterable<SanitizingFunction> sanitizingFunctions,
            Shown shown) {
        this.registry = Objects.requireNonNull(registry, "registry must not be null");
        this.sources = Objects.requireNonNull(sources, "sources must not be null");
        this.view = new PolicyView(new Sanitizer(sanitizingFunctions));
        this.shown = Objects.requireNonNull(shown, "shown must not be null");
    }

    /**
     * All instances.
     *
     * @return what each has counted
     */
    @ReadOperation
    public RetryInstances instances() {
        Map<String, RetryCounts> counts = new LinkedHashMap<>();
        registry.all().forEach(retrier -> counts.put(retrier.name(), RetryCounts.of(retrier)));
        return new RetryInstances(Collections.unmodifiableMap(counts));
    }

    /**
     * One instance.
     *
     * @param name its name
     * @return what is known of it; {@code null}, over HTTP the status 404, if there is no such instance
     */
    @ReadOperation
    public @Nullable RetryInstance instance(@Selector String name) {
        return instance(name, show -> show.isShown(true));
    }

    /**
     * Changes one instance, in this process only, until it is reset.
     *
     * @param name its name
     * @param values values by their key below the instance, as in properties, separated by semicolons or line ends:
     *     {@code max-attempts=2; backoff.delay=1s}; null to change none
     * @param enabled whether it is to retry; null to leave that
     * @return the instance as it is now; {@code null}, over HTTP the status 404, if there is no such instance
     * @throws InvalidOverrideException if that cannot be; nothing has changed then; over HTTP the status 400 with the fields
     */
    @WriteOperation
    public @Nullable RetryInstance change(@Selector String name, @Nullable String values, @Nullable Boolean enabled) {
        return change(name, values, enabled, show -> show.isShown(true));
    }

    /**
     * Takes everything back that was changed of one instance.
     *
     * @param name its name
     * @return the instance as it is now; {@code null}, over HTTP the status 404, if there is no such instance
     * @throws InvalidOverrideException if it cannot be changed here at all; over HTTP the status 400
     */
    @DeleteOperation
    public @Nullable RetryInstance reset(@Selector String name) {
        return reset(name, show -> show.isShown(true));
    }

    @Nullable RetryInstance instance(String name, Predicate<Show> visitor) {
        if (!registry.contains(name)) {
            return null;
        }
        Retrier retrier = registry.get(name);
        List<EffectiveValue> configured = sources.policies().of(name);
        List<EffectiveValue> values = configured.isEmpty() ? RegisteredPolicy.valuesOf(retrier.policy()) : configured;
        Shown.Visit visit = shown.to(visitor);
        return new RetryInstance(
                name,
                RetryCounts.of(retrier),
                view.of(name, values, visit.values()),
                sources.methods().of(name),
                visit.values() ? RetryPlanView.of(retrier.plan()) : null,
                view.of(name, sources.recentCalls().of(name), visit));
    }

    @Nullable RetryInstance change(String name, @Nullable String values, @Nullable Boolean enabled, Predicate<Show> visitor) {
        if (registry.contains(name)) {
            new OverrideRequest(values, enabled).applyTo(name, overridesOf(name));
        }
        return instance(name, visitor);
    }

    @Nullable RetryInstance reset(String name, Predicate<Show> visitor) {
        if (registry.contains(name)) {
            overridesOf(name).reset(name);
        }
        return instance(name, visitor);
    }

    private PolicyOverrides overridesOf(String name) {
        PolicyOverrides overrides = sources.overrides();
        if (overrides == null) {
            throw new InvalidOverrideException(
                    "'" + name + "' cannot be changed here: define a bean of type " + PolicyOverrides.class.getName()
                            + ", which the starter's own registry brings along",
                    List.of());
        }
        return overrides;
    }

    /** The plan as a table; a word on why not, if values are not to be shown; null if there is no such instance. */
    @Nullable String plan(String name, Predicate<Show> visitor) {
        if (!registry.contains(name)) {
            return null;
        }
        return shown.to(visitor).values()
                ? registry.get(name).plan().toTable()
                : "the plan is not shown: management.endpoint.retry.show-values\n";
    }
}
