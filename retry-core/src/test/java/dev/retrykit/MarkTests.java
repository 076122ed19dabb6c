package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MarkTests {

    private static final Duration SECOND = Duration.ofSeconds(1);

    @Nested
    class SaysWhatHappened {

        @EveryForm
        void inItsParts(CallForm form) {
            Played played = new Scene(form, Scene.policy())
                    .play(fails(new IllegalStateException()), fails(), fails(), takes(SECOND, fails()));

            assertThat(played.marks()).singleElement().satisfies(mark -> {
                assertThat(mark.retrier()).isEqualTo("scene");
                assertThat(mark.attempts()).isEqualTo(4);
                assertThat(mark.sinceFirstFailure()).isEqualTo(Duration.ofSeconds(4));
                assertThat(mark.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
                assertThat(mark.firstFailure()).contains("java.lang.IllegalStateException");
            });
        }

        @EveryForm
        void inOneLine(CallForm form) {
            assertThat(new Scene(form, Scene.policy()).play(times(4, fails())).marks())
                    .extracting(RetriesExhausted::getMessage)
                    .containsExactly("'scene' gave up after 4 attempts in PT3S (max-attempts)");
        }

        @EveryForm
        void inOneLineWithTheTypeOfAFirstFailureThatDiffers(CallForm form) {
            assertThat(new Scene(form, Scene.policy().maxAttempts(2))
                            .play(fails(new IllegalStateException()), fails())
                            .marks())
                    .extracting(RetriesExhausted::getMessage)
                    .containsExactly("'scene' gave up after 2 attempts in PT1S (max-attempts);"
                            + " the first failure was a java.lang.IllegalStateException");
        }

        @EveryForm
        void inOneLineOfOneAttempt(CallForm form) {
            assertThat(new Scene(form, Scene.policy().totalTimeout(SECOND))
                            .play(fails())
                            .marks())
                    .extracting(RetriesExhausted::getMessage)
                    .containsExactly("'scene' gave up after 1 attempt in PT0S (total-timeout)");
        }

        @EveryForm
        void withoutStackAndWithoutHoldingOtherFailures(CallForm form) {
            assertThat(new Scene(form, Scene.policy())
                            .play(fails(new IllegalStateException()), fails(), fails(), fails())
                            .marks())
                    .singleElement()
                    .satisfies(mark -> {
                        assertThat(mark.getStackTrace()).isEmpty();
                        assertThat(mark.getCause()).isNull();
                        assertThat(mark.getSuppressed()).isEmpty();
                    });
        }

        @EveryForm
        void withoutAFirstFailureIfTheFirstAttemptReturnedAValue(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().maxAttempts(2).retryOnNullResult();
            assertThat(new Scene(form, policy).play(returns(null), fails()).marks())
                    .singleElement()
                    .satisfies(mark -> assertThat(mark.firstFailure()).isEmpty());
        }
    }

    @Nested
    class IsSet {

        @EveryForm
        void afterARetry(CallForm form) {
            assertThat(new Scene(form, Scene.policy().maxAttempts(2))
                            .play(fails(), fails())
                            .marks())
                    .extracting(RetriesExhausted::reason)
                    .containsExactly(StopReason.MAX_ATTEMPTS);
        }

        @EveryForm
        void whenTimeForbidsTheFirstRetry(CallForm form) {
            assertThat(new Scene(form, Scene.policy().totalTimeout(SECOND))
                            .play(fails())
                            .marks())
                    .extracting(RetriesExhausted::reason)
                    .containsExactly(StopReason.TOTAL_TIMEOUT);
        }

        @EveryForm
        void whenTheBudgetForbidsTheFirstRetry(CallForm form) {
            assertThat(new Scene(form, Scene.policy(), options -> options.budget(new Ledger(0)))
                            .play(fails())
                            .marks())
                    .extracting(RetriesExhausted::reason)
                    .containsExactly(StopReason.BUDGET);
        }

        @EveryForm
        void whenTheServerRefusesTheFirstRetry(CallForm form) {
            assertThat(new Scene(form, Scene.policy().serverDelay(ServerAnswer.words(), SECOND))
                            .play(fails(ServerAnswer.failure(ServerWord.doNotRetry())))
                            .marks())
                    .extracting(RetriesExhausted::reason)
                    .containsExactly(StopReason.SERVER_REFUSED);
        }

        @EveryForm
        void whenTheServerPutsTheFirstRetryOffTooLong(CallForm form) {
            assertThat(new Scene(form, Scene.policy().serverDelay(ServerAnswer.words(), SECOND))
                            .play(fails(ServerAnswer.failure(ServerWord.exactly(Duration.ofSeconds(2)))))
                            .marks())
                    .extracting(RetriesExhausted::reason)
                    .containsExactly(StopReason.SERVER_DELAY);
        }
    }

    @Nested
    class IsNotSet {

        @EveryForm
        void byAPolicyOfOneAttempt(CallForm form) {
            assertThat(new Scene(form, Scene.policy().maxAttempts(1))
                            .play(fails())
                            .marks())
                    .isEmpty();
        }

        @EveryForm
        void onAFailureThatIsNotRetryable(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOn(FailureCondition.on(IOException.class));
            assertThat(new Scene(form, policy)
                            .play(fails(), fails(new IllegalStateException()))
                            .marks())
                    .isEmpty();
        }

        @EveryForm
        void byACallThatEndsForAPolicyError(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOn(outcome -> {
                throw new IllegalStateException();
            });
            assertThat(new Scene(form, policy).play(fails()).marks()).isEmpty();
        }

        @EveryForm
        void byAnOuterRetrierThatHeedsAnotherMark(CallForm form) {
            Played played = new Scene(form, Scene.policy()).play(InnerRetrier.over(Scene.policy(), fails()));
            assertThat(played.marks()).extracting(RetriesExhausted::retrier).containsExactly("inner");
        }

        @EveryForm
        void byARetrierThatIsSwitchedOff(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.retrier.switchOff();
            assertThat(scene.play(fails()).marks()).isEmpty();
        }

        @EveryForm
        void onAFailureThatForbidsSuppressionWhichTheCallerReceivesAllTheSame(CallForm form) {
            Unsuppressing failure = new Unsuppressing();
            Played played = new Scene(form, Scene.policy()).play(times(4, fails(failure)));
            assertThat(played.thrown()).isSameAs(failure);
            assertThat(failure.getSuppressed()).isEmpty();
        }
    }

    @Nested
    class OnAFailureThatIsThrownAgain {

        private final IOException constant = new IOException("the same each time");

        @EveryForm
        void isRenewedAndNotAdded(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.play(times(4, fails(constant)));
            scene.retrier.replacePolicy(Scene.policy().maxAttempts(2).build());
            Played played = scene.play(times(2, fails(constant)));
            assertThat(played.marks())
                    .extracting(RetriesExhausted::getMessage)
                    .containsExactly("'scene' gave up after 2 attempts in PT1S (max-attempts)");
        }

        @EveryForm
        void doesNotCostALaterCallItsAttempts(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            Played first = scene.play(times(4, fails(constant)));
            Played second = scene.play(times(4, fails(constant)));
            assertThat(first.story()).endsWith("max-attempts after 4, PT3S");
            assertThat(second.story()).isEqualTo(first.story());
        }

        @Test
        void isOneHoweverManyCallsEndAtOnce() throws Exception {
            Retrier retrier = Retrier.builder("shared")
                    .policy(RetryPolicy.builder()
                            .maxAttempts(2)
                            .backoff(Backoff.none())
                            .nested(dev.retrykit.Nested.MULTIPLY)
                            .build())
                    .budget(RetryBudget.unlimited())
                    .build();
            for (int round = 0; round < 400; round++) {
                IOException shared = new IOException("shared");
                AtomicInteger missing = new AtomicInteger(2);
                Runnable call = () -> assertThatThrownBy(() -> retrier.callWithAttempt(attempt -> {
                            if (attempt.last()) {
                                missing.decrementAndGet();
                                while (missing.get() > 0) {
                                    LockSupport.parkNanos(1);
                                }
                            }
                            throw shared;
                        }))
                        .isSameAs(shared);
                CompletableFuture<Void> other = CompletableFuture.runAsync(call);
                call.run();
                other.get();
                assertThat(shared.getSuppressed()).hasSize(1);
            }
        }

        /** The mark cannot say which call set it, and one retry too few does less harm than one too many. */
        @EveryForm
        void endsACallDuringWhoseAttemptAnotherMarkedTheSameObject(CallForm form) {
            Scene other = new Scene(BlockingForm.CALL, Scene.policy());
            Played played = new Scene(form, Scene.policy()).play(fails(constant), scene -> {
                CompletableFuture.runAsync(() -> other.play(times(4, fails(constant))))
                        .join();
                throw constant;
            });
            assertThat(played.story()).endsWith("nested after 2, PT1S");
        }

        @EveryForm
        void standsBesideThatOfAnotherRetrier(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().nested(dev.retrykit.Nested.MULTIPLY));
            Played played = scene.play(times(4, InnerRetrier.over(Scene.policy(), fails(constant))));
            assertThat(played.marks()).extracting(RetriesExhausted::retrier).containsExactly("inner", "scene");
        }

        @EveryForm
        void keepsSuppressedExceptionsOfOthers(CallForm form) {
            IllegalStateException other = new IllegalStateException();
            constant.addSuppressed(other);
            new Scene(form, Scene.policy()).play(times(4, fails(constant)));
            assertThat(List.of(constant.getSuppressed())).hasSize(2).first().isSameAs(other);
        }
    }

    private static final class Unsuppressing extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unsuppressing() {
            super("no room", null, false, false);
        }
    }
}
