package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.gax.GaxRetryable;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayeringTests {

    static class OrderService {

        @Retryable
        void charge() {}

        @Retryable(
                value = "payments",
                maxAttempts = "${attempts:5}",
                delay = "300ms",
                ignore = FileNotFoundException.class)
        void pay() {}
    }

    @Test
    void builtInValuesAreThePolicyOfTheEngine() {
        String payments = """
                retrykit:
                  instances:
                    payments:
                """;
        RetryPolicy policy = policy(payments, "layering-tests-order-service-charge");
        assertThat(policy.maxAttempts()).hasValue(3);
        assertThat(policy.backoff()).isEqualTo(RetryPolicy.defaults().backoff());
        assertThat(policy.retryOn()).isEqualTo(FailureCondition.standard().or(new GaxRetryable()));
        assertThat(values(payments, "layering-tests-order-service-charge"))
                .containsExactly(
                        "enabled=true <- built-in",
                        "max-attempts=3 <- built-in",
                        "total-timeout=null <- built-in",
                        "attempt-timeout=null <- built-in",
                        "attempt-timeout-multiplier=null <- built-in",
                        "attempt-timeout-max=null <- built-in",
                        "interrupt-attempts=true <- built-in",
                        "backoff.strategy=exponential <- built-in",
                        "backoff.delay=PT0.1S <- built-in",
                        "backoff.multiplier=2.0 <- built-in",
                        "backoff.max-delay=PT10S <- built-in",
                        "backoff.jitter=full <- built-in",
                        "backoff.first-retry-immediate=false <- built-in",
                        "retry-on=[java.lang.Exception] <- built-in",
                        "retry-on-status=[408, 429, 500, 502, 503, 504, UNAVAILABLE, RESOURCE_EXHAUSTED] <- built-in",
                        "ignore=[] <- built-in",
                        "retry-when=null <- built-in",
                        "match-causes=true <- built-in",
                        "retry-on-null-result=false <- built-in",
                        "on-unacceptable-result=null <- built-in",
                        "retry-after-first-element=false <- built-in",
                        "server-delay.max=PT30S <- built-in",
                        "nested=once <- built-in",
                        "hedging.delay=null <- built-in",
                        "budget=own <- built-in");
    }

    @Test
    void eachFieldComesFromTheHighestLevelThatHasIt() {
        String yaml = """
                retrykit:
                  defaults:
                    max-attempts: 2
                    total-timeout: 20s
                    match-causes: false
                  instances:
                    base:
                      abstract: true
                      total-timeout: 10s
                      backoff:
                        jitter: none
                    middle:
                      abstract: true
                      extends: base
                      backoff.jitter: equal
                    payments:
                      extends: middle
                      backoff:
                        max-delay: 4s
                """;
        RetryPolicy policy = policy(yaml, "payments");
        assertThat(policy.maxAttempts()).hasValue(5);
        assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(10));
        assertThat(policy.backoff())
                .isEqualTo(Backoff.exponential(Duration.ofMillis(300), 2)
                        .cappedAt(Duration.ofSeconds(4))
                        .jittered(Jitter.equal()));
        assertThat(policy.matchCauses()).isFalse();
        assertThat(values(yaml, "payments"))
                .contains(
                        "max-attempts=5 <- maxAttempts of @Retryable on LayeringTests.OrderService.pay",
                        "total-timeout=PT10S <- retrykit.instances.base.total-timeout (application.yml - 9:22)",
                        "backoff.delay=PT0.3S <- delay of @Retryable on LayeringTests.OrderService.pay",
                        "backoff.max-delay=PT4S <- retrykit.instances.payments.backoff.max-delay (application.yml - 19:20)",
                        "backoff.jitter=equal <- retrykit.instances.middle.backoff.jitter (application.yml - 15:23)",
                        "ignore=[java.io.FileNotFoundException] <- ignore of @Retryable on LayeringTests.OrderService.pay",
                        "match-causes=false <- retrykit.defaults.match-causes (application.yml - 5:19)");
    }

    static RetryPolicy policy(String yaml, String name) {
        List<RetryPolicy> found = new ArrayList<>();
        Application.of(yaml)
                .beans(OrderService.class)
                .run(context ->
                        found.add(context.getBean(RetryRegistry.class).get(name).policy()));
        return found.get(0);
    }

    static List<String> values(String yaml, String name) {
        List<String> found = new ArrayList<>();
        Application.of(yaml).beans(OrderService.class).run(context -> {
            for (EffectiveValue value : context.getBean(EffectivePolicies.class).of(name)) {
                found.add(value.property() + "=" + value.value() + " <- " + value.origin());
            }
        });
        return found;
    }
}
