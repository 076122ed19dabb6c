package dev.retrykit.benchmarks.waiting;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a million calls that fail once and wait, and says what each costs: heap while all wait, processor time for the whole
 * call, how late the last one is, and how late the latest of all. A call is due its delay after it was submitted.
 *
 * <p>One library to a process, or the second would find the first one's garbage. Of the heap 104 bytes are this program's
 * own: the operation, and what notes that it is done.
 */
public final class WaitingCalls {

    private static final int CALLS = 1_000_000;
    private static final Duration DELAY = Duration.ofSeconds(20);
    private static final CompletableFuture<Integer> SUCCESS = CompletableFuture.completedFuture(1);
    private static final CompletableFuture<Integer> FAILURE =
            CompletableFuture.failedFuture(new IllegalStateException("fails"));

    private final AtomicInteger open = new AtomicInteger(CALLS);
    private final CountDownLatch allDone = new CountDownLatch(1);
    private final AtomicLong latestNanos = new AtomicLong(Long.MIN_VALUE);
    private volatile long lastNanos;

    private WaitingCalls() {}

    /**
     * Measures one library.
     *
     * @param arguments the name of the {@link Waiter}, and the file to write to
     * @throws Exception if the file cannot be written, or a call fails
     */
    public static void main(String[] arguments) throws Exception {
        Waiter waiter = Waiter.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        String result = new WaitingCalls().measure(waiter);
        Files.writeString(Path.of(arguments[1]), result);
        System.out.println(result);
    }

    private String measure(Waiter waiter) throws InterruptedException {
        Waiter.Calls calls = waiter.calls(DELAY);
        long heapBefore = heapInUse();
        long processorBefore = processorNanos();
        for (int i = 0; i < CALLS; i++) {
            long dueNanos = System.nanoTime() + DELAY.toNanos();
            calls.call(new FailingOnce()).whenComplete((value, failure) -> done(dueNanos));
        }
        long processorSubmitting = processorNanos();
        long heap = (heapInUse() - heapBefore) / CALLS;
        long processorCollecting = processorNanos() - processorSubmitting;
        if (!allDone.await(2, TimeUnit.MINUTES)) {
            throw new IllegalStateException(open + " calls have not ended");
        }
        long processor = (processorNanos() - processorBefore - processorCollecting) / CALLS;
        return "{\"library\":\"%s\",\"heapBytes\":%d,\"processorNanos\":%d,\"lastIsLateMillis\":%d,\"latestIsLateMillis\":%d}%n"
                .formatted(waiter, heap, processor, toMillis(lastNanos), toMillis(latestNanos.get()));
    }

    private void done(long dueNanos) {
        long lateNanos = System.nanoTime() - dueNanos;
        latestNanos.accumulateAndGet(lateNanos, Math::max);
        if (open.decrementAndGet() == 0) {
            lastNanos = lateNanos;
            allDone.countDown();
        }
    }

    private static long toMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }

    private static long heapInUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long processorNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** An operation of two attempts. */
    private static final class FailingOnce implements Waiter.Operation {

        private boolean hasFailed;

        @Override
        public CompletionStage<Integer> get() {
            if (hasFailed) {
                return SUCCESS;
            }
            hasFailed = true;
            return FAILURE;
        }
    }
}
