package dev.retrykit.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Attempt;
import dev.retrykit.Hedging;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.testing.VirtualTime;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of the observations of a call, however it ends. */
class CallObservationsTests {

    private static final RetryPolicy THREE =
            RetryPolicy.builder().backoff(Backoff.fixed(Duration.ofSeconds(1))).build();

    private final VirtualTime time = new VirtualTime();
    private final Story story = new Story();
    private final RetryRegistry retries = RetryRegistry.builder()
            .ticker(time)
            .sleeper(time)
            .alarm(time)
            .executor(Runnable::run)
            .build();
    private final AtomicInteger calls = new AtomicInteger();

    private Retrier retrier(RetryPolicy policy, boolean attempts) {
        Retrier retrier =
                retries.register("payments", builder -> builder.policy(policy).budget(RetryBudget.unlimited()));
        retrier.observeWith(new CallObservations(story.registry, Conventions.standard(), attempts));
        return retrier;
    }

    /** Fails so often, then pays. */
    private String pay(int failures) throws IOException {
        story.client();
        if (calls.incrementAndGet() <= failures) {
            throw new IOException("card 4711 refused");
        }
        return "paid";
    }

    @Test
    void ofACallTellEachAttemptByAnEvent() throws IOException {
        retrier(THREE, false).call(() -> pay(1));
        assertThat(story.lines)
                .containsExactly(
                        "start retry.call",
                        "start client in retry.call",
                        "stop client",
                        "attempt 1 failure java.io.IOException",
                        "start client in retry.call",
                        "stop client",
                        "attempt 2 success",
                        "stop retry.call outcome=success reason=none retry.attempts=2"
                                + " retry.failure=java.io.IOException");
    }

    @Test
    void ofAttemptsAreChildrenOfTheCalls() throws IOException {
        retrier(THREE, true).call(() -> pay(1));
        assertThat(story.lines)
                .containsExactly(
                        "start retry.call",
                        "start retry.attempt 1 in retry.call",
                        "start client in retry.attempt 1",
                        "stop client",
                        "attempt 1 failure java.io.IOException",
                        "stop retry.attempt 1 outcome=failure retry.attempt=1 retry.failure=java.io.IOException"
                                + " error IOException",
                        "start retry.attempt 2 in retry.call",
                        "start client in retry.attempt 2",
                        "stop client",
                        "attempt 2 success",
                        "stop retry.attempt 2 outcome=success retry.attempt=2",
                        "stop retry.call outcome=success reason=none retry.attempts=2"
                                + " retry.failure=java.io.IOException");
    }

    @Test
    void areChildrenOfWhatTheCallerDoes() {
        Observation checkout = Observation.start("checkout", story.registry);
        checkout.scoped(() -> retrier(THREE, true).call(() -> "paid"));
        checkout.stop();
        assertThat(story.lines)
                .startsWith("start checkout", "start retry.call in checkout", "start retry.attempt 1 in retry.call");
        assertThat(story.registry.getCurrentObservation()).isNull();
    }

    @Test
    void ofExhaustedCallsBearReasonAndError() {
        Retrier retrier = retrier(THREE, false);
        assertThatIOException().isThrownBy(() -> retrier.call(() -> pay(9)));
        assertThat(story.lines)
                .endsWith("stop retry.call outcome=exhausted reason=max-attempts retry.attempts=3"
                        + " retry.failure=java.io.IOException error IOException");
    }

    @Test
    void haveFewValuesInKeysOfMeters() {
        assertThat(new StandardCallConvention().getLowCardinalityKeyValues(new RetryCallContext("payments")))
                .isEqualTo(KeyValues.of("name", "payments", "outcome", "unknown", "reason", "none"));
        assertThat(new StandardAttemptConvention()
                        .getLowCardinalityKeyValues(new RetryAttemptContext("payments", 4711)))
                .isEqualTo(KeyValues.of("name", "payments", "outcome", "unknown"));
    }

    @Test
    void ofValuesThatAreNotAcceptableSaySo() {
        RetryPolicy policy = THREE.toBuilder()
                .maxAttempts(2)
                .retryOnResult(String.class, String::isEmpty)
                .build();
        Retrier retrier = retrier(policy, true);
        assertThatThrownBy(() -> retrier.call(() -> "")).isNotNull();
        assertThat(story.lines)
                .contains("attempt 1 unacceptable", "stop retry.attempt 1 outcome=unacceptable retry.attempt=1")
                .endsWith("stop retry.call outcome=exhausted reason=max-attempts retry.attempts=2"
                        + " error RetryExhaustedException");
    }

