package dev.retrykit.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Attempt;
import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Publishers that answer in place of a failure. */
class FallbackTests {

    private final IOException broken = new IOException("failed");

    private final Retrier retrier =
            Retrier.of("scene", RetryPolicy.builder().maxAttempts(1).build());

    /** Always fails, and answers by what it was made with. */
    private record Failing(IOException broken, @Nullable Publisher<String> fallback)
            implements PublisherOperation<String, String> {

        @Override
        public Publisher<String> start(String context, Attempt attempt) {
            return Flux.just(context).concatWith(Flux.error(broken));
        }

        @Override
        @SuppressWarnings("NullAway") // against the contract, as the test wants it
        public PublisherFallback<String, String> fallbackFor(Throwable failure) {
            assertThat(failure).isSameAs(broken);
            return (context, thrown) -> fallback;
        }
    }

    @Test
    void answerForAMono() {
        PublisherOperation<String, String> operation = new PublisherOperation<>() {
            @Override
            public Publisher<String> start(String context, Attempt attempt) {
                return Mono.error(broken);
            }

            @Override
            public PublisherFallback<String, String> fallbackFor(Throwable failure) {
                return (context, thrown) -> Mono.just(context + " instead of " + thrown.getMessage());
            }
        };
        StepVerifier.create(PublisherCalls.mono(retrier, "fallback", operation))
                .expectNext("fallback instead of failed")
                .verifyComplete();
    }

    @Test
    void answerAfterTheElementsThatCameBefore() {
        StepVerifier.create(PublisherCalls.flux(retrier, "a", new Failing(broken, Flux.just("b", "c"))))
                .expectNext("a", "b", "c")
                .verifyComplete();
    }

    @Test
    void areAskedForNoMoreThanIsLeft() {
        StepVerifier.create(PublisherCalls.flux(retrier, "a", new Failing(broken, Flux.just("b", "c"))), 2)
                .expectNext("a", "b")
                .thenRequest(1)
                .expectNext("c")
                .verifyComplete();
    }

    @Test
    void failWhenTheyAreNone() {
        StepVerifier.create(PublisherCalls.flux(retrier, "a", new Failing(broken, null)))
                .expectNext("a")
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("the fallback of 'scene' returned null instead of a publisher")
                        .hasSuppressedException(broken));
    }
}
