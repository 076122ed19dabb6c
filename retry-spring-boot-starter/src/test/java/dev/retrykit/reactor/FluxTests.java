package dev.retrykit.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.Hedging;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class FluxTests {

    private final IOException failure = new IOException("failed");

    private static AttemptTimeout millis(long limit) {
        return AttemptTimeout.fixed(Duration.ofMillis(limit));
    }

    private Publisher<String> failingAfter(String... elements) {
        return Flux.just(elements).concatWith(Flux.error(failure));
    }

    @Test
    void passesElementsOnAsTheyCome() {
        Scene scene = new Scene(Scene.policy());
        TestPublisher<String> source = TestPublisher.create();
        Flux<String> flux = scene.flux(source);
        assertThat(scene.attempts).isEmpty();
        StepVerifier.create(flux)
                .then(() -> source.next("a"))
                .expectNext("a")
                .then(() -> source.next("b").complete())
                .expectNext("b")
                .verifyComplete();
        assertThat(scene.counts()).isEqualTo("1 success; retries 0");
    }

    @Test
    void isRetriedWhenItFailsBeforeItsFirstElement() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.flux(Flux.error(failure), Flux.error(failure), Flux.just("a", "b")))
                .then(() -> scene.advance(200))
                .expectNext("a", "b")
                .verifyComplete();
        assertThat(scene.attempts).containsExactly(1, 2, 3);
        assertThat(scene.counts()).isEqualTo("1 success after retries; retries 2");
    }

    @Test
    void endsWithTheLastFailureWhenAttemptsRunOut() {
        Scene scene = new Scene(Scene.policy().maxAttempts(2));
        StepVerifier.create(scene.flux(Flux.error(new IOException("first")), Flux.error(failure)))
                .then(() -> scene.advance(100))
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(scene.counts()).isEqualTo("1 exhausted after retries; retries 1");
    }

    @Test
    void isCommittedByItsFirstElement() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.flux(failingAfter("a")))
                .expectNext("a")
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(scene.attempts).containsExactly(1);
        assertThat(scene.retrier.statistics().ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
        assertThat(scene.counts()).isEqualTo("1 failed; retries 0");
    }

    @Test
    void isCommittedByAnElementAfterARetryToo() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.flux(Flux.error(failure), failingAfter("a")))
                .then(() -> scene.advance(100))
                .expectNext("a")
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(scene.counts()).isEqualTo("1 failed after retries; retries 1");
    }

    @Test
    void staysCommittedWhenItsPublisherThrows() {
        Scene scene = new Scene(Scene.policy());
        Publisher<String> broken = subscriber -> {
            Flux.just("a").concatWith(Flux.never()).subscribe(subscriber);
            throw new IllegalStateException("against the rules");
        };
        StepVerifier.create(scene.flux(broken)).expectNext("a").verifyError(IllegalStateException.class);
        assertThat(scene.attempts).containsExactly(1);
    }

    @Test
    void startsAgainAfterItsFirstElementWhenThePolicySaysSo() {
        Scene scene = new Scene(Scene.policy().retryAfterFirstElement(true));
        StepVerifier.create(scene.flux(failingAfter("a", "b"), Flux.just("a", "b", "c")))
                .expectNext("a", "b")
                .then(() -> scene.advance(100))
                .expectNext("a", "b", "c")
                .verifyComplete();
    }

    @Test
    void givesTheDemandThatIsLeftToEachAttempt() {
        Scene scene = new Scene(Scene.policy().maxAttempts(4).retryAfterFirstElement(true));
        List<Long> demands = new ArrayList<>();
        Flux<String> failsAtOnce = Flux.<String>error(failure);
        StepVerifier.create(
                        scene.flux(
                                Flux.from(failsAtOnce).doOnRequest(demands::add),
                                Flux.from(failingAfter("a", "b")).doOnRequest(demands::add),
                                Flux.just("c", "d", "e").doOnRequest(demands::add)),
                        3)
                .thenRequest(1)
                .then(() -> scene.advance(100))
                .expectNext("a", "b")
                .thenRequest(2)
                .then(() -> scene.advance(100))
                .expectNext("c", "d", "e")
                .verifyComplete();
        // All 4 of the first attempt are left to the second, which uses up 2, and is asked for 2 more before it fails.
        assertThat(demands).containsExactly(4L, 4L, 2L, 4L);
    }

    @Test
    void asksForNoMoreThanItsSubscriberDoes() {
        Scene scene = new Scene(Scene.policy());
        AtomicLong asked = new AtomicLong();
        StepVerifier.create(scene.flux(Flux.just("a", "b", "c").doOnRequest(asked::addAndGet)), 0)
                .expectSubscription()
                .thenRequest(2)
                .expectNext("a", "b")
                .then(() -> assertThat(asked).hasValue(2))
                .thenRequest(1)
                .expectNext("c")
                .verifyComplete();
    }

    @Test
    void succeedsWhenItIsEmptyAlsoWhereNullIsRetried() {
        Scene scene = new Scene(Scene.policy().retryOnNullResult());
        StepVerifier.create(scene.flux(Flux.empty()), 0).verifyComplete();
        assertThat(scene.counts()).isEqualTo("1 success; retries 0");
    }

    @Test
    void isAskedForNothingByConditionsOnResults() {
        Scene scene = new Scene(Scene.policy().retryOnResult(outcome -> true));
        StepVerifier.create(scene.flux(Flux.just("a"))).expectNext("a").verifyComplete();
        assertThat(scene.attempts).containsExactly(1);
    }

    @Test
    void isLimitedUntilItsFirstElement() {
        Scene scene = new Scene(Scene.policy().attemptTimeout(millis(50)));
        TestPublisher<String> slow = TestPublisher.create();
        TestPublisher<String> steady = TestPublisher.create();
        StepVerifier.create(scene.flux(slow, steady))
                .then(() -> scene.advance(50))
                .then(slow::assertCancelled)
                .then(() -> scene.advance(100))
                .then(() -> steady.next("a"))
                .expectNext("a")
                .then(() -> scene.advance(1000))
                .then(() -> steady.next("b").complete())
                .expectNext("b")
                .verifyComplete();
    }

    @Test
    void endsWithItsOwnFailureThoughItsLimitHasPassed() {
        Scene scene = new Scene(Scene.policy().totalTimeout(Duration.ofMillis(50)));
        TestPublisher<String> source = TestPublisher.create();
        StepVerifier.create(scene.flux(source))
                .then(() -> source.next("a"))
                .expectNext("a")
                .then(() -> scene.advance(1000))
                .then(() -> source.error(failure))
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
    }

    @Test
    void dropsElementsOfAnAttemptThatWasCut() {
        Scene scene = new Scene(Scene.policy().attemptTimeout(millis(50)));
        TestPublisher<String> deaf = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        List<Object> discarded = new ArrayList<>();
        StepVerifier.create(scene.flux(deaf, Flux.just("b")).doOnDiscard(String.class, discarded::add))
                .then(() -> scene.advance(50))
                .then(() -> deaf.next("late").complete())
                .then(() -> scene.advance(100))
                .expectNext("b")
                .verifyComplete();
        assertThat(discarded).containsExactly("late");
    }

    @Test
    void cancelsTheRunningAttempt() {
        Scene scene = new Scene(Scene.policy());
        TestPublisher<String> source = TestPublisher.create();
        StepVerifier.create(scene.flux(source))
                .then(() -> source.next("a"))
                .expectNext("a")
                .thenCancel()
                .verify();
        source.assertCancelled();
        assertThat(scene.retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
    }

    @Test
    void cancelsTheWait() {
        Scene scene = new Scene(Scene.policy());
        scene.flux(Flux.error(failure)).subscribe().dispose();
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(1);
    }

    @Test
    void cancelsAnAttemptThatEmitsWithoutEndWhileItIsSubscribedTo() {
        Scene scene = new Scene(Scene.policy());
        Flux<String> endless = Flux.generate(sink -> sink.next("a"));
        StepVerifier.create(scene.flux(Flux.error(failure), endless).take(2, false))
                .then(() -> scene.advance(100))
                .expectNext("a", "a")
                .verifyComplete();
        StepVerifier.create(scene.flux(endless).take(2, false))
                .expectNext("a", "a")
                .verifyComplete();
        assertThat(scene.retrier.statistics().ended(StopReason.CANCELLED)).isEqualTo(2);
    }

    @Test
    void failsOnceWhenItIsAskedForNothing() {
        Scene scene = new Scene(Scene.policy());
        TestPublisher<String> source = TestPublisher.create();
        List<String> signals = new ArrayList<>();
        BadSubscriber bad = new BadSubscriber(signals);
        scene.flux(source).subscribe(bad);
        source.next("a");
        bad.subscription.request(-1);
        source.next("b");

        assertThat(signals).hasSize(2).first().isEqualTo("a");
        assertThat(signals.get(1)).startsWith("Spec. Rule 3.9");
        assertThat(source.wasCancelled()).isTrue();
    }

    private static final class BadSubscriber implements CoreSubscriber<String> {

        private final List<String> signals;
        private Subscription subscription = new BaseSubscriber<String>() {};

        BadSubscriber(List<String> signals) {
            this.signals = signals;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            this.subscription = subscription;
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String element) {
            signals.add(element);
        }

        @Override
        public void onError(Throwable failure) {
            signals.add(String.valueOf(failure.getMessage()));
        }

        @Override
        public void onComplete() {
            signals.add("complete");
        }
    }

    @Test
    void refusesAPolicyThatHedges() {
        Scene scene = new Scene(Scene.policy().hedging(new Hedging(Duration.ofMillis(10))));
        StepVerifier.create(scene.flux(Flux.just("a")))
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(
                                "'scene' hedges, which a Flux cannot, since its elements are passed on as they come;"
                                        + " return a Mono, or use a policy without hedging"));
        assertThat(scene.attempts).isEmpty();
    }
}