    @Test
    void ofCallsThatCouldNotBeDecidedBearWhatTheCallerReceives() {
        RetryPolicy policy = THREE.toBuilder()
                .retryOn(outcome -> {
                    throw new IllegalStateException("broken");
                })
                .build();
        Retrier retrier = retrier(policy, false);
        assertThatIOException().isThrownBy(() -> retrier.call(() -> pay(9)));
        assertThat(story.lines)
                .endsWith("stop retry.call outcome=failed reason=policy-error retry.attempts=1"
                        + " retry.failure=java.io.IOException error IOException");
    }

    @Test
    void endWhenTheWaitIsInterrupted() {
        Retrier retrier = retrier(THREE, true);
        assertThatIOException()
                .isThrownBy(() -> retrier.call(() -> {
                    Thread.currentThread().interrupt();
                    return pay(9);
                }));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(story.lines)
                .endsWith("stop retry.call outcome=failed reason=interrupted retry.attempts=1"
                        + " retry.failure=java.io.IOException error IOException");
    }

    @Test
    void endWhenTheCallerCancels() {
        CompletableFuture<String> call = retrier(THREE, true).callAsync(attempt -> new CompletableFuture<>());
        assertThat(story.lines).containsExactly("start retry.call", "start retry.attempt 1 in retry.call");
        call.cancel(true);
        call.cancel(true);
        assertThat(story.lines)
                .endsWith(
                        "attempt 1 cancelled",
                        "stop retry.attempt 1 outcome=cancelled retry.attempt=1",
                        "stop retry.call outcome=failed reason=cancelled retry.attempts=1")
                .hasSize(5);
    }

    @Test
    void endWhenTheCallerCancelsTheWait() {
        CompletableFuture<String> call =
                retrier(THREE, true).callAsync(attempt -> CompletableFuture.failedFuture(new IOException("refused")));
        call.cancel(true);
        assertThat(story.lines)
                .endsWith("stop retry.call outcome=failed reason=cancelled retry.attempts=1"
                        + " retry.failure=java.io.IOException");
    }

    @Test
    void endWhenTheRegistryCloses() {
        CompletableFuture<String> call =
                retrier(THREE, false).callAsync(attempt -> CompletableFuture.failedFuture(new IOException("refused")));
        retries.close();
        assertThat(call).isCompletedExceptionally();
        assertThat(story.lines)
                .endsWith("stop retry.call outcome=failed reason=closed retry.attempts=1"
                        + " retry.failure=java.io.IOException error IOException");
    }

    @Test
    void ofAnInnerCallStandInTheAttemptAroundIt() {
        Retrier outer = retrier(THREE.toBuilder().maxAttempts(2).build(), true);
        Retrier inner = retries.register("bank", THREE);
        inner.observeWith(new CallObservations(story.registry, Conventions.standard(), false));
        assertThatIOException().isThrownBy(() -> outer.call(() -> inner.call(() -> pay(9))));
        assertThat(story.lines)
                .startsWith(
                        "start retry.call",
                        "start retry.attempt 1 in retry.call",
                        "start retry.call in retry.attempt 1",
                        "start client in retry.call")
                .endsWith("stop retry.call outcome=failed reason=nested retry.attempts=1"
                        + " retry.failure=java.io.IOException error IOException");
    }

    @Test
    void surroundAttemptsOnOtherThreads() throws Exception {
        List<Thread> threads = new ArrayList<>();
        Retrier retrier = Retrier.builder("payments")
                .policy(THREE)
                .ticker(time)
                .alarm(time)
                .executor(task -> {
                    Thread thread = new Thread(task);
                    threads.add(thread);
                    thread.start();
                })
                .observer(new CallObservations(story.registry, Conventions.standard(), true))
                .build();
        CompletableFuture<String> call = retrier.callAsync(attempt -> CompletableFuture.completedFuture(pay(1)));
        time.advance(Duration.ofSeconds(1));
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(call).isCompletedWithValue("paid");
        assertThat(threads).hasSize(1);
        assertThat(story.lines)
                .contains("start retry.attempt 2 in retry.call", "start client in retry.attempt 2")
                .endsWith("stop retry.call outcome=success reason=none retry.attempts=2"
                        + " retry.failure=java.io.IOException");
    }

    private static RetryPolicy hedging() {
        return RetryPolicy.builder()
                .maxAttempts(3)
                .hedging(new Hedging(Duration.ofSeconds(1)))
                .build();
    }

