package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the virtual machine counts exactly, whatever else the machine does. */
class AllocationTests {

    private static final int CALLS = 10_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Retrier payments = Retrier.of("payments", RetryPolicy.defaults());

    /** Bytes of each call; the smallest object has sixteen, and what the machine itself allocates once is less than a byte. */
    private static long allocatedBy(Runnable call) {
        repeat(call);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        repeat(call);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
    }

    private static void repeat(Runnable call) {
        for (int i = 0; i < CALLS; i++) {
            call.run();
        }
    }

    @Test
    void aCallThatSucceedsAtOnceAllocatesNothing() {
        RetryOperation<String, RuntimeException> operation = () -> "paid";
        assertThat(allocatedBy(() -> payments.call(operation))).isZero();
        assertThat(payments.statistics().callsByAttempts(1)).isEqualTo(2 * CALLS);
    }

    @Test
    void anAsynchronousCallThatSucceedsAtOnceAllocatesNothing() {
        CompletableFuture<String> paid = CompletableFuture.completedFuture("paid");
        AsyncOperation<String> operation = attempt -> paid;
        assertThat(allocatedBy(() -> {
                    CompletableFuture<String> unused = payments.callAsync(operation);
                }))
                .isZero();
        assertThat(payments.statistics().callsByAttempts(1)).isEqualTo(2 * CALLS);
    }
}
