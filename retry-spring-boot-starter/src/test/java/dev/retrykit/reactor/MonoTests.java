package dev.retrykit.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.AttemptTimeoutException;
import dev.retrykit.Hedging;
import dev.retrykit.RetryExhaustedException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

@ExtendWith(OutputCaptureExtension.class)
class MonoTests {

    private final IOException failure = new IOException("failed");

    @Test
    void doesNothingUntilItIsSubscribedTo() {
        Scene scene = new Scene(Scene.policy());
        Mono<String> mono = scene.mono(Mono.just("a"), Mono.just("b"));
        assertThat(scene.attempts).isEmpty();
        assertThat(mono.block()).isEqualTo("a");
        assertThat(scene.attempts).containsExactly(1);
    }

    @Test
    void isANewCallForEachSubscription() {
        Scene scene = new Scene(Scene.policy());
        Mono<String> mono = scene.mono(Mono.just("a"), Mono.just("b"));
        StepVerifier.create(mono).expectNext("a").verifyComplete();
        StepVerifier.create(mono).expectNext("b").verifyComplete();
        assertThat(scene.attempts).containsExactly(1, 1);
        assertThat(scene.counts()).isEqualTo("2 success; retries 0");
    }

    @Test
    void isRetriedAfterTheDelay() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.mono(Mono.error(failure), Mono.error(failure), Mono.just("third")))
                .then(() -> scene.advance(99))
                .then(() -> assertThat(scene.attempts).containsExactly(1))
                .then(() -> scene.advance(101))
                .expectNext("third")
                .verifyComplete();
        assertThat(scene.attempts).containsExactly(1, 2, 3);
        assertThat(scene.counts()).isEqualTo("1 success after retries; retries 2");
    }

    @Test
    void endsWithTheLastFailure() {
        Scene scene = new Scene(Scene.policy().maxAttempts(2));
        StepVerifier.create(scene.mono(Mono.error(new IOException("first")), Mono.error(failure)))
                .then(() -> scene.advance(100))
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(scene.counts()).isEqualTo("1 exhausted after retries; retries 1");
    }

    @Test
    void endsWithAnErrorAsItIs() {
        Scene scene = new Scene(Scene.policy());
        AssertionError error = new AssertionError("failed");
        StepVerifier.create(scene.mono(Mono.error(error)))
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(error));
        assertThat(scene.attempts).containsExactly(1);
    }

    @Test
    void isRetriedWhenItThrowsOrReturnsNothing() {
        Scene scene = new Scene(Scene.policy());
        List<Integer> attempts = new ArrayList<>();
        Mono<String> mono = PublisherCalls.mono(scene.retrier, "context", (context, attempt) -> {
            attempts.add(attempt.number());
            return switch (attempt.number()) {
                case 1 -> throw failure;
                case 2 -> nothing();
                default -> Mono.just(context);
            };
        });
        StepVerifier.create(mono)
                .then(() -> scene.advance(200))
                .expectNext("context")
                .verifyComplete();
        assertThat(attempts).containsExactly(1, 2, 3);
    }

    @Test
    void saysThatThePublisherIsMissing() {
        Scene scene = new Scene(Scene.policy().maxAttempts(1));
        Mono<String> mono = PublisherCalls.mono(scene.retrier, "", (context, attempt) -> nothing());
        StepVerifier.create(mono)
                .verifyErrorSatisfies(thrown -> assertThat(thrown)
                        .isInstanceOf(NullPointerException.class)
                        .hasMessage("attempt 1 of 'scene' returned null instead of a publisher"));
    }

    @Test
    void isRetriedWhenItsPublisherThrowsOnSubscription() {
        Scene scene = new Scene(Scene.policy());
        Publisher<String> broken = subscriber -> {
            throw new IllegalStateException("against the rules");
        };
        StepVerifier.create(scene.mono(broken, Mono.just("second")))
                .then(() -> scene.advance(100))
                .expectNext("second")
                .verifyComplete();
    }

    @Test
    void succeedsWhenItIsEmpty() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.mono(Mono.empty())).verifyComplete();
        assertThat(scene.counts()).isEqualTo("1 success; retries 0");
    }

    @Test
    void isANullResultWhenItIsEmpty() {
        Scene scene = new Scene(Scene.policy().retryOnNullResult());
        StepVerifier.create(scene.mono(Mono.empty(), Mono.just("second")))
                .then(() -> scene.advance(100))
                .expectNext("second")
                .verifyComplete();
    }

    @Test
    void hasItsValueJudgedByConditions() {
        Scene scene = new Scene(Scene.policy().maxAttempts(2).retryOnResult(String.class, "no"::equals));
        StepVerifier.create(scene.mono(Mono.just("no"), Mono.just("yes")))
                .then(() -> scene.advance(100))
                .expectNext("yes")
                .verifyComplete();
        StepVerifier.create(scene.mono(Mono.just("no"), Mono.just("no")))
                .then(() -> scene.advance(100))
                .verifyError(RetryExhaustedException.class);
    }

    @Test
    void failsTheAttemptThatFailsAfterItsValue() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.mono(
                        Mono.fromDirect(Flux.just("lost").concatWith(Mono.error(failure))), Mono.just("second")))
                .then(() -> scene.advance(100))
                .expectNext("second")
                .verifyComplete();
    }

    @Test
    void takesTheFirstElementOfAFlux() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.mono(Flux.just("first", "second")))
                .expectNext("first")
                .verifyComplete();
    }

    @Test
    void waitsUntilItsValueIsAskedFor() {
        Scene scene = new Scene(Scene.policy());
        StepVerifier.create(scene.mono(Mono.just("a")), 0)
                .expectSubscription()
                .then(() -> assertThat(scene.attempts).containsExactly(1))
                .thenRequest(1)
                .expectNext("a")
                .verifyComplete();
    }

    @Test
    void cancelsTheRunningAttempt() {
        Scene scene = new Scene(Scene.policy());
        TestPublisher<String> first = TestPublisher.create();
        scene.mono(first).subscribe().dispose();
        first.assertCancelled();
        assertThat(scene.counts()).isEqualTo("1 failed; retries 0");
    }

    @Test
    void cancelsTheWait() {
        Scene scene = new Scene(Scene.policy());
        scene.mono(Mono.error(failure), Mono.just("late")).subscribe().dispose();
        scene.advance(1000);
        assertThat(scene.attempts).containsExactly(1);
        assertThat(scene.time.pendingAlarms()).isZero();
        assertThat(scene.counts()).isEqualTo("1 failed; retries 0");
    }

    @Test
    void makesNoCallWhenItIsCancelledAtOnce() {
        Scene scene = new Scene(Scene.policy());
        scene.mono(Mono.just("a")).subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                subscription.cancel();
            }
        });
        assertThat(scene.attempts).isEmpty();
        assertThat(scene.counts()).isEqualTo("; retries 0");
    }

    @Test
    void cutsAnAttemptThatTakesTooLongByCancellingIt() {
        Scene scene =
                new Scene(Scene.policy().maxAttempts(2).attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(50))));
        TestPublisher<String> first = TestPublisher.create();
        TestPublisher<String> second = TestPublisher.create();
        StepVerifier.create(scene.mono(first, second))
                .then(() -> scene.advance(50))
                .then(first::assertCancelled)
                .then(() -> scene.advance(150))
                .verifyError(AttemptTimeoutException.class);
        second.assertCancelled();
    }

    @Test
    void dropsWhatComesAfterACutInSilence(CapturedOutput output) {
        AtomicReference<Throwable> dropped = new AtomicReference<>();
        Hooks.onErrorDropped(dropped::set);
        try {
            Scene scene = new Scene(Scene.policy().attemptTimeout(AttemptTimeout.fixed(Duration.ofMillis(50))));
            TestPublisher<String> deaf = TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
            StepVerifier.create(scene.mono(Mono.fromDirect(deaf), Mono.just("second")))
                    .then(() -> scene.advance(50))
                    .then(() -> deaf.next("late").error(failure))
                    .then(() -> scene.advance(100))
                    .expectNext("second")
                    .verifyComplete();
        } finally {
            Hooks.resetOnErrorDropped();
        }
        assertThat(dropped).hasNullValue();
        assertThat(output).doesNotContain("Operator called default onErrorDropped");
    }

    @Test
    void hedges() {
        Scene scene = new Scene(Scene.policy().hedging(new Hedging(Duration.ofMillis(10))));
        TestPublisher<String> slow = TestPublisher.create();
        StepVerifier.create(scene.mono(slow, Mono.just("hedge")))
                .then(() -> scene.advance(10))
                .expectNext("hedge")
                .verifyComplete();
        slow.assertCancelled();
    }

    @Test
    void showsEachAttemptTheContextOfTheSubscriber() {
        Scene scene = new Scene(Scene.policy());
        List<String> users = new ArrayList<>();
        Mono<String> asks = Mono.deferContextual(context -> {
            users.add(context.get("user"));
            return users.size() < 2 ? Mono.error(failure) : Mono.just("done");
        });
        StepVerifier.create(scene.mono(asks, asks).contextWrite(context -> context.put("user", "ada")))
                .then(() -> scene.advance(100))
                .expectNext("done")
                .verifyComplete();
        assertThat(users).containsExactly("ada", "ada");
    }

    @Test
    void failsWhenItIsAskedForNothing() {
        Scene scene = new Scene(Scene.policy());
        TestPublisher<String> first = TestPublisher.create();
        AtomicReference<Throwable> seen = new AtomicReference<>();
        scene.mono(first).subscribe(new NoDemand(seen));
        assertThat(seen.get()).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith("Spec. Rule 3.9");
        assertThat(first.wasCancelled()).isTrue();
    }

    /** Asks for no element, which is against the rules. */
    private record NoDemand(AtomicReference<Throwable> seen) implements CoreSubscriber<String> {

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(0);
        }

        @Override
        public void onNext(String element) {}

        @Override
        public void onError(Throwable failure) {
            seen.set(failure);
        }

        @Override
        public void onComplete() {}
    }

    @Test
    void passesThroughWhenItsRetrierIsSwitchedOff() {
        Scene scene = new Scene(Scene.policy());
        scene.retrier.switchOff();
        StepVerifier.create(scene.mono(Mono.error(failure)))
                .verifyErrorSatisfies(thrown -> assertThat(thrown).isSameAs(failure));
        assertThat(scene.counts()).isEqualTo("; retries 0");
    }

    @Test
    void refusesNull() {
        Scene scene = new Scene(Scene.policy());
        assertThatNullPointerException()
                .isThrownBy(() -> PublisherCalls.mono(nothing(), "", (context, attempt) -> Mono.just("a")))
                .withMessage("retrier must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> PublisherCalls.mono(scene.retrier, "", nothing()))
                .withMessage("operation must not be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <T> T nothing() {
        return (T) null;
    }
}
