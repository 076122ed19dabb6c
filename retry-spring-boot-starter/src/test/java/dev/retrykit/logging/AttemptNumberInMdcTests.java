package dev.retrykit.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.backoff.Backoff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class AttemptNumberInMdcTests {

    private final List<String> seen = new ArrayList<>();
    private final Retrier retrier = Retrier.builder("payments")
            .policy(RetryPolicy.builder().backoff(Backoff.none()).build())
            .scopes(List.of(new AttemptNumberInMdc("attempt")))
            .build();

    @AfterEach
    void clear() {
        MDC.clear();
    }

    private void failOnce() throws IOException {
        retrier.callWithAttempt(attempt -> {
            seen.add(MDC.get("attempt"));
            if (attempt.number() == 1) {
                throw new IOException("no answer");
            }
            return "done";
        });
    }

    @Test
    void isThereWhileEachAttemptRuns() throws IOException {
        failOnce();

        assertThat(seen).containsExactly("1", "2");
        assertThat(MDC.get("attempt")).isNull();
    }

    @Test
    void givesTheKeyBackItsValue() throws IOException {
        MDC.put("attempt", "of somebody else");

        failOnce();

        assertThat(seen).containsExactly("1", "2");
        assertThat(MDC.get("attempt")).isEqualTo("of somebody else");
    }
}
