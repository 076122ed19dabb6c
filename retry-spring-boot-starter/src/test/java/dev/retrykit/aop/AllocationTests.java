package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.sun.management.ThreadMXBean;
import dev.retrykit.annotation.Retryable;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.ProxyFactory;

/** What a call that succeeds at once allocates, in bytes, which are exact where time is not. */
class AllocationTests {

    private static final int CALLS = 20_000;

    static class Shop {
        private final CompletableFuture<String> sold = CompletableFuture.completedFuture("sold");

        @Retryable("shop")
        public String buy(String item) {
            return item;
        }

        @Retryable("shop")
        public CompletionStage<String> order(String item) {
            return sold;
        }
    }

    private static Shop behindAProxyThatDoesNothing() {
        ProxyFactory factory = new ProxyFactory(new Shop());
        factory.setProxyTargetClass(true);
        factory.addAdvice((MethodInterceptor) MethodInvocation::proceed);
        return (Shop) factory.getProxy();
    }

    private static long bytesPerCall(Supplier<Object> call) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // The first rounds load classes and fill caches.
        for (int round = 0; round < 5; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                assertNotNull(call.get());
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least / CALLS;
    }

    // The compiler may take the invocation of 48 bytes away on one side of a comparison and not on the other.
    private static final int ONE_INVOCATION = 48;

    @Test
    void isNoMoreThanWhatAProxyThatDoesNothingAllocates() {
        Shop plain = behindAProxyThatDoesNothing();
        try (var context = Weaving.of(Shop.class)) {
            Shop shop = context.getBean(Shop.class);
            assertThat(bytesPerCall(() -> shop.buy("apple")))
                    .isLessThanOrEqualTo(bytesPerCall(() -> plain.buy("apple")) + ONE_INVOCATION);
            assertThat(bytesPerCall(() -> shop.order("apple")))
                    .isLessThanOrEqualTo(bytesPerCall(() -> plain.order("apple")) + ONE_INVOCATION);
        }
    }

    @Test
    void isAtMostOneCloneMoreWhereOtherAdviceIsFurtherInside() {
        Shop plain = behindAProxyThatDoesNothing();
        ((Advised) plain).addAdvice((MethodInterceptor) MethodInvocation::proceed);
        int argumentsAndAttributes = 24 + 48;
        try (var context = Weaving.of(Shop.class)) {
            Shop shop = context.getBean(Shop.class);
            ((Advised) shop).addAdvice((MethodInterceptor) MethodInvocation::proceed);
            assertThat(bytesPerCall(() -> shop.buy("apple")))
                    .isLessThanOrEqualTo(
                            bytesPerCall(() -> plain.buy("apple")) + 2 * ONE_INVOCATION + argumentsAndAttributes);
        }
    }
}
