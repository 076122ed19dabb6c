package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptTests {

    static Stream<CallForm> formsThatGiveAttempts() {
        return Stream.of(
                BlockingForm.CALL_WITH_ATTEMPT,
                BlockingForm.CALL_WITH_CONTEXT,
                AsyncForm.CALL_ASYNC,
                AsyncForm.CALL_ASYNC_WITH_CONTEXT);
    }

    @Nested
    class GivenToTheOperation {

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void knowsItsNumberAndWhetherItIsTheLast(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.play(times(4, fails()));
            assertThat(scene.attempts()).extracting(Attempt::number).containsExactly(1, 2, 3, 4);
            assertThat(scene.attempts()).extracting(Attempt::last).containsExactly(false, false, false, true);
        }

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void isNeverTheLastWhereOnlyTimeLimits(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().unlimitedAttempts().totalTimeout(Duration.ofSeconds(3)));
            scene.play(times(3, fails()));
            assertThat(scene.attempts()).extracting(Attempt::last).containsExactly(false, false, false);
        }

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void isTheLastAtOnceIfThereIsOnlyOne(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().maxAttempts(1));
            scene.play(returns("a"));
            assertThat(scene.attempts()).singleElement().hasToString("attempt 1 (last)");
        }

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void knowsWhatTheOneBeforeThrew(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().retryOnNullResult());
            Played played = scene.play(fails(), returns(null), fails(), returns("a"));
            assertThat(scene.attempts())
                    .extracting(attempt -> attempt.previousFailure().orElse(null))
                    .containsExactly(null, played.failure(1), null, played.failure(2));
        }

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void knowsHowLongAgoTheFirstFailed(CallForm form) {
            List<Duration> since = new ArrayList<>();
            Scene scene = new Scene(form, Scene.policy());
            Step noting = all -> {
                since.add(all.attempts().get(all.attempts().size() - 1).sinceFirstFailure());
                return fails().play(all);
            };
            scene.play(takes(Duration.ofSeconds(9), noting), noting, takes(Duration.ofSeconds(5), noting), noting);
            assertThat(since)
                    .containsExactly(
                            Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(7), Duration.ofSeconds(8));
        }

        @ParameterizedTest
        @MethodSource("dev.retrykit.AttemptTests#formsThatGiveAttempts")
        void isAConstantForTheFirst(CallForm form) {
            Scene scene = new Scene(form, Scene.policy());
            scene.play(returns("a"));
            Attempt first = scene.attempts().get(0);
            scene.play(returns("a"));
            assertThat(scene.attempts()).containsExactly(first);
            assertThat(first).hasToString("attempt 1");
        }
    }

    @Nested
    class Current {

        private final List<Integer> numbers = new ArrayList<>();

        private Step noting(String retrier, Step then) {
            return scene -> {
                numbers.add(Attempt.current(retrier).number());
                return then.play(scene);
            };
        }

        @PromptForms
        void isTheAttemptInWhichTheThreadIs(CallForm form) {
            new Scene(form, Scene.policy())
                    .play(noting("scene", fails()), noting("scene", fails()), noting("scene", returns("a")));
            assertThat(numbers).containsExactly(1, 2, 3);
        }

        @PromptForms
        void isTheAttemptOfTheRetrierThatIsNamed(CallForm form) {
            Step inner = InnerRetrier.over(Scene.policy().maxAttempts(2), scene -> {
                numbers.add(Attempt.current("scene").number() * 10
                        + Attempt.current("inner").number());
                return fails().play(scene);
            });
            new Scene(form, Scene.policy().maxAttempts(2).nested(dev.retrykit.Nested.MULTIPLY)).play(times(2, inner));
            assertThat(numbers).containsExactly(11, 12, 21, 22);
        }

        @PromptForms
        void isThatOfTheOuterAgainAfterAnInnerCall(CallForm form) {
            Step inner = InnerRetrier.over(Scene.policy(), noting("scene", returns("b")));
            Step then = scene -> {
                assertThat(inner.play(scene)).isEqualTo("b");
                return noting("scene", returns("a")).play(scene);
            };
            new Scene(form, Scene.policy()).play(fails(), then);
            assertThat(numbers).containsExactly(2, 2);
        }

        /** Binding plain first attempts, or asking for one, would cost every call that succeeds at once. */
        @Test
        void isTheAttemptAroundACallOfTheSameRetrierUntilThatRetries() {
            Retrier retrier = new Scene(BlockingForm.CALL, Scene.policy()).retrier;
            retrier.callWithAttempt(outer -> {
                numbers.add(Attempt.current("scene").number());
                if (outer.number() == 1) {
                    throw new IllegalStateException();
                }
                String value = retrier.callWithAttempt(inner -> {
                    numbers.add(inner.number() * 10 + Attempt.current("scene").number());
                    if (inner.number() == 1) {
                        throw new IllegalStateException();
                    }
                    return "a";
                });
                numbers.add(Attempt.current("scene").number());
                return value;
            });
            assertThat(numbers).containsExactly(1, 2, 12, 22, 2);
        }

        @PromptForms
        void isAFirstAttemptForAnUnknownName(CallForm form) {
            new Scene(form, Scene.policy()).play(fails(), noting("other", returns("a")));
            assertThat(numbers).containsExactly(1);
        }

        @Test
        void isAFirstAttemptOutsideOfAllCalls() {
            assertThat(Attempt.current("scene")).hasToString("attempt 1");
        }

        @PromptForms
        void belongsToTheInnermostRetrierThatIsKnown(CallForm form) {
            List<String> retriers = new ArrayList<>();
            Step inner = InnerRetrier.over(Scene.policy().maxAttempts(2), scene -> {
                retriers.add(Attempt.currentRetrier().orElse("none"));
                return fails().play(scene);
            });
            new Scene(form, Scene.policy().maxAttempts(2).nested(dev.retrykit.Nested.MULTIPLY)).play(times(2, inner));
            // First attempts are bound to no thread, except where the scene's retrier has a scope.
            assertThat(retriers.subList(1, 4)).containsExactly("inner", "scene", "inner");
        }

        @Test
        void belongsToNobodyOutsideOfAllCalls() {
            assertThat(Attempt.currentRetrier()).isEmpty();
        }

        @PromptForms
        void isKnownInAFirstAttemptWithATimeLimit(CallForm form) {
            Scene scene = new Scene(form, Scene.policy().maxAttempts(1).totalTimeout(Duration.ofSeconds(9)));
            List<String> current = new ArrayList<>();
            scene.play(any -> current.add(Attempt.current("scene").toString()));
            assertThat(current).containsExactly("attempt 1 (last)");
        }
    }
}
