package dev.retrykit.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.event.RetryEvent.CallEnded;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecentCallsTests {

    private static final String NOON = "2026-03-01T12:00:00Z";

    private final RecentCalls calls = new RecentCalls(InstantSource.fixed(Instant.parse(NOON)));

    private void end(String name, StopReason reason, int attempts, @Nullable Throwable failure) {
        calls.on(new CallEnded(name, 1, reason, attempts, Duration.ofMillis(300), failure, null, null));
    }

    @Test
    void keepsWhatThereIsToSayOfAnExhaustedCall() {
        end("payments", StopReason.BUDGET, 2, new IOException("no answer"));

        assertThat(calls.of("payments"))
                .containsExactly(new ExhaustedCall(NOON, 2, "budget", "PT0.3S", "java.io.IOException", "no answer"));
    }

    @Test
    void keepsNeitherClassNorMessageOfAValue() {
        end("payments", StopReason.MAX_ATTEMPTS, 3, null);

        assertThat(calls.of("payments"))
                .containsExactly(new ExhaustedCall(NOON, 3, "max-attempts", "PT0.3S", null, null));
    }

    @Test
    void keepsNothingOfCallsThatFailedOtherwise() {
        end("payments", StopReason.NOT_RETRYABLE, 1, new IOException("no answer"));

        assertThat(calls.of("payments")).isEmpty();
    }

    @Test
    void keepsTheLastOfEachInstanceTheLastOneFirst() {
        for (int call = 1; call <= RecentCalls.KEPT + 2; call++) {
            end("payments", StopReason.MAX_ATTEMPTS, call, null);
        }
        end("echo", StopReason.MAX_ATTEMPTS, 1, null);

        assertThat(calls.of("payments"))
                .extracting(ExhaustedCall::attempts)
                .containsExactlyElementsOf(IntStream.range(0, RecentCalls.KEPT)
                        .mapToObj(back -> RecentCalls.KEPT + 2 - back)
                        .toList());
        assertThat(calls.of("echo")).hasSize(1);
    }
}
