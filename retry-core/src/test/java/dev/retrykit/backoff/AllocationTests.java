package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationTests {

    private static final int CALLS = 10_000;
    private static final long BYTES_OF_A_DURATION = 24;
    // What loading a class at its first use takes, and less than one object in every call would.
    private static final long SLACK = CALLS * 8L;

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Stream<Backoff> backoffs() {
        Backoff exponential = Backoff.exponential(SECOND, 2);
        return Stream.of(
                Backoff.linear(SECOND, SECOND),
                exponential,
                Backoff.fibonacci(SECOND),
                Backoff.decorrelated(SECOND, TEN),
                Backoff.grpc(SECOND, 2, TEN),
                Backoff.azure(SECOND, SECOND, TEN),
                exponential.cappedAt(TEN),
                exponential.cappedAt(TEN).jittered(Jitter.full()),
                exponential.cappedAt(TEN).jittered(Jitter.equal()),
                exponential.cappedAt(TEN).jittered(Jitter.proportional(0.2)),
                exponential.cappedAt(TEN).jittered(Jitter.full()).raisedTo(TEN),
                Backoff.azure(SECOND, SECOND, TEN).raisedTo(TEN));
    }

    @ParameterizedTest
    @MethodSource("backoffs")
    void allocatesTheDurationItReturnsAndNothingElse(Backoff backoff) {
        assertThat(bytesPerCalls(backoff)).isLessThanOrEqualTo(CALLS * BYTES_OF_A_DURATION + SLACK);
    }

    static Stream<Backoff> withoutAllocation() {
        return Stream.of(
                Backoff.none(),
                Backoff.fixed(SECOND),
                Backoff.ofDelays(SECOND, TEN),
                Backoff.none().jittered(Jitter.full()),
                Backoff.fixed(Duration.ZERO).jittered(Jitter.proportional(0.2)));
    }

    @ParameterizedTest
    @MethodSource("withoutAllocation")
    void allocatesNothingWhereTheDelayIsZeroOrKnown(Backoff backoff) {
        assertThat(bytesPerCalls(backoff)).isLessThanOrEqualTo(SLACK);
    }

    @Test
    void measuresAnObjectThatIsAllocatedInEachCall() {
        assertThat(bytesPerCalls((retry, previous, random) -> Duration.ofNanos(retry + 5_000_000_000L)))
                .isGreaterThan(SLACK);
    }

    private long bytesPerCalls(Backoff backoff) {
        long before = threads.getCurrentThreadAllocatedBytes();
        Duration previous = Duration.ZERO;
        for (int call = 1; call <= CALLS; call++) {
            previous = backoff.delayBefore(call, previous, Draw.MIDDLE);
        }
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(previous).isNotNull();
        return after - before;
    }
}
