package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Nested;

/** A retrier around a retrier: only the innermost that gives up has retried. */
class NestedCallsTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private int calls;

    /** A dead target, which counts how often it is called. */
    private Step dead() {
        return scene -> {
            calls++;
            return fails().play(scene);
        };
    }

    private static Step catching(Step step, Rethrowing rethrowing) {
        return scene -> {
            try {
                return step.play(scene);
            } catch (Exception failure) {
                throw rethrowing.instead(failure);
            }
        };
    }

    private interface Rethrowing {
        Throwable instead(Exception failure);
    }

    private static String last(Played played) {
        return played.story().get(played.story().size() - 1);
    }

    @Nested
    class TwoLevelsOfFourAttempts {

        @EveryForm
        void makeFourCalls(CallForm form) {
            Played played = new Scene(form, Scene.policy()).play(InnerRetrier.over(Scene.policy(), dead()));
            assertThat(calls).isEqualTo(4);
            assertThat(played.story()).containsExactly("attempt 1 threw IOException", "nested after 1, PT0S");
            assertThat(played.counts()).hasToString("failed 1, failure 1, nested 1");
            assertThat(played.thrown()).isSameAs(played.failure(1));
        }

        @EveryForm
        void makeSixteenCallsWhenTheOuterMultiplies(CallForm form) {
            Played played = new Scene(form, Scene.policy().nested(dev.retrykit.Nested.MULTIPLY))
                    .play(times(4, InnerRetrier.over(Scene.policy(), dead())));
            assertThat(calls).isEqualTo(16); // 4 × 4
            assertThat(last(played)).isEqualTo("max-attempts after 4, PT12S"); // 3 × (1 s + 3 s of the inner)
        }

        @EveryForm
        void makeFourCallsWhenOnlyTheInnerMultiplies(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(InnerRetrier.over(Scene.policy().nested(dev.retrykit.Nested.MULTIPLY), dead()));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeFourCallsThroughAWrappingException(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(catching(
                            InnerRetrier.over(Scene.policy(), dead()),
                            failure -> new UncheckedIOException((IOException) failure)));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeFourCallsThroughAWrappingExceptionEvenIfCausesDoNotCount(CallForm form) {
            new Scene(form, Scene.policy().matchCauses(false))
                    .play(catching(InnerRetrier.over(Scene.policy(), dead()), IllegalStateException::new));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeFourCallsThroughTheWrappersOfFutures(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(catching(
                            InnerRetrier.over(Scene.policy(), dead()),
                            failure -> new CompletionException(new ExecutionException(failure))));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeFourCallsWhenTheTargetItselfThrowsAWrapper(CallForm form) {
            Step wrapping = catching(dead(), CompletionException::new);
            new Scene(form, Scene.policy()).play(InnerRetrier.over(Scene.policy(), wrapping));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeFourCallsWhenTheTargetHangs(CallForm form) {
            RetryPolicy.Builder inner = Scene.policy().attemptTimeout(AttemptTimeout.fixed(SECOND));
            Played played = new Scene(form, Scene.policy()).play(InnerRetrier.over(inner, takes(SECOND, dead())));
            assertThat(calls).isEqualTo(4);
            assertThat(last(played)).isEqualTo("nested after 1, PT0S");
        }

        @EveryForm
        void makeFourCallsAcrossThreads(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(scene -> CompletableFuture.supplyAsync(
                                    () -> InnerRetrier.in(scene, Scene.policy()).call(() -> {
                                        calls++;
                                        throw new IllegalStateException();
                                    }))
                            .join());
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void makeSixteenCallsWhenTheCauseIsDropped(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(times(
                            4,
                            catching(
                                    InnerRetrier.over(Scene.policy(), dead()),
                                    failure -> new IllegalStateException(failure.getMessage()))));
            assertThat(calls).isEqualTo(16);
        }
    }

    @EveryForm
    void threeLevelsOfFourAttemptsMakeFourCalls(CallForm form) {
        Step middle = InnerRetrier.over("middle", Scene.policy(), InnerRetrier.over(Scene.policy(), dead()));
        Played played = new Scene(form, Scene.policy()).play(middle);
        assertThat(calls).isEqualTo(4);
        assertThat(played.marks()).extracting(RetriesExhausted::retrier).containsExactly("inner");
    }

    @Nested
    class AnInnerRetrierThatDidNotGiveUpLeavesTheOuterItsFourCalls {

        @EveryForm
        void becauseTheFailureWasNotRetryable(CallForm form) {
            RetryPolicy.Builder inner = Scene.policy().retryOn(FailureCondition.except(IOException.class));
            new Scene(form, Scene.policy()).play(times(4, InnerRetrier.over(inner, dead())));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void becauseItHasOneAttempt(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(times(4, InnerRetrier.over(Scene.policy().maxAttempts(1), dead())));
            assertThat(calls).isEqualTo(4);
        }

        @EveryForm
        void becauseItIsSwitchedOff(CallForm form) {
            new Scene(form, Scene.policy()).play(times(4, scene -> {
                Retrier inner = InnerRetrier.in(scene, Scene.policy());
                inner.switchOff();
                return InnerRetrier.call(inner, dead(), scene);
            }));
            assertThat(calls).isEqualTo(4);
        }
    }

    @Nested
    class AnInnerRetrierThatGaveUpAtOnceEndsTheOuterCall {

        @EveryForm
        void whenItsBudgetRefused(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(scene -> InnerRetrier.call(
                            Retrier.builder("inner").budget(new Ledger(0)).build(), dead(), scene));
            assertThat(calls).isEqualTo(1);
        }

        @EveryForm
        void whenItsTimeWasUp(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(InnerRetrier.over(Scene.policy().totalTimeout(SECOND), dead()));
            assertThat(calls).isEqualTo(1);
        }

        @EveryForm
        void whenTheServerRefused(CallForm form) {
            RetryPolicy.Builder inner = Scene.policy().serverDelay(failure -> ServerWord.doNotRetry(), SECOND);
            new Scene(form, Scene.policy()).play(InnerRetrier.over(inner, dead()));
            assertThat(calls).isEqualTo(1);
        }

        @EveryForm
        void onAValueThatWasNotAcceptable(CallForm form) {
            RetryPolicy.Builder inner = Scene.policy().retryOnNullResult();
            Played played = new Scene(form, Scene.policy()).play(InnerRetrier.over(inner, returns(null)));
            assertThat(played.story())
                    .containsExactly("attempt 1 threw RetryExhaustedException", "nested after 1, PT0S");
        }
    }

    @Nested
    class AMarkIsHeededOnlyIfItIsNewerThanTheAttempt {

        private final IOException constant = new IOException("the same each time");

        @EveryForm
        void soAFailureMarkedInAnEarlierCallGetsAllAttempts(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.play(InnerRetrier.over(Scene.policy(), fails(constant)));
            assertThat(last(scene.play(times(4, fails(constant))))).isEqualTo("max-attempts after 4, PT3S");
        }

        @EveryForm
        void soAFailureMarkedInAnEarlierAttemptAndKeptIsRetried(CallForm form) {
            Step swallows = scene -> {
                try {
                    return InnerRetrier.over(Scene.policy(), fails(constant)).play(scene);
                } catch (IOException swallowed) {
                    throw new IllegalStateException();
                }
            };
            Played played = new Scene(form, Scene.policy()).play(swallows, fails(constant), returns("a"));
            assertThat(played.thrown()).isNull();
        }

        @EveryForm
        void soAnOldMarkDoesNotCountThoughANewOneWasSetOnAnotherFailureMeanwhile(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.play(InnerRetrier.over(Scene.policy(), fails(constant)));
            Step swallows = all -> {
                try {
                    return InnerRetrier.over(Scene.policy(), fails()).play(all);
                } catch (IOException swallowed) {
                    throw constant;
                }
            };
            assertThat(scene.play(swallows, returns("a")).thrown()).isNull();
        }

        @EveryForm
        void soAMemoisedFutureFailsEachCallAfterAllAttempts(CallForm form) {
            CompletableFuture<String> memoised = CompletableFuture.failedFuture(constant);
            CompletableFuture<String> derived = memoised.thenApply(value -> value);
            Scene scene = new Scene(form, Scene.policy());
            for (CompletableFuture<String> future : List.of(memoised, derived, memoised, derived)) {
                Played played = scene.play(times(4, any -> future.join()));
                assertThat(last(played)).isEqualTo("max-attempts after 4, PT3S");
                assertThat(played.marks()).hasSize(1);
            }
        }

        @EveryForm
        void soTwoLevelsOverAConstantFailureMakeFourCallsEachTime(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            Step counted = any -> {
                calls++;
                throw constant;
            };
            scene.play(InnerRetrier.over(Scene.policy(), counted));
            scene.play(InnerRetrier.over(Scene.policy(), counted));
            assertThat(calls).isEqualTo(8); // 2 × 4
            assertThat(Played.marksOn(constant)).hasSize(1);
        }
    }

    @Nested
    class AnAttemptOfTheOuterThatTimedOut {

        @EveryForm
        void isRetriedThoughTheInnerHadGivenUpOnTheFailureInside(CallForm form) {
            RetryPolicy.Builder outer = Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(10)));
            // The inner gives up after 5 + 1 + 5 s, a second too late.
            Step slow = InnerRetrier.over(Scene.policy().maxAttempts(2), scene -> {
                scene.time.advance(Duration.ofSeconds(5));
                return dead().play(scene);
            });
            Played played = new Scene(form, outer).play(slow, returns("a"));
            assertThat(played.story())
                    .startsWith("attempt 1 threw AttemptTimeoutException", "attempt 2 in PT1S")
                    .last()
                    .asString()
                    .startsWith("success after 2");
        }
    }

    @EveryForm
    void anAttemptTimeoutOfAnInnerRetrierIsRetriedByTheOuterWhateverItsTypes(CallForm form) {
        RetryPolicy.Builder inner = Scene.policy().maxAttempts(1).attemptTimeout(AttemptTimeout.fixed(SECOND));
        RetryPolicy.Builder outer = Scene.policy().retryOn(FailureCondition.on(ArithmeticException.class));
        Step hangs = InnerRetrier.over(inner, takes(SECOND, dead()));
        new Scene(form, outer).play(times(4, hangs));
        assertThat(calls).isEqualTo(4);
    }

    @EveryForm
    void anAttemptTimeoutInTheWrapperOfAFutureIsRetriedLikewise(CallForm form) {
        RetryPolicy.Builder inner = Scene.policy().maxAttempts(1).attemptTimeout(AttemptTimeout.fixed(SECOND));
        RetryPolicy.Builder outer = Scene.policy().retryOn(FailureCondition.on(ArithmeticException.class));
        Step hangs = catching(InnerRetrier.over(inner, takes(SECOND, dead())), CompletionException::new);
        new Scene(form, outer).play(times(4, hangs));
        assertThat(calls).isEqualTo(4);
    }
}
