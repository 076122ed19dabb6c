package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.interruptsItself;
import static dev.retrykit.Step.returns;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import org.junit.jupiter.api.Nested;

/** Interrupts that are not ours. */
class InterruptTests {

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private static Alarm.Handle interruptIn(Duration delay, Scene scene) {
        return scene.time.ringAfter(delay, Thread.currentThread()::interrupt);
    }

    @Nested
    class WhileACallWaits {

        @BlockingForms
        void endItAtOnceWithItsLastFailureAndTheFlagSetAgain(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            interruptIn(HALF_A_SECOND, scene);
            Played played = scene.play(fails());
            assertThat(played.thrown()).isSameAs(played.failure(1));
            assertThat(played.flag()).isTrue();
            assertThat(played.ended()).isEqualTo(HALF_A_SECOND);
            assertThat(played.story())
                    .containsExactly("attempt 1 threw IOException", "attempt 2 in PT1S", "interrupted after 1, PT0.5S");
            assertThat(played.counts()).hasToString("failed 1, failure 1, interrupted 1");
            assertThat(played.marks()).isEmpty();
        }

        @BlockingForms
        void endItInALaterWaitToo(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            interruptIn(Duration.ofMillis(1500), scene);
            Played played = scene.play(fails(), fails());
            assertThat(played.thrown()).isSameAs(played.failure(2));
            assertThat(played.story()).endsWith("interrupted after 2, PT1.5S");
            assertThat(played.counts()).hasToString("failed(retried) 1, failure 2, retries 1, interrupted 1");
            assertThat(played.marks()).isEmpty();
        }

        @BlockingForms
        void giveThePermitBack(CallForm form) {
            Ledger ledger = new Ledger(1);
            Scene scene = new Scene(form, Scene.policy(), options -> options.budget(ledger));
            interruptIn(HALF_A_SECOND, scene);
            scene.play(fails());
            assertThat(ledger.entries).containsExactly("failure TRANSIENT", "asked TRANSIENT", "back permit at 1");
        }
    }

    @Nested
    class BeforeAWait {

        @BlockingForms
        void endTheCallWithoutWaiting(CallForm form) {
            Played played = new Scene(form, Scene.policy()).play(interruptsItself(fails()));
            assertThat(played.thrown()).isSameAs(played.failure(1));
            assertThat(played.flag()).isTrue();
            assertThat(played.ended()).isZero();
            assertThat(played.story())
                    .containsExactly("attempt 1 threw IOException", "attempt 2 in PT1S", "interrupted after 1, PT0S");
        }

        @BlockingForms
        void endTheCallAlsoWhenTheWaitIsZero(CallForm form) {
            Played played = new Scene(form, Scene.policy().backoff(Backoff.none())).play(interruptsItself(fails()));
            assertThat(played.flag()).isTrue();
            assertThat(played.story())
                    .containsExactly("attempt 1 threw IOException", "attempt 2 in PT0S", "interrupted after 1, PT0S");
        }

        @BlockingForms
        void giveThePermitBack(CallForm form) {
            Ledger ledger = new Ledger(1);
            new Scene(form, Scene.policy(), options -> options.budget(ledger)).play(interruptsItself(fails()));
            assertThat(ledger.entries).containsExactly("failure TRANSIENT", "asked TRANSIENT", "back permit at 1");
        }

        @BlockingForms
        void doNotMatterWhenNoWaitFollows(CallForm form) {
            Played played = new Scene(form, Scene.policy().maxAttempts(1)).play(interruptsItself(fails()));
            assertThat(played.story()).endsWith("max-attempts after 1, PT0S");
            assertThat(played.flag()).isTrue();
        }
    }

    @Nested
    class BeforeTheCall {

        @BlockingForms
        void leaveASuccessAloneAndStay(CallForm form) {
            Thread.currentThread().interrupt();
            Played played = new Scene(form, Scene.policy()).play(returns("a"));
            assertThat(played.thrown()).isNull();
            assertThat(played.flag()).isTrue();
        }

        @BlockingForms
        void forbidTheFirstRetry(CallForm form) {
            Thread.currentThread().interrupt();
            Played played = new Scene(form, Scene.policy()).play(fails());
            assertThat(played.story()).endsWith("interrupted after 1, PT0S");
            assertThat(played.flag()).isTrue();
        }
    }

    @Nested
    class AsAnInterruptedExceptionOfTheOperation {

        @BlockingForms
        void endTheCallWithTheFlagSetAgain(CallForm form) {
            InterruptedException failure = new InterruptedException();
            Played played = new Scene(form, Scene.policy()).play(fails(failure));
            assertThat(played.thrown()).isSameAs(failure);
            assertThat(played.flag()).isTrue();
            assertThat(played.story())
                    .containsExactly("attempt 1 threw InterruptedException", "not-retryable after 1, PT0S");
        }

        @BlockingForms
        void endTheCallWithTheFlagSetAgainInALaterAttemptToo(CallForm form) {
            Played played = new Scene(form, Scene.policy()).play(fails(), fails(new InterruptedException()));
            assertThat(played.flag()).isTrue();
            assertThat(played.story()).endsWith("not-retryable after 2, PT1S");
        }

        @BlockingForms
        void endTheCallWithTheFlagSetAgainUnderATimeLimitThatWasKept(CallForm form) {
            Played played = new Scene(form, Scene.policy().totalTimeout(Duration.ofMinutes(1)))
                    .play(fails(new InterruptedException()));
            assertThat(played.flag()).isTrue();
            assertThat(played.story()).endsWith("not-retryable after 1, PT0S");
        }

        @BlockingForms
        void endTheCallAsInterruptedIfThePolicyWouldRetryThem(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOn(FailureCondition.on(InterruptedException.class));
            Played played = new Scene(form, policy).play(fails(new InterruptedException()));
            assertThat(played.flag()).isTrue();
            assertThat(played.story()).endsWith("interrupted after 1, PT0S");
        }

        @BlockingForms
        void endTheCallWithoutTheFlagIfTheyAreOnlyACause(CallForm form) {
            Played played =
                    new Scene(form, Scene.policy()).play(fails(new IllegalStateException(new InterruptedException())));
            assertThat(played.flag()).isFalse();
            assertThat(played.story())
                    .containsExactly("attempt 1 threw IllegalStateException", "not-retryable after 1, PT0S");
        }

        @BlockingForms
        void doNotMatterAsACauseWhenCausesDoNotCount(CallForm form) {
            Played played = new Scene(form, Scene.policy().matchCauses(false))
                    .play(fails(new IllegalStateException(new InterruptedException())), returns("a"));
            assertThat(played.flag()).isFalse();
            assertThat(played.thrown()).isNull();
        }
    }
}
