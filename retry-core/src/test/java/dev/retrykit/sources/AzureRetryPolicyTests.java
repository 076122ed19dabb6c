package dev.retrykit.sources;

import static dev.retrykit.sources.Times.allSeconds;
import static dev.retrykit.sources.Times.justBelow;
import static dev.retrykit.sources.Times.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.ResultOutcome;
import dev.retrykit.Retrier;
import dev.retrykit.RetryAction;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.event.StopReason;
import dev.retrykit.testing.VirtualTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The {@code retry} policy of Azure API Management. */
class AzureRetryPolicyTests {

    private record Response(int statusCode) {}

    /** condition="@(context.Response.StatusCode == 500)" count="10" interval="10" max-interval="100" delta="10". */
    private static final RetryPolicy FORWARD = RetryPolicy.builder()
            .maxAttempts(11)
            .backoff(Backoff.azure(seconds(10), seconds(10), seconds(100)))
            .retryOnResult(Response.class, response -> response.statusCode() == 500)
            .onUnacceptableResult(ResultOutcome.RETURN_LAST)
            .build();

    private static RetryPolicy retries(int count, Backoff backoff) {
        return RetryPolicy.builder().maxAttempts(count + 1).backoff(backoff).build();
    }

    @Test
    void countIsTheNumberOfRetries() {
        Playback call = Playback.of(retries(3, Backoff.fixed(seconds(1))), Step.fails());

        assertThat(call.attempts()).hasSize(4);
        assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
    }

    @Test
    void intervalAloneIsFixed() {
        assertThat(Playback.of(retries(4, Backoff.fixed(seconds(10))), Step.fails())
                        .waits())
                .isEqualTo(allSeconds(10, 10, 10, 10));
    }

    @Test
    void intervalAndDeltaAreLinear() {
        assertThat(Playback.of(retries(4, Backoff.linear(seconds(10), seconds(5))), Step.fails())
                        .waits())
                .isEqualTo(allSeconds(10, 15, 20, 25));
    }

    @Test
    void allThreeAreTheExponentialSeriesOfTheExample() {
        Playback call = Playback.of(FORWARD, Step.returns(new Response(500)));

        assertThat(call.waits()).isEqualTo(allSeconds(10, 20, 40, 80, 100, 100, 100, 100, 100, 100));
        assertThat(call.value()).isEqualTo(new Response(500));
        assertThat(call.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
    }

    @Test
    void theGrowthIsDrawnGiveOrTakeAFifth() {
        RetryPolicy policy = FORWARD.toBuilder().maxAttempts(6).build();
        Step serverError = Step.returns(new Response(500));

        assertThat(Playback.of(policy, Draw.LOWEST, serverError).waits()).isEqualTo(allSeconds(10, 18, 34, 66, 100));
        assertThat(Playback.of(policy, Draw.HIGHEST, serverError).waits())
                .isEqualTo(Stream.of(allSeconds(10), justBelow(22, 46, 94), allSeconds(100))
                        .flatMap(each -> each.stream())
                        .toList());
    }

    @Test
    void firstFastRetrySkipsTheFirstWaitOnly() {
        RetryPolicy policy = FORWARD.toBuilder().firstRetryImmediate(true).build();

        assertThat(Playback.of(policy, Step.returns(new Response(500))).waits())
                .isEqualTo(allSeconds(0, 20, 40, 80, 100, 100, 100, 100, 100, 100));
    }

    @Test
    void theConditionEndsTheRetriesOnceItIsFalse() {
        Step serverError = Step.returns(new Response(500));

        Playback call = Playback.of(FORWARD, serverError, serverError, Step.returns(new Response(404)));

        assertThat(call.waits()).isEqualTo(allSeconds(10, 20));
        assertThat(call.value()).isEqualTo(new Response(404));
        assertThat(call.reason()).isNull();
    }

    /** condition="… == null || ….StatusCode >= 500" count="3" interval="1" first-fast-retry="true". */
    @Test
    void theConditionSeesAMissingResponseToo() {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(4)
                .backoff(Backoff.fixed(seconds(1)))
                .firstRetryImmediate(true)
                .retryOnNullResult()
                .retryOnResult(Response.class, response -> response.statusCode() >= 500)
                .onUnacceptableResult(ResultOutcome.RETURN_LAST)
                .build();

        Playback recovering = Playback.of(
                policy, Step.returns(null), Step.returns(new Response(503)), Step.returns(new Response(200)));
        Playback dead = Playback.of(policy, Step.returns(null));

        assertThat(recovering.waits()).isEqualTo(allSeconds(0, 1));
        assertThat(recovering.value()).isEqualTo(new Response(200));
        assertThat(dead.waits()).isEqualTo(allSeconds(0, 1, 1));
        assertThat(dead.value()).isNull();
    }

    @Test
    void theConditionSeesFailuresToo() {
        RetryPolicy policy = FORWARD.toBuilder()
                .retryOn(outcome -> outcome.failure() instanceof StatusFailure)
                .build();

        Playback call = Playback.of(
                policy, Step.fails(), Step.returns(new Response(500)), Step.throwing(new IllegalStateException("bug")));

        assertThat(call.waits()).isEqualTo(allSeconds(10, 20));
        assertThat(call.reason()).isEqualTo(StopReason.NOT_RETRYABLE);
    }

    @Test
    void valuesCanChangeWhileRunning() {
        VirtualTime time = new VirtualTime();
        Retrier retrier = Retrier.builder("forward")
                .policy(retries(1, Backoff.fixed(seconds(1))))
                .ticker(time)
                .sleeper(time)
                .build();
        RetryAction<RuntimeException> failing = () -> {
            throw new IllegalStateException("busy");
        };

        assertThatIllegalStateException().isThrownBy(() -> retrier.run(failing));
        retrier.replacePolicy(retries(2, Backoff.fixed(seconds(10))));
        assertThatIllegalStateException().isThrownBy(() -> retrier.run(failing));

        assertThat(time.sleeps()).isEqualTo(allSeconds(1, 10, 10));
    }

    @Test
    void maxIntervalMustNotBeBelowInterval() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backoff.azure(seconds(10), seconds(10), seconds(5)))
                .withMessage("max must not be shorter than interval (PT10S), but was PT5S");
    }
}
