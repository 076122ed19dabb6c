package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.annotation.Retryable;
import org.junit.jupiter.api.Test;

/** How the method itself is called where retries are the innermost advice. */
class TargetMethodTests {

    static class Shop {

        private final IllegalStateException soldOut = new IllegalStateException("sold out");
        private int visits;

        @Retryable("shop")
        void visit() {
            visits++;
        }

        @Retryable("shop")
        protected long price(int count, double each, String... extras) {
            return Math.round(count * each) + extras.length + visits;
        }

        @Retryable("shop")
        public String sell() {
            throw soldOut;
        }

        IllegalStateException soldOut() {
            return soldOut;
        }

        @Retryable("shop")
        public StackTraceElement[] callers() {
            visits++;
            if (visits == 1) {
                throw new IllegalStateException("not at the first visit");
            }
            return new Throwable().getStackTrace();
        }
    }

    @Test
    void takesPrimitivesAndAnyNumberOfArgumentsAndReturnsNothing() {
        try (var context = Weaving.of(Shop.class)) {
            Shop shop = context.getBean(Shop.class);
            shop.visit();
            assertThat(shop.price(3, 1.5, "bag", "bow")).isEqualTo(8);
            assertThat(shop.price(3, 1.5)).isEqualTo(6);
        }
    }

    @Test
    void letsFailuresThroughAsTheyAre() {
        try (var context = Weaving.of(Shop.class)) {
            Shop shop = context.getBean(Shop.class);
            assertThatThrownBy(shop::sell).isSameAs(shop.soldOut());
        }
    }

    @Test
    void isCalledWithoutReflectionThatWouldWrapItsFailures() {
        try (var context = Weaving.of(Shop.class)) {
            assertThat(context.getBean(Shop.class).callers())
                    .extracting(StackTraceElement::getMethodName)
                    .startsWith("callers", "call")
                    .doesNotContain("invokeJoinpointUsingReflection");
        }
    }
}
