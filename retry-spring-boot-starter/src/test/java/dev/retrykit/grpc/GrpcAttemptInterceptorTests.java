package dev.retrykit.grpc;

import static dev.retrykit.grpc.ScriptedEcho.ABSENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Nested;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.testing.VirtualTime;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class GrpcAttemptInterceptorTests {

    private ScriptedEcho echo;

    @BeforeEach
    void startServer() throws IOException {
        echo = new ScriptedEcho();
    }

    @AfterEach
    void stopServer() {
        echo.close();
    }

    @Test
    void eachCallCountsItsOwnAttempts() {
        Channel channel = echo.channel(builder -> builder.disableRetry(), new GrpcAttemptInterceptor("echo"));
        Retrier retrier = retrier("echo");

        echo.fail(2, Status.UNAVAILABLE);
        retrier.call(() -> call(channel));
        retrier.call(() -> call(channel));
        echo.fail(1, Status.UNAVAILABLE);
        retrier.call(() -> call(channel));
        call(channel);

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2", ABSENT, ABSENT, "1", ABSENT);
    }

    @Test
    void theAttemptsOfOtherRetriersAreNoneOfItsBusiness() {
        Channel channel = echo.channel(builder -> builder.disableRetry(), new GrpcAttemptInterceptor("echo"));
        Retrier other = retrier("other");
        echo.fail(2, Status.UNAVAILABLE);

        other.call(() -> call(channel));

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, ABSENT, ABSENT);
    }

    @Test
    void theAttemptsOfAllRetriersCountWhereNoneIsNamed() {
        Channel channel = echo.channel(builder -> builder.disableRetry(), new GrpcAttemptInterceptor());

        echo.fail(1, Status.UNAVAILABLE);
        retrier("one").call(() -> call(channel));
        echo.fail(2, Status.UNAVAILABLE);
        retrier("other").call(() -> call(channel));
        call(channel);

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", ABSENT, "1", "2", ABSENT);
    }

    @Test
    void theInnermostRetrierCountsWhereNoneIsNamed() {
        Channel channel = echo.channel(builder -> builder.disableRetry(), new GrpcAttemptInterceptor());
        Retrier inner = retrier("inner");
        echo.fail(4, Status.UNAVAILABLE);

        retrier("outer", Nested.MULTIPLY).call(() -> inner.call(() -> call(channel)));

        // Attempt 1 of the inner one is bound to no thread: the second time, the outer one's number 2 is seen instead.
        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2", "1", "1");
    }

    @Test
    void aHeaderThatIsThereAlreadyIsReplaced() {
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER), "7");
        // The interceptor given last is asked first.
        Channel channel = echo.channel(
                builder -> builder.disableRetry(),
                new GrpcAttemptInterceptor("echo"),
                MetadataUtils.newAttachHeadersInterceptor(headers));
        Retrier retrier = retrier("echo");
        echo.fail(1, Status.UNAVAILABLE);

        retrier.call(() -> call(channel));

        assertThat(echo.previousAttempts()).containsExactly("7", "1");
    }

    @Test
    void aChannelThatRetriesTooIsWarnedOfOnce(CapturedOutput output) {
        Channel channel = channelThatRetriesOnce(new GrpcAttemptInterceptor("echo"));
        Retrier retrier = retrier("echo");

        echo.fail(5, Status.UNAVAILABLE);
        retrier.call(() -> call(channel));
        echo.fail(5, Status.UNAVAILABLE);
        retrier.call(() -> call(channel));

        assertThat(output)
                .containsOnlyOnce("grpc.examples.echo.Echo/UnaryEcho is retried by its channel and by 'echo': their"
                        + " attempts multiply; switch one of them off, disableRetry() on the channel say");
    }

    @Test
    void eachRetrierAboveAChannelThatRetriesTooIsWarnedOf(CapturedOutput output) {
        Channel channel = channelThatRetriesOnce(new GrpcAttemptInterceptor());

        echo.fail(5, Status.UNAVAILABLE);
        retrier("one").call(() -> call(channel));
        echo.fail(5, Status.UNAVAILABLE);
        retrier("other").call(() -> call(channel));

        assertThat(output)
                .containsOnlyOnce("grpc.examples.echo.Echo/UnaryEcho is retried by its channel and by 'one': their"
                        + " attempts multiply; switch one of them off, disableRetry() on the channel say")
                .containsOnlyOnce("grpc.examples.echo.Echo/UnaryEcho is retried by its channel and by 'other': their"
                        + " attempts multiply; switch one of them off, disableRetry() on the channel say");
    }

    @Test
    void saysWhoseAttemptsItNumbers() {
        assertThat(new GrpcAttemptInterceptor()).hasToString("attempt numbers of all retriers");
        assertThat(new GrpcAttemptInterceptor("echo")).hasToString("attempt numbers of 'echo'");
    }

    @Test
    void aChannelThatRetriesAloneIsNotWarnedOf(CapturedOutput output) {
        Channel channel = channelThatRetriesOnce(new GrpcAttemptInterceptor("echo"));
        echo.fail(1, Status.UNAVAILABLE);

        retrier("echo").call(() -> call(channel));

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1");
        assertThat(output).isEmpty();
    }

    @Test
    void aRetrierThatRetriesAloneIsNotWarnedOf(CapturedOutput output) {
        Channel channel = echo.channel(builder -> builder.enableRetry(), new GrpcAttemptInterceptor("echo"));
        echo.fail(2, Status.UNAVAILABLE);

        retrier("echo").call(() -> call(channel));

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2");
        assertThat(output).isEmpty();
    }

    private Channel channelThatRetriesOnce(GrpcAttemptInterceptor interceptor) {
        RetryPolicy policy = RetryPolicy.builder()
                .maxAttempts(2)
                .backoff(Backoff.grpc(Duration.ofMillis(1), 1, Duration.ofMillis(1)))
                .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
                .build();
        return echo.channel(
                builder -> builder.enableRetry()
                        .defaultServiceConfig(GrpcServiceConfig.of(policy).toMap()),
                interceptor);
    }

    private static String call(Channel channel) {
        return ClientCalls.blockingUnaryCall(channel, ScriptedEcho.UNARY_ECHO, CallOptions.DEFAULT, "hello");
    }

    private static Retrier retrier(String name) {
        return retrier(name, Nested.ONCE);
    }

    private static Retrier retrier(String name, Nested nested) {
        VirtualTime time = new VirtualTime();
        return Retrier.builder(name)
                .policy(RetryPolicy.builder()
                        .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
                        .nested(nested)
                        .build())
                .statusSources(List.of(new GrpcStatusSource()))
                .ticker(time)
                .sleeper(time)
                .build();
    }
}
