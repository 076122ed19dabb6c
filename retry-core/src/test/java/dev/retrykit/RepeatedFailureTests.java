package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Exceptions that are constants, and are thrown in call after call. */
class RepeatedFailureTests {

    private final IllegalStateException constant = new IllegalStateException("always the same");

    @Test
    void ofAFallbackBearTheCallsFailureOnce() {
        Retrier retrier =
                Retrier.of("payments", RetryPolicy.builder().maxAttempts(1).build());
        ContextOperation<String, String, RuntimeException> operation = new ContextOperation<>() {
            @Override
            public String run(String order, Attempt attempt) {
                throw new IllegalArgumentException("down");
            }

            @Override
            public Fallback<String, String, RuntimeException> fallbackFor(Throwable failure) {
                return (order, same) -> {
                    throw constant;
                };
            }
        };

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> retrier.call("o-1", operation)).isSameAs(constant);
        }

        assertThat(constant.getSuppressed()).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void bearWhatAConditionThrewOnce() {
        RetryPolicy policy = RetryPolicy.builder()
                .retryOn(outcome -> {
                    throw new UnsupportedOperationException("no idea");
                })
                .build();
        Retrier retrier = Retrier.of("payments", policy);

        for (int call = 0; call < 3; call++) {
            assertThatThrownBy(() -> retrier.run(() -> {
                        throw constant;
                    }))
                    .isSameAs(constant);
        }

        assertThat(constant.getSuppressed()).singleElement().isInstanceOf(UnsupportedOperationException.class);
    }
}
