package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Listeners that come when the retrier exists. */
class LateListenerTests {

    private final List<String> told = new ArrayList<>();
    private final RetryListener early = event -> told.add("early " + event.call());
    private final RetryListener late = event -> told.add("late " + event.call());
    private final Retrier retrier = Retrier.builder("payments")
            .policy(RetryPolicy.builder().maxAttempts(1).build())
            .listeners(List.of(early))
            .build();

    private void failOnce() {
        assertThat(retrier.callAsync(attempt -> {
                    throw new IllegalStateException("sold out");
                }))
                .isCompletedExceptionally();
    }

    @Test
    void areToldAfterTheOthersFromThenOn() {
        failOnce();
        retrier.onEvent(late);
        failOnce();
        assertThat(told).containsExactly("early 1", "early 1", "early 2", "late 2", "early 2", "late 2");
    }

    @Test
    void areNotToldTwice() {
        retrier.onEvent(early);
        failOnce();
        assertThat(told).containsExactly("early 1", "early 1");
    }

    @Test
    void mayWantFirstTrySuccesses() {
        List<RetryEvent> successes = new ArrayList<>();
        retrier.onEvent(new RetryListener() {
            @Override
            public void on(RetryEvent event) {
                successes.add(event);
            }

            @Override
            public boolean wantsFirstTrySuccesses() {
                return true;
            }
        });
        retrier.call(() -> "paid");
        assertThat(successes).singleElement().isInstanceOf(RetryEvent.CallSucceeded.class);
        assertThat(told).isEmpty();
    }
}
