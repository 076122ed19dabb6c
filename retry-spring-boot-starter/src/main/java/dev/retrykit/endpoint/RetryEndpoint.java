package dev.retrykit.endpoint;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.Sanitizer;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The Actuator endpoint {@code retry}: the list of all instances with their counts, and one instance with its policy and
 * the origin of each value.
 *
 * <p>Thread-safe; it reads and changes nothing. Its answers are JSON whose names and order do not depend on how the
 * application has configured its own JSON.
 */
@Endpoint(id = "retry", defaultAccess = Access.READ_ONLY)
public class RetryEndpoint {

    private final RetryRegistry registry;
    private final EffectivePolicies policies;
    private final PolicyView view;
    private final Show showValues;

    /**
     * An endpoint over a registry.
     *
     * @param registry the instances
     * @param policies the origins of their values
     * @param sanitizingFunctions what hides values, asked in this order; keys are full property names, such as
     *     {@code retrykit.instances.payments.max-attempts}, and the property source is absent
     * @param showValues whether to show the values of policies to those who ask without a security context, through JMX
     *     say: {@link Show#NEVER} hides them, the others show them
     */
    public RetryEndpoint(
            RetryRegistry registry,
            EffectivePolicies policies,
            Iterable<SanitizingFunction> sanitizingFunctions,
            Show showValues) {
        this.registry = Objects.requireNonNull(registry, "registry must not be null");
        this.policies = Objects.requireNonNull(policies, "policies must not be null");
        this.view = new PolicyView(new Sanitizer(sanitizingFunctions));
        this.showValues = Objects.requireNonNull(showValues, "showValues must not be null");
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
     * @return what it has counted and its policy; {@code null}, over HTTP the status 404, if there is no such instance
     */
    @ReadOperation
    public @Nullable RetryInstance instance(@Selector String name) {
        return instance(name, showValues.isShown(true));
    }

    @Nullable RetryInstance instance(String name, boolean show) {
        if (!registry.contains(name)) {
            return null;
        }
        Retrier retrier = registry.get(name);
        List<EffectiveValue> configured = policies.of(name);
        List<EffectiveValue> values = configured.isEmpty() ? RegisteredPolicy.valuesOf(retrier.policy()) : configured;
        return new RetryInstance(name, RetryCounts.of(retrier), view.of(name, values, show));
    }
}
