package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Any;
import com.google.rpc.RetryInfo;
import dev.retrykit.RetryRegistry;
import dev.retrykit.grpc.GrpcPushback;
import dev.retrykit.grpc.GrpcRetryInfo;
import dev.retrykit.testing.VirtualTime;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** How long a gRPC server makes an application wait, by its trailers. */
class GrpcServerDelayTests {

    private static final Metadata.Key<String> PUSHBACK =
            Metadata.Key.of("grpc-retry-pushback-ms", Metadata.ASCII_STRING_MARSHALLER);
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class, RetryGrpcAutoConfiguration.class))
            .withPropertyValues(
                    "retrykit.instances.books.max-attempts=2",
                    "retrykit.instances.books.backoff.strategy=fixed",
                    "retrykit.instances.books.backoff.delay=1s",
                    "retrykit.instances.books.backoff.jitter=none")
            .withBean(VirtualTime.class);

    private static StatusRuntimeException failure(Status status, @Nullable String pushback) {
        Any info = Any.pack(RetryInfo.newBuilder()
                .setRetryDelay(
                        com.google.protobuf.Duration.newBuilder().setSeconds(5).build())
                .build());
        Metadata trailers = new Metadata();
        trailers.put(
                DETAILS,
                com.google.rpc.Status.newBuilder().addDetails(info).build().toByteArray());
        if (pushback != null) {
            trailers.put(PUSHBACK, pushback);
        }
        return status.asRuntimeException(trailers);
    }

    private List<Duration> waits(ApplicationContextRunner runner, StatusRuntimeException failure) {
        List<Duration> waits = new ArrayList<>();
        runner.run(context -> {
            assertThatThrownBy(() -> context.getBean(RetryRegistry.class)
                            .get("books")
                            .run(() -> {
                                throw failure;
                            }))
                    .isSameAs(failure);
            waits.addAll(context.getBean(VirtualTime.class).sleeps());
        });
        return waits;
    }

    @Test
    void isNotBelowRetryInfo() {
        assertThat(waits(runner, failure(Status.UNAVAILABLE, null)))
                .singleElement()
                .satisfies(wait -> assertThat(wait).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6)));
    }

    @Test
    void isExactlyThePushbackWhereThereAreBoth() {
        assertThat(waits(runner, failure(Status.UNAVAILABLE, "250"))).containsExactly(Duration.ofMillis(250));
        assertThat(waits(runner, failure(Status.UNAVAILABLE, "-1"))).isEmpty();
    }

    @Test
    void doesNotMakeAFailureRetryableByRetryInfo() {
        assertThat(waits(runner, failure(Status.INVALID_ARGUMENT, null))).isEmpty();
    }

    @Test
    void isTheBackoffWithoutTheMessagesOfErrorDetails() {
        ApplicationContextRunner without = runner.withClassLoader(new FilteredClassLoader("com.google.rpc"));
        without.run(context ->
                assertThat(context).doesNotHaveBean(GrpcRetryInfo.class).hasSingleBean(GrpcPushback.class));
        assertThat(waits(without, failure(Status.UNAVAILABLE, null))).containsExactly(Duration.ofSeconds(1));
    }
}
