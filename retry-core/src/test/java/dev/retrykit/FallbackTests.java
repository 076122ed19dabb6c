package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What answers in place of a failure. */
class FallbackTests {

    private final IOException away = new IOException("away");

    private final VirtualTime time = new VirtualTime();
    private final RetryRegistry registry = RetryRegistry.builder()
            .ticker(time)
            .sleeper(time)
            .alarm(time)
            .executor(Runnable::run)
            .build();
    private final Retrier retrier = registry.register(
            "payments",
            builder -> builder.policy(RetryPolicy.builder()
                    .maxAttempts(2)
                    .totalTimeout(Duration.ofSeconds(10))
                    .backoff(Backoff.fixed(Duration.ofSeconds(1)))
                    .build()));

    private long fallbacks(FallbackOutcome outcome) {
        return retrier.statistics().fallbacks(outcome);
    }

    @Nested
    class InBlockingCalls {

        private final List<Throwable> askedFor = new ArrayList<>();

        private ContextOperation<String, String, IOException> failingWith(
                IOException failure, Fallback<String, String, IOException> fallback) {
            return new ContextOperation<>() {
                @Override
                public String run(String context, Attempt attempt) throws IOException {
                    throw failure;
                }

                @Override
                public @Nullable Fallback<String, String, IOException> fallbackFor(Throwable failure) {
                    askedFor.add(failure);
                    return fallback;
                }
            };
        }

