package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import org.junit.jupiter.api.Test;

class GrpcStatusSourceTests {

    private final GrpcStatusSource source = new GrpcStatusSource();

    @Test
    void tellsTheNameOfTheCodeOfBothKindsOfFailure() {
        assertThat(source.statusOf(Status.UNAVAILABLE.withDescription("down").asRuntimeException()))
                .isEqualTo("UNAVAILABLE");
        assertThat(source.statusOf(Status.DEADLINE_EXCEEDED.asException())).isEqualTo("DEADLINE_EXCEEDED");
    }

    @Test
    void leavesCausesToTheOneWhoAsks() {
        assertThat(source.statusOf(new IllegalStateException(Status.UNAVAILABLE.asRuntimeException())))
                .isNull();
    }

    @Test
    void knowsNothingOfValues() {
        assertThat(source.readsResults()).isFalse();
        assertThat(source.statusOf("UNAVAILABLE")).isNull();
        assertThat(source.statusOf(Status.UNAVAILABLE)).isNull();
    }
}
