package dev.retrykit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetryPolicy;
import java.security.Principal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;

class RetryEndpointTests {

    private final Shop shop = new Shop();

    @Test
    void sumsUpToTheCallsThatHaveEnded() {
        RetryCounts counts = Objects.requireNonNull(
                endpoint(Show.ALWAYS).instances().instances().get("payments"));

        // 4 = 2 + 1 + 1 + 0
        assertThat(counts.calls())
                .isEqualTo(counts.firstTrySuccess()
                        + counts.afterRetrySuccess()
                        + sum(counts.exhausted())
                        + sum(counts.failed()));
    }

    @Test
    void saysWhetherAnInstanceIsOn() {
        shop.registry.get("payments").switchOff();

        assertThat(endpoint(Show.ALWAYS).instances().instances())
                .extractingFromEntries(
                        entry -> entry.getKey() + " " + entry.getValue().on())
                .containsExactly("echo true", "payments false");
    }

    @Test
    void knowsInstancesThatWereRegisteredLater() {
        RetryEndpoint endpoint = endpoint(Show.ALWAYS);
        shop.registry.register("later", RetryPolicy.defaults());

        assertThat(endpoint.instances().instances()).containsOnlyKeys("echo", "later", "payments");
        assertThat(endpoint.instance("later")).isNotNull();
    }

    @Test
    void answersNothingToAnUnknownName() {
        assertThat(endpoint(Show.ALWAYS).instance("paymnts")).isNull();
    }

    @Test
    void saysThatNothingCanBeChangedWhereNobodyOverrides() {
        InstanceSources sources = new InstanceSources(shop.policies, shop.methods, shop.recentCalls, null);
        RetryEndpoint endpoint = new RetryEndpoint(shop.registry, sources, List.of(), Shown.of(Show.ALWAYS));

        String refusal = "'echo' cannot be changed here: define a bean of type dev.retrykit.endpoint.PolicyOverrides,"
                + " which the starter's own registry brings along";
        assertThatThrownBy(() -> endpoint.change("echo", "max-attempts=2", null))
                .isInstanceOf(InvalidOverrideException.class)
                .hasMessage(refusal);
        assertThatThrownBy(() -> endpoint.reset("echo"))
                .isInstanceOf(InvalidOverrideException.class)
                .hasMessage(refusal);
    }

    @Test
    void readsThePolicyOfAnInstanceThatNoConfigurationKnows() {
        shop.registry
                .get("echo")
                .replacePolicy(RetryPolicy.builder()
                        .unlimitedAttempts()
                        .totalTimeout(Duration.ofSeconds(90))
                        .build());

        Map<String, PolicyValue> policy =
                instance(endpoint(Show.ALWAYS).instance("echo")).policy();

        assertThat(policy)
                .containsOnlyKeys(
                        "max-attempts",
                        "total-timeout",
                        "attempt-timeout",
                        "interrupt-attempts",
                        "backoff",
                        "backoff.first-retry-immediate",
                        "retry-on",
                        "match-causes",
                        "on-unacceptable-result",
                        "server-delay.max",
                        "hedging",
                        "nested")
                .containsEntry("max-attempts", new PolicyValue("unlimited", "registered by the application"))
                .containsEntry("total-timeout", new PolicyValue("PT1M30S", "registered by the application"))
                .containsEntry("attempt-timeout", new PolicyValue(null, "registered by the application"))
                .containsEntry("match-causes", new PolicyValue(true, "registered by the application"))
                .containsEntry("nested", new PolicyValue("ONCE", "registered by the application"));
    }

    @Test
    void showsValuesWithoutASecurityContextUnlessNever() {
        assertThat(maxAttempts(endpoint(Show.WHEN_AUTHORIZED).instance("payments")))
                .isEqualTo(3);
        assertThat(maxAttempts(endpoint(Show.NEVER).instance("payments"))).isEqualTo("******");
    }

    @Test
    void showsValuesOverHttpToThoseInARole() {
        RetryEndpoint endpoint = endpoint(Show.WHEN_AUTHORIZED);
        RetryEndpointWebExtension extension = new RetryEndpointWebExtension(endpoint, Set.of("operator"));

        assertThat(maxAttempts(extension.instance(new Visitor("operator"), "payments")))
                .isEqualTo(3);
        assertThat(maxAttempts(extension.instance(new Visitor("customer"), "payments")))
                .isEqualTo("******");
        assertThat(maxAttempts(extension.instance(SecurityContext.NONE, "payments")))
                .isEqualTo("******");
    }

    @Test
    void wantsAPropertyAndAnOriginForEachValue() {
        assertThatThrownBy(() -> new EffectiveValue(nothing(), 3, "built-in"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("property must not be null");
        assertThatThrownBy(() -> new EffectiveValue("max-attempts", 3, nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("origin must not be null");
    }

    private RetryEndpoint endpoint(Show showValues) {
        return new RetryEndpoint(shop.registry, shop.sources, List.of(), Shown.of(showValues));
    }

    private static @Nullable Object maxAttempts(@Nullable RetryInstance instance) {
        return Objects.requireNonNull(instance(instance).policy().get("max-attempts"))
                .value();
    }

    private static RetryInstance instance(@Nullable RetryInstance instance) {
        return Objects.requireNonNull(instance);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    @SuppressWarnings("NullAway") // what a caller without null checks may pass
    private static String nothing() {
        return null;
    }

    private record Visitor(String role) implements SecurityContext {

        @Override
        public Principal getPrincipal() {
            return () -> "somebody";
        }

        @Override
        public boolean isUserInRole(String asked) {
            return role.equals(asked);
        }
    }
}
