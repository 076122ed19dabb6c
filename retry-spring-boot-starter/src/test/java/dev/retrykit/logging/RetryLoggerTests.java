package dev.retrykit.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetryLoggerTests {

    private final VirtualTime time = new VirtualTime();
    private final Written written = new Written();
    private final RetryLogger logger = new RetryLogger(time, written);
    private final Retrier payments = retrier("payments", RetryPolicy.builder());

    private Retrier retrier(String name, RetryPolicy.Builder policy) {
        return Retrier.builder(name)
                .policy(policy.backoff(Backoff.fixed(Duration.ofMillis(150))).build())
                .budget(RetryBudget.unlimited())
                .ticker(time)
                .sleeper(time)
                .listeners(List.of(logger))
                .build();
    }

    private static void exhaust(Retrier retrier, String message) {
        assertThatThrownBy(() -> retrier.run(() -> {
                    throw new IOException(message);
                }))
                .hasMessage(message);
    }

    @Test
    void writesOneLineForAnExhaustedCall() {
        exhaust(payments, "no answer");

        assertThat(written.lines("WARN"))
                .containsExactly("'payments' gave up after 3 attempts, 0.3s after the first failure: max-attempts;"
                        + " last failure java.io.IOException: no answer");
        assertThat(written.last().pairs())
                .isEqualTo(Map.of(
                        "retry.name",
                        "payments",
                        "retry.attempts",
                        3,
                        "retry.reason",
                        "max-attempts",
                        "retry.since.first.failure.ms",
                        300L,
                        "retry.failure",
                        "java.io.IOException"));
        assertThat(written.last().thrown()).isNull();
    }

    @Test
    void keepsAMessageOfSeveralLinesOnOne() {
        exhaust(retrier("once", RetryPolicy.builder().maxAttempts(1)), "503\r\n  <html>\n</html>\n");

        assertThat(written.lines("WARN"))
                .containsExactly("'once' gave up after 1 attempt, 0s after the first failure: max-attempts;"
                        + " last failure java.io.IOException: 503 <html> </html>");
    }

    @Test
    void keepsControlCharactersOfAMessageFromTheTerminal() {
        exhaust(retrier("once", RetryPolicy.builder().maxAttempts(1)), "\u001b[2Jno\tanswer\u009b2J");

        assertThat(written.lines("WARN"))
                .containsExactly("'once' gave up after 1 attempt, 0s after the first failure: max-attempts;"
                        + " last failure java.io.IOException: ?[2Jno?answer?2J");
    }

    @Test
    void namesOnlyTheTypeOfAResult() {
        Retrier polling = retrier("polling", RetryPolicy.builder().retryOnResult(String.class, "secret"::equals));

        assertThatThrownBy(() -> polling.call(() -> "secret")).hasMessageContaining("polling");

        assertThat(written.lines("WARN"))
                .containsExactly("'polling' gave up after 3 attempts, 0.3s after the first failure: max-attempts;"
                        + " last result of type java.lang.String");
    }

    @Test
    void writesOneLineForEachRetryWhereSomebodyWantsThem() {
        exhaust(payments, "no answer");

        assertThat(written.lines("DEBUG"))
                .containsExactly("'payments' makes attempt 2 after 0.15s", "'payments' makes attempt 3 after 0.15s");
        assertThat(written.lines.get(0).pairs())
                .isEqualTo(Map.of("retry.name", "payments", "retry.attempt", 2, "retry.delay.ms", 150L));

        written.lines.clear();
        written.debug = false;
        exhaust(payments, "no answer");
        assertThat(written.lines("DEBUG")).isEmpty();
    }

    @Test
    void writesNothingOfCallsThatSucceedOrThatWereNotWorthARetry() throws IOException {
        payments.call(() -> "done");
        assertThatThrownBy(() -> payments.run(() -> {
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");

        assertThat(written.lines).isEmpty();
    }

    @Test
    void writesTheExceptionOfACondition() {
        IllegalStateException culprit = new IllegalStateException("no such header");
        FailureCondition broken = outcome -> {
            throw culprit;
        };
        exhaust(retrier("broken", RetryPolicy.builder().retryOn(broken)), "no answer");

        assertThat(written.lines("ERROR"))
                .containsExactly("'broken' could not decide after 1 attempt, 0s after the first failure:"
                        + " java.lang.IllegalStateException: no such header was thrown;"
                        + " last failure java.io.IOException: no answer");
        assertThat(written.last().thrown()).isSameAs(culprit);
        assertThat(written.last().pairs())
                .containsEntry("retry.reason", "policy-error")
                .containsEntry("retry.failure", "java.lang.IllegalStateException");
        assertThat(written.lines("WARN")).isEmpty();
    }

    @Test
    void writesFewLinesInAnOutageAndSaysHowManyItLeftOut() {
        Retrier once = retrier("once", RetryPolicy.builder().maxAttempts(1));
        for (int call = 1; call <= 12; call++) {
            exhaust(once, "no answer");
        }
        exhaust(retrier("other", RetryPolicy.builder().maxAttempts(1)), "no answer");
        assertThat(written.lines("WARN")).hasSize(6); // 5 of one, 1 of the other

        time.advance(RetryLogger.WINDOW.minusNanos(1));
        exhaust(once, "no answer");
        assertThat(written.lines("WARN")).hasSize(6);

        time.advance(Duration.ofNanos(1));
        exhaust(once, "no answer");

        // 8 = 12 - 5 + 1
        assertThat(written.last().message())
                .isEqualTo("'once' gave up after 1 attempt, 0s after the first failure: max-attempts;"
                        + " last failure java.io.IOException: no answer (8 more calls were left out before)");
        assertThat(written.last().pairs()).containsEntry("retry.left.out", 8L);
    }

    @Test
    void saysWhatItLeftOutAlsoWhenTheOutageIsOver() throws IOException {
        Retrier once = retrier("once", RetryPolicy.builder().maxAttempts(1));
        for (int call = 1; call <= 6; call++) {
            exhaust(once, "no answer");
        }
        time.advance(RetryLogger.WINDOW);

        assertThatThrownBy(() -> once.run(() -> {
                    throw new AssertionError("broken");
                }))
                .hasMessage("broken");

        assertThat(written.last().message()).isEqualTo("'once' gave up in 1 more call than is written here");
        assertThat(written.last().pairs()).isEqualTo(Map.of("retry.name", "once", "retry.left.out", 1L));
        int lines = written.lines.size();
        time.advance(RetryLogger.WINDOW);
        once.call(() -> "done");
        assertThat(written.lines).hasSize(lines);
    }

    private static final class Written implements Lines {

        private final List<Line> lines = new ArrayList<>();
        private boolean debug = true;

        @Override
        public boolean wantsDebug() {
            return debug;
        }

        @Override
        public void write(Line line) {
            lines.add(line);
        }

        private Line last() {
            return lines.get(lines.size() - 1);
        }

        private List<String> lines(String level) {
            return lines.stream()
                    .filter(line -> line.level().name().equals(level))
                    .map(Line::message)
                    .toList();
        }
    }
}
