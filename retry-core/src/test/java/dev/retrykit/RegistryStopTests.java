package dev.retrykit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.testing.RecordingListener;
import dev.retrykit.time.Sleeper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stops of a registry while threads really wait; each wait would last an hour. */
@Timeout(60)
class RegistryStopTests {

    private static final int CALLS = 8;

    private final CountDownLatch oneWaits = new CountDownLatch(1);
    private final CountDownLatch allWait = new CountDownLatch(CALLS);
    private final RetryRegistry registry =
            RetryRegistry.builder().sleeper(this::sleep).build();
    private final RecordingListener listener = new RecordingListener();
    private final Ledger ledger = new Ledger(1);

    private void sleep(Duration delay, BooleanSupplier over) throws InterruptedException {
        oneWaits.countDown();
        allWait.countDown();
        Sleeper.system().sleep(delay, over);
    }

    private Retrier hourly() {
        return registry.register(
                "hourly",
                options -> options.policy(RetryPolicy.builder()
                                .maxAttempts(2)
                                .backoff(Backoff.fixed(Duration.ofHours(1)))
                                .build())
                        .budget(RetryBudget.unlimited())
                        .listeners(List.of(listener)));
    }

    private static String fail() throws IOException {
        throw new IOException("no answer");
    }

    /** A call on a thread of its own; its result is whether the thread was left interrupted. */
    private static FutureTask<Boolean> failing(Retrier retrier) {
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            try {
                retrier.call(RegistryStopTests::fail);
                throw new AssertionError("the call cannot succeed");
            } catch (IOException lastFailure) {
                return Thread.currentThread().isInterrupted();
            }
        });
        Thread thread = new Thread(task, "waits");
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private List<FutureTask<Boolean>> waitingCalls(Retrier retrier) throws InterruptedException {
        List<FutureTask<Boolean>> calls = new ArrayList<>();
        for (int call = 0; call < CALLS; call++) {
            calls.add(failing(retrier));
        }
        assertThat(allWait.await(30, SECONDS)).isTrue();
        return calls;
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @Nested
    class WaitingCalls {

        private void requireAllEnded(List<FutureTask<Boolean>> calls, Retrier retrier) throws Exception {
            for (FutureTask<Boolean> call : calls) {
                assertThat(call.get(30, SECONDS)).as("interrupted").isFalse();
            }
            assertThat(Counts.of(retrier.statistics())).hasToString("failed 8, failure 8, closed 8");
            assertThat(retrier.statistics().waiting()).isZero();
        }

        @Test
        void endWithTheirLastFailureWhenTheRegistryPauses() throws Exception {
            Retrier retrier = hourly();
            List<FutureTask<Boolean>> calls = waitingCalls(retrier);
            assertThat(retrier.statistics().waiting()).isEqualTo(CALLS);
            registry.pause();
            requireAllEnded(calls, retrier);
        }

        @Test
        void endWithTheirLastFailureWhenTheRegistryCloses() throws Exception {
            Retrier retrier = hourly();
            List<FutureTask<Boolean>> calls = waitingCalls(retrier);
            registry.close();
            requireAllEnded(calls, retrier);
        }

        @Test
        void endThoughTheRegistryResumesAtOnce() throws Exception {
            Retrier retrier = hourly();
            List<FutureTask<Boolean>> calls = waitingCalls(retrier);
            registry.pause();
            registry.resume();
            requireAllEnded(calls, retrier);
        }

        @Test
        void tellFailureScheduleAndEnd() throws Exception {
            Retrier retrier = hourly();
            List<FutureTask<Boolean>> calls = waitingCalls(retrier);
            registry.pause();
            requireAllEnded(calls, retrier);
            assertThat(listener.events().stream().filter(event -> event.call() == 1))
                    .hasExactlyElementsOfTypes(
                            RetryEvent.AttemptFailed.class,
                            RetryEvent.RetryScheduled.class,
                            RetryEvent.CallEnded.class);
        }

        @Test
        void giveTheirPermitBack() throws Exception {
            Retrier retrier = registry.register(
                    "paying",
                    options -> options.policy(RetryPolicy.builder()
                                    .backoff(Backoff.fixed(Duration.ofHours(1)))
                                    .build())
                            .budget(ledger));
            FutureTask<Boolean> call = failing(retrier);
            assertThat(oneWaits.await(30, SECONDS)).isTrue();
            registry.pause();
            call.get(30, SECONDS);
            assertThat(ledger.entries).containsExactly("failure TRANSIENT", "asked TRANSIENT", "back permit at 1");
        }

        @Test
        void endWhenTheyAreAsynchronousToo() {
            Retrier retrier = hourly();
            CompletableFuture<String> future = retrier.callAsync(attempt -> {
                throw new IOException("no answer");
            });
            assertThat(future).isNotDone();
            registry.pause();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> future.get(30, SECONDS))
                    .withCauseInstanceOf(IOException.class);
            assertThat(Counts.of(retrier.statistics())).hasToString("failed 1, failure 1, closed 1");
        }
    }

    @Nested
    class FromAStopUntilARestart {

        private final Retrier retrier = hourly();

        @Test
        void aNewCallMakesItsFirstAttempt() throws Exception {
            registry.pause();
            assertThat(retrier.call(() -> "a")).isEqualTo("a");
        }

        @Test
        void aNewCallIsNotRetried() {
            registry.pause();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> retrier.call(RegistryStopTests::fail));
            assertThat(Counts.of(retrier.statistics())).hasToString("failed 1, failure 1, closed 1");
        }

        @Test
        void aCallWithoutDelayIsNotRetriedEither() {
            retrier.replacePolicy(RetryPolicy.builder().backoff(Backoff.none()).build());
            registry.pause();
            assertThatExceptionOfType(IOException.class).isThrownBy(() -> retrier.call(RegistryStopTests::fail));
            assertThat(Counts.of(retrier.statistics())).hasToString("failed 1, failure 1, closed 1");
        }

        @Test
        void anAttemptThatRunsFinishes() throws Exception {
            assertThat(retrier.call(() -> {
                        registry.pause();
                        return "a";
                    }))
                    .isEqualTo("a");
        }

        @Test
        void anAttemptWithATimeLimitRunsEvenIfTheTimerHasEnded() throws Exception {
            retrier.replacePolicy(RetryPolicy.builder()
                    .totalTimeout(Duration.ofHours(1))
                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofMinutes(1)))
                    .build());
            registry.close();
            assertThat(retrier.call(() -> "a")).isEqualTo("a");
            assertThat(retrier.callAsync(attempt -> CompletableFuture.completedFuture("b"))
                            .get(30, SECONDS))
                    .isEqualTo("b");
        }

        @Test
        void theLimitOfAnAttemptThatRunsStillCutsItOnceTheRegistryIsClosed() {
            retrier.replacePolicy(RetryPolicy.builder()
                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(50)))
                    .build());
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<String> future = retrier.callAsync(attempt -> stage);
            registry.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> future.get(30, SECONDS))
                    .withCauseInstanceOf(AttemptTimeoutException.class);
            assertThat(stage).isCancelled();
        }

        @Test
        void theLimitOfAnAttemptThatBeginsAfterTheCloseCutsItToo() {
            retrier.replacePolicy(RetryPolicy.builder()
                    .attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(1)))
                    .build());
            registry.close();
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() -> retrier.callAsync(attempt -> new CompletableFuture<>())
                            .get(30, SECONDS))
                    .withCauseInstanceOf(AttemptTimeoutException.class);
            assertThatExceptionOfType(AttemptTimeoutException.class)
                    .isThrownBy(() -> retrier.run(() -> Thread.sleep(30_000)))
                    .withCauseInstanceOf(InterruptedException.class);
        }

        @Test
        void nothingOfItIsLeftAfterTheRestart() throws Exception {
            retrier.replacePolicy(RetryPolicy.builder().backoff(Backoff.none()).build());
            registry.pause();
            registry.resume();
            int[] attempts = {0};
            assertThat(retrier.call(() -> ++attempts[0] == 3 ? "a" : fail())).isEqualTo("a");
        }
    }
}
