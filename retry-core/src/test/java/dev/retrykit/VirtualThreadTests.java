package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** In real time, since a virtual thread is unmounted in no other. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are virtual threads from Java 21 on")
class VirtualThreadTests {

    private static final int CALLS = 10_000;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    @Test
    void tenThousandCallsWaitOnVirtualThreadsAndPinNone(@TempDir Path directory) throws Exception {
        Path events = directory.resolve("events.jfr");
        RetryRegistry registry = RetryRegistry.create();
        Retrier payments = registry.register(
                "payments",
                options -> options.policy(RetryPolicy.builder()
                                .maxAttempts(2)
                                .backoff(Backoff.fixed(Duration.ofMinutes(10)))
                                .build())
                        .budget(RetryBudget.unlimited()));
        ExecutorService threads = virtualThreads();
        warmUp(threads);
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withThreshold(Duration.ZERO).withStackTrace();
            recording.start();
            List<Future<Object>> calls = new ArrayList<>();
            for (int call = 0; call < CALLS; call++) {
                calls.add(threads.submit(() -> payments.call(() -> {
                    throw new IOException("sold out");
                })));
            }
            while (payments.statistics().waiting() < CALLS) {
                Thread.onSpinWait();
            }
            registry.close();
            for (Future<Object> call : calls) {
                assertThat(failureOf(call)).hasMessage("sold out");
            }
            recording.stop();
            recording.dump(events);
        } finally {
            threads.shutdownNow();
            registry.close();
        }
        assertThat(RecordingFile.readAllEvents(events))
                .filteredOn(event -> event.getEventType().getName().equals(PINNED))
                .filteredOn(VirtualThreadTests::isOurs)
                .isEmpty();
    }

    /** Loading and linking classes pins a thread for a moment, which is not ours to change: so all are there before. */
    private static void warmUp(ExecutorService threads) throws InterruptedException {
        RetryRegistry registry = RetryRegistry.create();
        Retrier retrier = registry.register(
                "warm-up",
                RetryPolicy.builder()
                        .backoff(Backoff.fixed(Duration.ofMinutes(10)))
                        .build());
        Future<Object> call = threads.submit(() -> retrier.call(() -> {
            throw new IOException("sold out");
        }));
        while (retrier.statistics().waiting() == 0) {
            Thread.onSpinWait();
        }
        registry.close();
        assertThat(failureOf(call)).hasMessage("sold out");
    }

    private static boolean isOurs(RecordedEvent event) {
        return event.getStackTrace() == null
                || event.getStackTrace().getFrames().stream()
                        .map(RecordedFrame::getMethod)
                        .noneMatch(method -> method.getName().equals("<clinit>")
                                || method.getType().getName().startsWith("jdk.internal.loader."));
    }

    private static @Nullable Throwable failureOf(Future<Object> call) throws InterruptedException {
        try {
            call.get();
        } catch (ExecutionException failed) {
            return failed.getCause();
        }
        throw new AssertionError("the call must have failed");
    }

    /** Compiled for Java 17, which does not have them. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
