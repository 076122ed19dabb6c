package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of the caller's thread attempts on other threads find. */
class CallerContextTests {

    @RegisterExtension
    final Logged logged = new Logged();

    private final VirtualTime time = new VirtualTime();
    private final List<String> log = new ArrayList<>();

    private Retrier retrier(RetryPolicy.Builder policy, CallerContext context) {
        return Retrier.builder("payments")
                .policy(policy.backoff(Backoff.fixed(Duration.ofSeconds(1))).build())
                .budget(RetryBudget.unlimited())
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(Runnable::run)
                .callerContext(context)
                .scopes(List.of())
                .build();
    }

    private AttemptScope capture() {
        log.add("capture");
        return attempt -> {
            log.add("enter " + attempt.number());
            return () -> log.add("close " + attempt.number());
        };
    }

    private CompletableFuture<String> fail(Attempt attempt) {
        log.add("attempt " + attempt.number());
        return CompletableFuture.failedFuture(new IllegalStateException("sold out"));
    }

    @Test
    void isCapturedOnceAndEnteredAroundEachLaterAttempt() {
        CompletableFuture<String> call =
                retrier(RetryPolicy.builder().maxAttempts(3), this::capture).callAsync(this::fail);
        time.advance(Duration.ofSeconds(2));

        assertThat(call).isCompletedExceptionally();
        assertThat(log)
                .containsExactly(
                        "attempt 1", "capture", "enter 2", "attempt 2", "close 2", "enter 3", "attempt 3", "close 3");
    }

    @Test
    void isEnteredAroundHedgesToo() {
        CompletableFuture<String> call = retrier(
                        RetryPolicy.builder().maxAttempts(2).hedging(new Hedging(Duration.ofSeconds(1))), this::capture)
                .callAsync(attempt -> {
                    log.add("attempt " + attempt.number());
                    return new CompletableFuture<>();
                });
        time.advance(Duration.ofSeconds(1));

        assertThat(call).isNotDone();
        assertThat(log).containsExactly("capture", "attempt 1", "enter 2", "attempt 2", "close 2");
    }

    @Test
    void isNotCapturedForACallThatSucceedsAtOnce() {
        CompletableFuture<String> call = retrier(RetryPolicy.builder(), this::capture)
                .callAsync(attempt -> CompletableFuture.completedFuture("paid"));
        assertThat(call).isCompletedWithValue("paid");
        assertThat(log).isEmpty();
    }

    @Test
    void isNotCapturedForBlockingCalls() {
        Retrier payments = retrier(RetryPolicy.builder(), this::capture);
        assertThatIllegalStateException()
                .isThrownBy(() -> payments.run(() -> {
                    throw new IllegalStateException("sold out");
                }));
        assertThat(log).isEmpty();
    }

    @Test
    void itsErrorComesThroughTheFuture() {
        AssertionError error = new AssertionError("broken");
        CallerContext broken = () -> {
            throw error;
        };
        CompletableFuture<String> stage = new CompletableFuture<>();
        Retrier plain = retrier(RetryPolicy.builder(), broken);
        assertThat(AsyncScene.failureOf(plain.callAsync(attempt -> stage))).isSameAs(error);
        assertThat(stage).isCancelled();
        assertThat(Counts.of(plain.statistics())).hasToString("failed 1, policy-error 1");

        Retrier hedging = retrier(RetryPolicy.builder().hedging(new Hedging(Duration.ofSeconds(1))), broken);
        assertThat(AsyncScene.failureOf(hedging.callAsync(this::fail))).isSameAs(error);
        assertThat(Counts.of(hedging.statistics())).hasToString("failed 1, policy-error 1");
        assertThat(log).isEmpty();
        assertThat(time.pendingAlarms()).isZero();
    }

    @Test
    void aCallGoesOnWithoutOneThatThrows() {
        CompletableFuture<String> call = retrier(RetryPolicy.builder().maxAttempts(2), () -> {
                    throw new IllegalArgumentException("no idea");
                })
                .callAsync(this::fail);
        time.advance(Duration.ofSeconds(1));

        assertThat(call).isCompletedExceptionally();
        assertThat(log).containsExactly("attempt 1", "attempt 2");
        assertThat(logged.records())
                .singleElement()
                .extracting(LogRecord::getThrown)
                .satisfies(thrown -> assertThat(thrown).hasMessage("no idea"));
    }
}
