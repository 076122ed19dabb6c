package dev.retrykit.grpc;

import static dev.retrykit.grpc.ScriptedEcho.ABSENT;
import static dev.retrykit.grpc.ScriptedEcho.UNARY_ECHO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.testing.VirtualTime;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over a real channel and server of grpc-java. */
class GrpcChannelTests {

    /** Sub-second durations whose fraction begins with a zero. */
    private static final RetryPolicy POLICY = RetryPolicy.builder()
            .maxAttempts(4)
            .backoff(Backoff.grpc(Duration.ofMillis(50), 1.2, Duration.ofMillis(70)))
            .retryOn(FailureCondition.onStatus("UNAVAILABLE"))
            .serverDelay(new GrpcPushback(), Duration.ofSeconds(30))
            .build();

    private final HurriedScheduler scheduler = new HurriedScheduler();
    private ScriptedEcho echo;

    @BeforeEach
    void startServer() throws IOException {
        echo = new ScriptedEcho();
    }

    @AfterEach
    void stopServer() {
        echo.close();
        scheduler.shutdownNow();
    }

    @Test
    void grpcRetriesAsThePolicyThatWasWrittenSays() {
        echo.fail(3, Status.UNAVAILABLE);

        assertThat(call(channelThatRetries(GrpcServiceConfig.of(POLICY).toMap())))
                .isEqualTo("hello");

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2", "3");
        assertAround(scheduler.delays(), 50, 60, 70);
    }

    @Test
    void aRetrierRetriesAsTheSamePolicySays() {
        echo.fail(3, Status.UNAVAILABLE);
        VirtualTime time = new VirtualTime();
        Channel channel = channelThatDoesNotRetry();

        assertThat(retrier(POLICY, time).call(() -> call(channel))).isEqualTo("hello");

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1", "2", "3");
        assertAround(time.sleeps(), 50, 60, 70);
    }

    @Test
    void grpcStopsAfterTheAttemptsThatWereWritten() {
        echo.fail(4, Status.UNAVAILABLE);
        Channel channel = channelThatRetries(GrpcServiceConfig.of(POLICY).toMap());

        assertThatThrownBy(() -> call(channel))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("UNAVAILABLE");

        assertThat(echo.previousAttempts()).hasSize(4);
    }

    @Test
    void grpcRetriesOnlyTheStatusesThatWereWritten() {
        echo.fail(1, Status.INTERNAL);
        Channel channel = channelThatRetries(GrpcServiceConfig.of(POLICY).toMap());

        assertThatThrownBy(() -> call(channel))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("INTERNAL");

        assertThat(echo.previousAttempts()).containsExactly(ABSENT);
    }

    @Test
    void grpcTakesADurationThatItWouldNotReadItself() {
        GrpcServiceConfig read = GrpcServiceConfig.read("""
                {"methodConfig": [{"name": [{"service": "grpc.examples.echo.Echo"}], "waitForReady": true,
                   "retryPolicy": {"MaxAttempts": 4, "InitialBackoff": ".01s", "MaxBackoff": ".01s",
                     "BackoffMultiplier": 1.0, "RetryableStatusCodes": ["UNAVAILABLE"]}}],
                 "retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1}}""", "test");
        echo.fail(3, Status.UNAVAILABLE);

        assertThat(call(channelThatRetries(read.toMap()))).isEqualTo("hello");

        assertAround(scheduler.delays(), 10, 10, 10);
    }

    @Test
    void grpcThrottlesAsWritten() {
        echo.fail(4, Status.UNAVAILABLE);
        Channel channel = channelThatRetries(GrpcServiceConfig.of(POLICY)
                .throttledBy(new GrpcRetryThrottling(4, 0.8))
                .toMap());

        assertThatThrownBy(() -> call(channel))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("UNAVAILABLE");

        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1");
    }

