package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import org.junit.jupiter.api.Test;

class InheritanceTests {

    @Test
    void anAbstractBaseHasNoRetrier() {
        Application.of("""
                retrykit:
                  instances:
                    base:
                      abstract: true
                      max-attempts: 7
                    payments:
                      extends: base
                """).run(context -> {
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            assertThat(registry.all()).extracting(Retrier::name).containsExactly("payments");
            assertThat(registry.get("payments").policy().maxAttempts()).hasValue(7);
        });
    }

    @Test
    void printsTheCycle() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    b:
                      extends: c
                    c:
                      extends: a
                    a:
                      extends: b
                    d:
                      extends: b
                """).failure()).isEqualTo("""
                retrykit.instances.a.extends must not lead back to itself, but was 'b': a → b → c → a

                    Origin: application.yml - 8:16

                => Remove one 'extends' of the chain.
                """);
    }

    @Test
    void refusesAnInstanceThatExtendsItself() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    a:
                      extends: a
                """).failure())
                .startsWith("retrykit.instances.a.extends must not lead back to itself, but was 'a': a → a\n");
    }

    @Test
    void refusesAnUnknownBase() {
        assertThat(Application.of("""
                retrykit:
                  instances:
                    standard:
                      abstract: true
                    payments:
                      extends: standart
                """).failure()).isEqualTo("""
                retrykit.instances.payments.extends must name an instance, but was 'standart': payments → standart; did you mean 'standard'?

                    Origin: application.yml - 6:16

                => Known instances are payments, standard.
                """);
    }
}
