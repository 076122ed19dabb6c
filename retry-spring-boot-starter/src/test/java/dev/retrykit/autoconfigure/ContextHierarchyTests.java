package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.RetryRegistry;
import dev.retrykit.testing.VirtualTime;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;

/** The starter in a context and in its parent. */
class ContextHierarchyTests {

    private final ApplicationContextRunner starter = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RetryAutoConfiguration.class, RetryAopAutoConfiguration.class, RetryLoggingAutoConfiguration.class))
            .withPropertyValues("retrykit.defaults.budget=none");

    static class Common {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }

        @Bean
        RetryPolicyCustomizer fourAttempts() {
            return (name, policy) -> policy.maxAttempts(4);
        }
    }

    @Test
    void methodsOfBothAreRetriedAsTheParentsCustomizersSay() {
        starter.withUserConfiguration(Common.class, Shop.class)
                .run(parent -> starter.withParent(parent)
                        .withBean("childsShop", Shop.class)
                        .run(child -> {
                            assertThat(callsOf(child.getBean("childsShop", Shop.class)))
                                    .isEqualTo(4);
                            assertThat(callsOf(parent.getBean(Shop.class))).isEqualTo(4);
                            assertThat(child.getBean(RetryRegistry.class))
                                    .isNotSameAs(parent.getBean(RetryRegistry.class));
                        }));
    }

    @Test
    void aContextThatClosesLeavesTheRetriesOfItsParentAlone() {
        starter.withUserConfiguration(Common.class, Shop.class).run(parent -> {
            starter.withParent(parent).run(child -> assertThat(child).hasNotFailed());

            assertThat(callsOf(parent.getBean(Shop.class))).isEqualTo(4);
        });
    }

    private static int callsOf(Shop shop) {
        assertThatIllegalStateException().isThrownBy(shop::order);
        return shop.calls();
    }
}