        @Test
        void answerOnceTheCallIsOverAndLeaveItsOutcome() throws IOException {
            String answer = retrier.call("o-1", failingWith(away, (order, failure) -> {
                assertThat(retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
                assertThat(Attempt.current("payments").number()).isEqualTo(1);
                return order + " later: " + failure.getMessage();
            }));
            assertThat(answer).isEqualTo("o-1 later: away");
            assertThat(askedFor).containsExactly(away);
            assertThat(retrier.statistics().calls(CallOutcome.EXHAUSTED, true)).isEqualTo(1);
            assertThat(fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1);
        }

        @Test
        void failWithTheirOwnFailureThatBearsTheFirst() {
            IllegalStateException own = new IllegalStateException("nor this");
            for (int call = 1; call <= 2; call++) {
                assertThatThrownBy(() -> retrier.call("o-1", failingWith(away, (order, failure) -> {
                            throw own;
                        })))
                        .isSameAs(own);
            }
            assertThat(own.getSuppressed()).containsExactly(away);
            assertThat(fallbacks(FallbackOutcome.FAILURE)).isEqualTo(2);
            assertThat(fallbacks(FallbackOutcome.SUCCESS)).isZero();
        }

        @Test
        void mayThrowTheFailureItself() {
            IOException failure = new IOException("away");
            assertThatThrownBy(() -> retrier.call("o-1", failingWith(failure, (order, same) -> {
                        throw failure;
                    })))
                    .isSameAs(failure)
                    .satisfies(same ->
                            assertThat(same.getSuppressed()).singleElement().isInstanceOf(RetriesExhausted.class));
        }

        @Test
        void answerWhereTheConditionThrew() throws IOException {
            retrier.replacePolicy(RetryPolicy.builder()
                    .retryOn(outcome -> {
                        throw new IllegalStateException("broken");
                    })
                    .build());
            assertThat(retrier.call("o-1", failingWith(away, (order, failure) -> order + " later")))
                    .isEqualTo("o-1 later");
            assertThat(askedFor).containsExactly(away);
            assertThat(retrier.statistics().ended(StopReason.POLICY_ERROR)).isEqualTo(1);
        }

        @Test
        void failTooWhereAskingForThemThrows() {
            IllegalStateException own = new IllegalStateException("which one?");
            assertThatThrownBy(() -> retrier.call("o-1", new ContextOperation<String, String, IOException>() {
                        @Override
                        public String run(String context, Attempt attempt) throws IOException {
                            throw away;
                        }

                        @Override
                        public @Nullable Fallback<String, String, IOException> fallbackFor(Throwable failure) {
                            throw own;
                        }
                    }))
                    .isSameAs(own)
                    .hasSuppressedException(away);
            assertThat(fallbacks(FallbackOutcome.FAILURE)).isEqualTo(1);
        }

        @Test
        void areNotAskedAfterAnInterrupt() {
            assertThatThrownBy(() -> retrier.call("o-1", new ContextOperation<String, String, IOException>() {
                        @Override
                        public String run(String context, Attempt attempt) throws IOException {
                            Thread.currentThread().interrupt();
                            throw away;
                        }

                        @Override
                        public @Nullable Fallback<String, String, IOException> fallbackFor(Throwable failure) {
                            throw new AssertionError("asked");
                        }
                    }))
                    .isSameAs(away);
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void areNotAskedAfterAStop() {
            registry.pause();
            assertThatThrownBy(() -> retrier.call("o-1", failingWith(away, (order, failure) -> "later")))
                    .isSameAs(away);
            assertThat(askedFor).isEmpty();
        }

        @Test
        void areNotAskedAboutALastResult() throws IOException {
            retrier.replacePolicy(RetryPolicy.builder()
                    .maxAttempts(1)
                    .retryOnResult(String.class, String::isEmpty)
                    .onUnacceptableResult(ResultOutcome.RETURN_LAST)
                    .build());
            String answer = retrier.call("o-1", new ContextOperation<String, String, IOException>() {
                @Override
                public String run(String context, Attempt attempt) {
                    return "";
                }

                @Override
                public @Nullable Fallback<String, String, IOException> fallbackFor(Throwable failure) {
                    throw new AssertionError("asked");
                }
            });
            assertThat(answer).isEmpty();
            assertThat(retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
        }

        @Test
        void areNotAskedWhenTheRetrierIsOff() {
            retrier.switchOff();
            assertThatThrownBy(() -> retrier.call("o-1", failingWith(away, (order, failure) -> "later")))
                    .isSameAs(away);
            assertThat(askedFor).isEmpty();
        }
    }

    @Nested
    class InAsynchronousCalls {

        private AsyncContextOperation<String, String> failing(@Nullable AsyncFallback<String, String> fallback) {
            return new AsyncContextOperation<>() {
                @Override
                public CompletionStage<String> start(String context, Attempt attempt) {
                    return CompletableFuture.failedFuture(away);
                }

                @Override
                public @Nullable AsyncFallback<String, String> fallbackFor(Throwable failure) {
                    return fallback;
                }
            };
        }

        private CompletableFuture<String> call(@Nullable AsyncFallback<String, String> fallback) {
            CompletableFuture<String> future = retrier.callAsync("o-1", failing(fallback));
            time.advance(Duration.ofSeconds(1));
            return future;
        }

        @Test
        void answerWithTheirStage() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<String> future = call((order, failure) -> stage);
            assertThat(future).isNotDone();
            assertThat(retrier.statistics().ended(StopReason.MAX_ATTEMPTS)).isEqualTo(1);
            assertThat(fallbacks(FallbackOutcome.SUCCESS)).isZero();
            stage.complete("later");
            assertThat(future).isCompletedWithValue("later");
            assertThat(fallbacks(FallbackOutcome.SUCCESS)).isEqualTo(1);
        }

        @Test
        void leaveTheFailureWhereThereIsNone() {
            assertThatThrownBy(call(null)::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCause(away);
            assertThat(fallbacks(FallbackOutcome.FAILURE)).isZero();
        }

        @Test
        void failWithTheirOwnFailureThatBearsTheFirst() {
            IllegalStateException own = new IllegalStateException("nor this");
            assertThatThrownBy(call((order, failure) -> CompletableFuture.failedFuture(own))::join)
                    .hasCause(own);
            assertThat(own.getSuppressed()).containsExactly(away);
            assertThat(fallbacks(FallbackOutcome.FAILURE)).isEqualTo(1);
        }

        @Test
        void failWhenTheyThrow() {
            IllegalStateException own = new IllegalStateException("nor this");
            assertThatThrownBy(call((order, failure) -> {
                        throw own;
                    })::join)
                    .hasCause(own);
            assertThat(own.getSuppressed()).containsExactly(away);
        }

        @Test
        @SuppressWarnings("NullAway") // what must not be
        void failWhenTheyReturnNoStage() {
            assertThatThrownBy(call((order, failure) -> null)::join)
                    .cause()
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("the fallback of 'payments' returned null instead of a stage")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).containsExactly(away));
        }

        @Test
        void areCancelledWithTheCall() {
            CompletableFuture<String> stage = new CompletableFuture<>();
            CompletableFuture<String> future = call((order, failure) -> stage);
            assertThat(future.cancel(true)).isTrue();
            assertThat(stage).isCancelled();
            assertThat(fallbacks(FallbackOutcome.FAILURE)).isZero();
        }

        @Test
        void areNotAskedAfterACancellation() {
            List<String> asked = new ArrayList<>();
            CompletableFuture<String> future = retrier.callAsync("o-1", failing((order, failure) -> {
                asked.add(order);
                return CompletableFuture.completedFuture("late");
            }));
            assertThat(future.cancel(true)).isTrue();
            assertThat(retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
            assertThat(asked).isEmpty();
        }

        @Test
        void areNotAskedAfterAStop() {
            CompletableFuture<String> future = retrier.callAsync("o-1", failing((order, failure) -> {
                throw new AssertionError("asked");
            }));
            registry.pause();
            assertThatThrownBy(future::join).hasCause(away);
        }

        @Test
        void answerHedgedCallsToo() {
            retrier.replacePolicy(RetryPolicy.builder()
                    .maxAttempts(2)
                    .hedging(new Hedging(Duration.ofSeconds(1)))
                    .build());
            assertThat(call((order, failure) -> CompletableFuture.completedFuture(order + " later")))
                    .isCompletedWithValue("o-1 later");
        }
    }
}