    @Test
    void grpcHedgesAsWritten() {
        GrpcServiceConfig config = GrpcServiceConfig.read("""
                {"methodConfig": [{"name": [{}], "hedgingPolicy":
                   {"maxAttempts": 3, "hedgingDelay": "20s", "nonFatalStatusCodes": ["UNAVAILABLE"]}}]}""", "test");
        echo.fail(2, Status.UNAVAILABLE);

        assertThat(call(channelThatRetries(config.toMap()))).isEqualTo("hello");

        assertThat(echo.previousAttempts()).hasSize(3);
        assertThat(scheduler.delays()).contains(Duration.ofSeconds(20));
    }

    @Test
    void aServersPushbackIsHeededWhateverTheStatus() {
        echo.failWithPushback(Status.FAILED_PRECONDITION, "250");
        VirtualTime time = new VirtualTime();
        Channel channel = channelThatDoesNotRetry();

        assertThat(retrier(POLICY, time).call(() -> call(channel))).isEqualTo("hello");

        assertThat(time.sleeps()).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void aServerThatForbidsRetriesGetsNone() {
        echo.failWithPushback(Status.UNAVAILABLE, "-1");
        Channel channel = channelThatDoesNotRetry();
        Retrier retrier = retrier(POLICY, new VirtualTime());

        assertThatThrownBy(() -> retrier.call(() -> call(channel)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("UNAVAILABLE");

        assertThat(echo.previousAttempts()).containsExactly(ABSENT);
    }

    @Test
    void anEntryThatWasReadServesARetrier() {
        GrpcServiceConfig config = GrpcServiceConfig.read("""
                {"methodConfig": [{"name": [{"service": "grpc.examples.echo.Echo"}], "retryPolicy":
                   {"maxAttempts": 2, "initialBackoff": "1s", "maxBackoff": "1s", "backoffMultiplier": 1,
                    "retryableStatusCodes": ["ABORTED"]}}]}""", "test");
        RetryPolicy policy = config.configFor(UNARY_ECHO.getFullMethodName())
                .map(entry -> Objects.requireNonNull(entry.policy()).toRetryPolicy())
                .orElseThrow();
        echo.fail(2, Status.ABORTED);
        VirtualTime time = new VirtualTime();
        Retrier retrier = retrier(policy, time);
        Channel channel = channelThatDoesNotRetry();

        assertThatThrownBy(() -> retrier.call(() -> call(channel)))
                .isInstanceOf(StatusRuntimeException.class)
                .hasMessage("ABORTED");

        assertAround(time.sleeps(), 1000);
        assertThat(echo.previousAttempts()).containsExactly(ABSENT, "1");
    }

    private static String call(Channel channel) {
        // The deadline is there so that a mistake fails and does not hang; no test comes near it.
        return ClientCalls.blockingUnaryCall(
                channel, UNARY_ECHO, CallOptions.DEFAULT.withDeadlineAfter(5, TimeUnit.MINUTES), "hello");
    }

    private ManagedChannel channelThatRetries(Map<String, ?> serviceConfig) {
        return echo.channel(builder ->
                builder.enableRetry().scheduledExecutorService(scheduler).defaultServiceConfig(serviceConfig));
    }

    private ManagedChannel channelThatDoesNotRetry() {
        return echo.channel(builder -> builder.disableRetry(), new GrpcAttemptInterceptor("echo"));
    }

    private static Retrier retrier(RetryPolicy policy, VirtualTime time) {
        return Retrier.builder("echo")
                .policy(policy)
                .statusSources(List.of(new GrpcStatusSource()))
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .build();
    }

    /** Each delay within a fifth of what is nominal. */
    private static void assertAround(List<Duration> delays, long... nominalMillis) {
        assertThat(delays).hasSize(nominalMillis.length);
        for (int i = 0; i < nominalMillis.length; i++) {
            assertThat(delays.get(i))
                    .isBetween(
                            Duration.ofNanos(nominalMillis[i] * 800_000),
                            Duration.ofNanos(nominalMillis[i] * 1_200_000));
        }
    }
}
