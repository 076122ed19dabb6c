package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.condition.Causes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What can be changed about a retrier while it is used. */
class SwitchTests {

    /** What the operation returned goes to the caller as it is, also a stage that wraps its failure. */
    private static void requirePassedThrough(Played played) {
        assertThat(played.thrown()).isNotNull();
        assertThat(Causes.unwrapped(played.thrown()))
                .isSameAs(played.failure(1))
                .hasNoSuppressedExceptions();
    }

    @Nested
    class ARetrierThatIsSwitchedOff {

        @EveryForm
        void passesAFailureThroughWithoutATrace(CallForm form) {
            Ledger ledger = new Ledger(9);
            Scene scene = new Scene(form, Scene.policy(), options -> options.budget(ledger));
            scene.retrier.switchOff();
            Played played = scene.play(fails());
            requirePassedThrough(played);
            assertThat(played.story()).isEmpty();
            assertThat(played.counts()).hasToString("");
            assertThat(ledger.entries).isEmpty();
            assertThat(scene.retrier.isOn()).isFalse();
        }

        @FormsWithValues
        void passesEveryValueThrough(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().retryOnNullResult());
            scene.retrier.switchOff();
            assertThat(scene.play(returns(null)).thrown()).isNull();
            assertThat(scene.play(returns("a")).value()).isEqualTo("a");
        }

        @EveryForm
        void limitsNothingAndEntersNoScope(CallForm form) {
            List<Attempt> entered = new ArrayList<>();
            Scene scene = new Scene(
                    form,
                    Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(1))),
                    options -> options.scopes(List.of(attempt -> {
                        entered.add(attempt);
                        return () -> {};
                    })));
            scene.retrier.switchOff();
            Played played = scene.play(takes(Duration.ofSeconds(5), fails()));
            requirePassedThrough(played);
            assertThat(entered).isEmpty();
        }

        @Test
        void passesTheVeryFutureOfAnAsynchronousOperationThrough() {
            Retrier retrier = switchedOff();
            CompletableFuture<String> stage = new CompletableFuture<>();
            assertThat(retrier.callAsync(attempt -> stage)).isSameAs(stage);
        }

        @Test
        void turnsWhatAnAsynchronousOperationThrowsIntoAFailedFuture() {
            IOException thrown = new IOException("at once");
            CompletableFuture<String> future = switchedOff().callAsync(attempt -> {
                throw thrown;
            });
            assertThat(AsyncScene.failureOf(future)).isSameAs(thrown).hasNoSuppressedExceptions();
        }

        @Test
        @SuppressWarnings("NullAway") // what careless code does
        void turnsANullStageIntoAFailedFuture() {
            CompletableFuture<String> future = switchedOff().callAsync(attempt -> null);
            assertThat(AsyncScene.failureOf(future))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("attempt 1 of 'off' returned null instead of a stage");
        }

        private Retrier switchedOff() {
            Retrier retrier = Retrier.of("off", RetryPolicy.defaults());
            retrier.switchOff();
            return retrier;
        }

        @EveryForm
        void retriesAgainOnceItIsSwitchedOn(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.retrier.switchOff();
            scene.retrier.switchOn();
            assertThat(scene.retrier.isOn()).isTrue();
            assertThat(scene.play(times(4, fails())).story()).endsWith("max-attempts after 4, PT3S");
        }

        @EveryForm
        void finishesCallsInFlightAsTheyBegan(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            Played played = scene.play(
                    all -> {
                        all.retrier.switchOff();
                        return fails().play(all);
                    },
                    fails(),
                    fails(),
                    fails());
            assertThat(played.story()).endsWith("max-attempts after 4, PT3S");
        }

        @EveryForm
        void staysOffWhenItsPolicyIsReplaced(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.retrier.switchOff();
            scene.retrier.replacePolicy(Scene.policy().maxAttempts(2).build());
            assertThat(scene.play(fails()).story()).isEmpty();
        }
    }

    @Nested
    class APolicyThatIsReplaced {

        private final RetryPolicy two = Scene.policy().maxAttempts(2).build();

        @EveryForm
        void countsForTheNextCall(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.retrier.replacePolicy(two);
            assertThat(scene.retrier.policy()).isSameAs(two);
            assertThat(scene.play(times(2, fails())).story()).endsWith("max-attempts after 2, PT1S");
        }

        @EveryForm
        void leavesTheCallInFlightItsOwn(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            Played played = scene.play(
                    all -> {
                        all.retrier.replacePolicy(two);
                        return fails().play(all);
                    },
                    fails(),
                    fails(),
                    fails());
            assertThat(played.story()).endsWith("max-attempts after 4, PT3S");
        }

        @EveryForm
        void leavesCountsAndBudgetAsTheyAre(CallForm form) {
            Ledger ledger = new Ledger(9);
            Scene scene = new Scene(form, Scene.policy(), options -> options.budget(ledger));
            scene.play(times(4, fails()));
            scene.retrier.replacePolicy(two);
            assertThat(scene.retrier.budget()).isSameAs(ledger);
            assertThat(Counts.of(scene.retrier.statistics()))
                    .hasToString("exhausted(retried) 1, failure 4, retries 3, max-attempts 1");
        }

        @EveryForm
        @SuppressWarnings("NullAway") // what careless code does
        void mustBeOne(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            assertThatNullPointerException()
                    .isThrownBy(() -> scene.retrier.replacePolicy(null))
                    .withMessage("policy must not be null");
        }
    }
}
