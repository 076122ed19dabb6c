package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.time.Alarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** When attempts begin. */
class DelaysInCallsTests {

    private static Duration seconds(long seconds) {
        return Duration.ofSeconds(seconds);
    }

    @EveryForm
    void attemptsFollowTheBackOff(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy()
                .maxAttempts(5)
                .backoff(Backoff.exponential(seconds(1), 2).cappedAt(seconds(5)));
        Played played = new Scene(form, policy).play(times(5, fails()));
        assertThat(played.delays()).containsExactly(seconds(1), seconds(2), seconds(4), seconds(5));
        assertThat(played.starts()).containsExactly(seconds(0), seconds(1), seconds(3), seconds(7), seconds(12));
    }

    @EveryForm
    void aDelayCountsFromTheEndOfTheAttempt(CallForm form) {
        Played played = new Scene(form, Scene.policy().maxAttempts(2)).play(takes(seconds(10), fails()), fails());
        assertThat(played.starts()).containsExactly(seconds(0), seconds(11));
    }

    @EveryForm
    void anImmediateFirstRetryAdvancesTheFormulaAllTheSame(CallForm form) {
        RetryPolicy.Builder policy =
                Scene.policy().firstRetryImmediate(true).backoff(Backoff.exponential(seconds(10), 2));
        assertThat(new Scene(form, policy).play(times(4, fails())).delays())
                .containsExactly(seconds(0), seconds(20), seconds(40));
    }

    @EveryForm
    void anImmediateFirstRetryDrawsNothing(CallForm form) {
        List<String> asked = new ArrayList<>();
        RetryPolicy.Builder policy = Scene.policy().firstRetryImmediate(true).backoff((retry, previous, random) -> {
            asked.add(retry + " after " + previous);
            return seconds(3);
        });
        new Scene(form, policy).play(times(4, fails()));
        assertThat(asked).containsExactly("2 after PT0S", "3 after PT3S");
    }

    @EveryForm
    void theBackOffIsToldTheRetryItsPreviousDelayAndTheRandomOfTheRetrier(CallForm form) {
        RandomGenerator random = new HalfwayRandom();
        List<String> asked = new ArrayList<>();
        RetryPolicy.Builder policy = Scene.policy().backoff((retry, previous, given) -> {
            assertThat(given).isSameAs(random);
            asked.add(retry + " after " + previous);
            return seconds(retry);
        });
        new Scene(form, policy, options -> options.random(random)).play(times(4, fails()));
        assertThat(asked).containsExactly("1 after PT0S", "2 after PT1S", "3 after PT2S");
    }

    @EveryForm
    void delaysBelowAMillisecondStayWhatTheyAre(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().maxAttempts(2).backoff(Backoff.fixed(Duration.ofNanos(1)));
        assertThat(new Scene(form, policy).play(times(2, fails())).starts())
                .containsExactly(Duration.ZERO, Duration.ofNanos(1));
    }

    @BlockingForms
    void aWaitThatTookLongerThanAskedForEndsTheCallOnceTheTimeIsUp(CallForm form) {
        Ledger ledger = new Ledger(1);
        RetryPolicy.Builder policy = Scene.policy().totalTimeout(seconds(5));
        Scene scene = new Scene(form, policy, options -> options.budget(ledger));
        // Something else that is due during the wait takes ten seconds.
        Alarm.Handle busy = scene.time.ringAfter(Duration.ofMillis(500), () -> scene.time.advance(seconds(10)));
        Played played = scene.play(fails());
        busy.cancel();
        assertThat(played.story()).endsWith("total-timeout after 1, PT10.5S");
        assertThat(played.counts()).hasToString("exhausted 1, failure 1, total-timeout 1");
        assertThat(ledger.entries).endsWith("back permit at 1");
    }
}
