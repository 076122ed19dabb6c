package dev.retrykit.sources;

import static dev.retrykit.sources.Times.allSeconds;
import static dev.retrykit.sources.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Hedging;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The hedging policy of gRFC A6: maxAttempts 4, hedgingDelay 0.5s, nonFatalStatusCodes UNAVAILABLE. */
class GrpcHedgingTests {

    private final VirtualTime time = new VirtualTime();
    private final List<Duration> starts = new ArrayList<>();
    private final List<CompletableFuture<String>> attempts = new ArrayList<>();
    private final CompletableFuture<String> call = retrier(RetryBudget.unlimited())
            .callAsync(attempt -> {
                starts.add(time.elapsed());
                CompletableFuture<String> answer = new CompletableFuture<>();
                attempts.add(answer);
                return answer;
            });

    private Retrier retrier(RetryBudget budget) {
        return Retrier.builder("echo")
                .policy(RetryPolicy.builder()
                        .maxAttempts(4)
                        .hedging(new Hedging(seconds(.5)))
                        .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
                        .serverDelay(
                                failure -> failure instanceof StatusFailure status && status.pushback() != null
                                        ? ServerWord.exactly(status.pushback())
                                        : null,
                                seconds(30))
                        .build())
                .budget(budget)
                .statusSources(List.of(StatusFailure.SOURCE))
                .ticker(time)
                .alarm(time)
                .executor(Runnable::run)
                .build();
    }

    @Test
    void sendsAnotherAttemptAfterEachDelay() {
        List<Integer> outstanding = new ArrayList<>();
        time.advance(Duration.ofMillis(1));
        outstanding.add(attempts.size());
        for (int delay = 1; delay <= 4; delay++) {
            time.advance(seconds(.5));
            outstanding.add(attempts.size());
        }

        // at 1, 501, 1001, 1501 and 2001 ms
        assertThat(outstanding).containsExactly(1, 2, 3, 4, 4);
        assertThat(starts).isEqualTo(allSeconds(0, .5, 1, 1.5));
    }

    @Test
    void aNonFatalFailureSendsTheNextAttemptAtOnce() {
        time.advance(seconds(.2));
        attempts.get(0).completeExceptionally(new StatusFailure("UNAVAILABLE"));
        time.advance(seconds(1));

        assertThat(starts).isEqualTo(allSeconds(0, .2, .7, 1.2));
        assertThat(call).isNotDone();
    }

    @Test
    void aPushbackSendsTheNextAttemptWhenTheServerSaysSo() {
        time.advance(seconds(.2));
        attempts.get(0).completeExceptionally(new StatusFailure("UNAVAILABLE", seconds(2)));
        time.advance(seconds(3));

        assertThat(starts).isEqualTo(allSeconds(0, 2.2, 2.7, 3.2));
    }

    @Test
    void aPushbackAfterTheLastAttemptEndsTheCall() {
        for (int attempt = 0; attempt < 4; attempt++) {
            attempts.get(attempt).completeExceptionally(new StatusFailure("UNAVAILABLE", seconds(2)));
            time.advance(seconds(2));
        }

        assertThat(starts).isEqualTo(allSeconds(0, 2, 4, 6));
        assertThat(call).isCompletedExceptionally();
    }

    @Test
    void aFatalFailureCancelsTheRest() {
        time.advance(seconds(.6));
        attempts.get(1).completeExceptionally(new StatusFailure("INTERNAL"));
        time.advance(seconds(5));

        assertThat(call).isCompletedExceptionally();
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0)).isCancelled();
    }

    @Test
    void theFirstSuccessCancelsTheRest() {
        time.advance(seconds(1.1));
        attempts.get(1).complete("hello");
        time.advance(seconds(5));

        assertThat(call).isCompletedWithValue("hello");
        assertThat(attempts).hasSize(3);
        assertThat(attempts.get(0)).isCancelled();
        assertThat(attempts.get(2)).isCancelled();
    }

    @Test
    void throttlingHoldsHedgesBack() {
        RetryBudget empty = RetryBudget.throttle(1, 0.1);
        empty.onFailure(FailureKind.TRANSIENT);
        List<Duration> hedges = new ArrayList<>();

        CompletableFuture<String> throttled = retrier(empty).callAsync(attempt -> {
            hedges.add(time.elapsed());
            return new CompletableFuture<>();
        });
        time.advance(seconds(5));

        assertThat(throttled).isNotDone();
        assertThat(hedges).hasSize(1);
    }
}