    @Test
    void ofHedgesTellTheFasterOne() {
        List<CompletableFuture<String>> stages = new ArrayList<>();
        CompletableFuture<String> call = retrier(hedging(), true).callAsync(attempt -> {
            story.client();
            stages.add(new CompletableFuture<>());
            return stages.get(attempt.number() - 1);
        });
        time.advance(Duration.ofSeconds(2));
        stages.get(1).complete("paid");

        assertThat(call).isCompletedWithValue("paid");
        assertThat(story.lines)
                .containsExactly(
                        "start retry.call",
                        "start retry.attempt 1 in retry.call",
                        "start client in retry.attempt 1",
                        "stop client",
                        "start retry.attempt 2 in retry.call",
                        "start client in retry.attempt 2",
                        "stop client",
                        "start retry.attempt 3 in retry.call",
                        "start client in retry.attempt 3",
                        "stop client",
                        "attempt 2 success",
                        "stop retry.attempt 2 outcome=success retry.attempt=2",
                        "attempt 1 cancelled",
                        "stop retry.attempt 1 outcome=cancelled retry.attempt=1",
                        "attempt 3 cancelled",
                        "stop retry.attempt 3 outcome=cancelled retry.attempt=3",
                        "stop retry.call outcome=success reason=none retry.attempts=3");
    }

    /** The second attempt has begun on another thread, and is left alone while it starts. */
    private void firstAttemptWinsWhileTheSecondStarts(boolean attempts) {
        List<CompletableFuture<String>> stages = new ArrayList<>();
        CompletableFuture<String> call = retrier(hedging(), attempts).callAsync(attempt -> {
            stages.add(new CompletableFuture<>());
            if (attempt.number() == 2) {
                stages.get(0).complete("paid");
                story.client();
            }
            return stages.get(attempt.number() - 1);
        });
        time.advance(Duration.ofSeconds(1));
        assertThat(call).isCompletedWithValue("paid");
    }

    @Test
    void endAfterTheLastScopeIsLeft() {
        firstAttemptWinsWhileTheSecondStarts(true);
        assertThat(story.lines)
                .contains("start client in retry.attempt 2", "stop retry.attempt 2 outcome=cancelled retry.attempt=2");
        assertThat(story.registry.getCurrentObservation()).isNull();
    }

    @Test
    void ofACallAloneEndAfterTheLastScopeIsLeft() {
        firstAttemptWinsWhileTheSecondStarts(false);
        assertThat(story.lines)
                .endsWith(
                        "start client in retry.call",
                        "stop client",
                        "attempt 1 success",
                        "attempt 2 cancelled",
                        "stop retry.call outcome=success reason=none retry.attempts=2");
    }

    @Test
    void ofAnAttemptThatComesTooLateEndAtOnce() {
        FollowedCall call =
                (FollowedCall) new CallObservations(story.registry, Conventions.standard(), true).begin("payments");
        assertThat(call).isNotNull();
        call.succeeded(1, 1);
        call.enter(Attempt.current("payments")).close();
        assertThat(story.lines)
                .containsExactly(
                        "start retry.call",
                        "stop retry.call outcome=success reason=none retry.attempts=1",
                        "start retry.attempt 1 in retry.call",
                        "stop retry.attempt 1 outcome=cancelled retry.attempt=1");
    }

    @Test
    void areAbsentWhereAPredicateOrTheRegistrySaysSo() throws IOException {
        story.registry.observationConfig().observationPredicate((name, context) -> !"retry.call".equals(name));
        Observation checkout = Observation.start("checkout", story.registry);
        retrier(THREE, false).call(() -> pay(1));
        assertThat(story.lines).doesNotContain("start retry.call");

        story.lines.clear();
        retries.get("payments").observeWith(new CallObservations(story.registry, Conventions.standard(), true));
        checkout.scoped(() -> retries.get("payments").call(() -> "paid"));
        assertThat(story.lines)
                .containsExactly(
                        "start retry.attempt 1 in checkout", "stop retry.attempt 1 outcome=success retry.attempt=1");
        assertThat(new CallObservations(ObservationRegistry.NOOP, Conventions.standard(), true).begin("payments"))
                .isNull();
    }

    @Test
    void followTheConventionThatIsGiven() {
        RetryCallConvention own = new StandardCallConvention() {
            @Override
            public String getName() {
                return "shop.retries";
            }

            @Override
            public String getContextualName(RetryCallContext context) {
                return "retries of " + context.retrier();
            }
        };
        @Nullable RetryAttemptConvention none = null;
        Retrier retrier = Retrier.builder("payments")
                .observer(new CallObservations(story.registry, new Conventions(own, none), false))
                .build();
        retrier.call(() -> "paid");
        assertThat(story.lines).startsWith("start shop.retries");
    }
}
