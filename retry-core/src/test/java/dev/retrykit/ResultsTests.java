package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.StopReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Values that are returned and yet not accepted. */
class ResultsTests {

    private static RetryPolicy.Builder polling() {
        return Scene.policy().retryOnResult(String.class, "not yet"::equals);
    }

    @Nested
    class AConditionOnAType {

        @FormsWithValues
        void retriesValuesThatItDoesNotAccept(CallForm form) {
            Played played = new Scene(form, polling()).play(returns("not yet"), returns("not yet"), returns("done"));
            assertThat(played.value()).isEqualTo("done");
            assertThat(played.story())
                    .containsExactly(
                            "attempt 1 returned not yet",
                            "attempt 2 in PT1S",
                            "attempt 2 returned not yet",
                            "attempt 3 in PT1S",
                            "success after 3, PT2S");
            assertThat(played.counts()).hasToString("success(retried) 1, unacceptable 2, retries 2");
        }

        @FormsWithValues
        void acceptsAValueAtOnceWithoutATrace(CallForm form) {
            Played played = new Scene(form, polling()).play(returns("done"));
            assertThat(played.value()).isEqualTo("done");
            assertThat(played.story()).isEmpty();
            assertThat(played.counts()).hasToString("success 1");
        }

        @FormsWithValues
        void acceptsValuesOfOtherTypes(CallForm form) {
            assertThat(new Scene(form, polling()).play(returns(7)).value()).isEqualTo(7);
        }

        @FormsWithValues
        void acceptsNull(CallForm form) {
            Played played =
                    new Scene(form, Scene.policy().retryOnResult(Object.class, value -> true)).play(returns(null));
            assertThat(played.thrown()).isNull();
            assertThat(played.value()).isNull();
        }

        @FormsWithValues
        void isReplacedByALaterOne(CallForm form) {
            RetryPolicy.Builder policy = polling().retryOnResult(Integer.class, value -> value == 0);
            assertThat(new Scene(form, policy).play(returns("not yet")).value()).isEqualTo("not yet");
        }
    }

    @Nested
    class NullResults {

        @FormsWithValues
        void areRetriedOnRequest(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOnNullResult()).play(returns(null), returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(played.story()).startsWith("attempt 1 returned null");
        }

        @EveryForm
        void areAcceptedOtherwise(CallForm form) {
            assertThat(new Scene(form, Scene.policy()).play(returns(null)).counts())
                    .hasToString("success 1");
        }

        @FormsWithValues
        void areRetriedBesideAConditionOnAType(CallForm form) {
            Played played = new Scene(form, polling().retryOnNullResult())
                    .play(returns(null), returns("not yet"), returns("a"));
            assertThat(played.value()).isEqualTo("a");
        }
    }

    @Nested
    class AConditionOnOutcomes {

        @FormsWithValues
        void isAskedAboutEveryValueNullIncluded(CallForm form) {
            List<Outcome> asked = new ArrayList<>();
            RetryPolicy.Builder policy = Scene.policy().retryOnResult((Outcome outcome) -> {
                asked.add(outcome);
                return outcome.attempt() < 3;
            });
            Played played = new Scene(form, policy).play(returns(null), returns(7), returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(asked).extracting(Outcome::result).containsExactly(null, 7, "a");
            assertThat(asked).extracting(Outcome::attempt).containsExactly(1, 2, 3);
            assertThat(asked).extracting(Outcome::failure).containsOnlyNulls();
        }

        @FormsWithValues
        void isNotAskedAboutFailures(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOnResult((Outcome outcome) -> outcome.failure() != null);
            assertThat(new Scene(form, policy).play(fails(), returns("a")).value())
                    .isEqualTo("a");
        }

        @FormsWithValues
        void aloneDecidesAboutValuesWhateverTheirStatus(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().retryOnResult((Outcome outcome) -> false);
            ServerAnswer.Response unavailable = ServerAnswer.response("503");
            assertThat(readingStatuses(form, policy).play(returns(unavailable)).value())
                    .isSameAs(unavailable);
        }
    }

    @Nested
    class WhenAttemptsRunOutOnAValue {

        @FormsWithValues
        void theCallerReceivesAnExceptionThatCarriesIt(CallForm form) {
            Played played = new Scene(form, polling()).play(times(4, returns("not yet")));
            assertThat(played.thrown())
                    .isInstanceOf(RetryExhaustedException.class)
                    .hasMessage(
                            "'scene' ended after 4 attempts in PT3S (max-attempts): the last result was not acceptable")
                    .hasNoCause()
                    .hasNoSuppressedExceptions();
            RetryExhaustedException exhausted = (RetryExhaustedException) played.thrown();
            assertThat(exhausted.lastResult()).isEqualTo("not yet");
            assertThat(exhausted.attempts()).isEqualTo(4);
            assertThat(exhausted.reason()).isEqualTo(StopReason.MAX_ATTEMPTS);
            assertThat(played.counts()).hasToString("exhausted(retried) 1, unacceptable 4, retries 3, max-attempts 1");
        }

        @FormsWithValues
        void theCallerReceivesTheExceptionAfterOneAttemptToo(CallForm form) {
            assertThat(new Scene(form, polling().maxAttempts(1))
                            .play(returns("not yet"))
                            .thrown())
                    .hasMessage(
                            "'scene' ended after 1 attempt in PT0S (max-attempts): the last result was not acceptable");
        }

        @FormsWithValues
        void theCallerReceivesTheValueIfThePolicySaysSo(CallForm form) {
            Played played = new Scene(form, polling().onUnacceptableResult(ResultOutcome.RETURN_LAST))
                    .play(times(4, returns("not yet")));
            assertThat(played.thrown()).isNull();
            assertThat(played.value()).isEqualTo("not yet");
            assertThat(played.counts()).hasToString("exhausted(retried) 1, unacceptable 4, retries 3, max-attempts 1");
        }

        @FormsWithValues
        void listenersAreToldTheValue(CallForm form) {
            Played played = new Scene(form, polling().maxAttempts(1)).play(returns("not yet"));
            assertThat(played.events())
                    .containsExactly(
                            new RetryEvent.AttemptFailed("scene", 1, 1, null, "not yet"),
                            new RetryEvent.CallEnded(
                                    "scene", 1, StopReason.MAX_ATTEMPTS, 1, Duration.ZERO, null, "not yet", null));
        }

        @FormsWithValues
        void theLastAttemptDecidesBetweenValueAndFailure(CallForm form) {
            Scene scene = new Scene(form, polling().maxAttempts(2));
            assertThat(scene.play(returns("not yet"), fails()).thrown()).isInstanceOf(java.io.IOException.class);
            assertThat(scene.play(fails(), returns("not yet")).thrown()).isInstanceOf(RetryExhaustedException.class);
        }
    }

    @Nested
    class ForBudgets {

        @FormsWithValues
        void aValueTakesAndTellsNothing(CallForm form) {
            RetryBudget throttle = RetryBudget.throttle(2, 0.1);
            Played played = new Scene(form, polling(), options -> options.budget(throttle))
                    .play(returns("not yet"), returns("not yet"), returns("done"));
            assertThat(played.value()).isEqualTo("done");
            assertThat(throttle.available()).isEqualTo(2);
        }

        @FormsWithValues
        void aValueIsRetriedHoweverPoorTheyAre(CallForm form) {
            RetryBudget quota = Budgets.standardQuota();
            while (quota.tryAcquire(dev.retrykit.condition.FailureKind.TRANSIENT) != null) {
                assertThat(quota.available()).isLessThan(100);
            }
            Played played = new Scene(form, polling(), options -> options.budget(quota))
                    .play(returns("not yet"), returns("done"));
            assertThat(played.value()).isEqualTo("done");
        }
    }

    private static Scene readingStatuses(CallForm form, RetryPolicy.Builder policy) {
        return new Scene(form, policy, options -> options.statusSources(List.of(ServerAnswer.statuses())));
    }

    @Nested
    class AValueWithAStatus {

        private final ServerAnswer.Response unavailable = ServerAnswer.response("503");
        private final ServerAnswer.Response ok = ServerAnswer.response("200");

        @FormsWithValues
        void isRetriedAsAFailureOfThatStatusWouldBe(CallForm form) {
            Played played = readingStatuses(form, Scene.policy()).play(returns(unavailable), returns(ok));
            assertThat(played.value()).isSameAs(ok);
            assertThat(played.counts()).hasToString("success(retried) 1, unacceptable 1, retries 1");
        }

        @FormsWithValues
        void isAcceptedIfTheStatusIsNotOneToRetry(CallForm form) {
            ServerAnswer.Response notFound = ServerAnswer.response("404");
            assertThat(readingStatuses(form, Scene.policy())
                            .play(returns(notFound))
                            .value())
                    .isSameAs(notFound);
        }

        @FormsWithValues
        void isAcceptedByConditionsThatOnlyRefuseFailures(CallForm form) {
            for (FailureCondition refusing : List.<FailureCondition>of(
                    FailureCondition.except(IllegalStateException.class),
                    outcome -> !(outcome.failure() instanceof IllegalStateException),
                    FailureCondition.on(Exception.class).or(FailureCondition.except(IllegalStateException.class)))) {
                for (ServerAnswer.Response response : List.of(ok, unavailable)) {
                    Played played = readingStatuses(form, Scene.policy().retryOn(refusing))
                            .play(returns(response));
                    assertThat(played.value()).isSameAs(response);
                    assertThat(played.counts()).hasToString("success 1");
                }
            }
        }

        @FormsWithValues
        void isRetriedByAStatusConditionBesideOneThatRefusesFailures(CallForm form) {
            FailureCondition refusing = FailureCondition.except(IllegalStateException.class);
            for (FailureCondition condition : List.of(
                    FailureCondition.onStatus("503").and(refusing),
                    refusing.and(FailureCondition.onStatus("5xx")),
                    refusing.or(FailureCondition.onStatus("503")))) {
                Played played = readingStatuses(form, Scene.policy().retryOn(condition))
                        .play(returns(unavailable), returns(ok));
                assertThat(played.value()).isSameAs(ok);
            }
        }

        @FormsWithValues
        void isAcceptedIfAFurtherConditionIsAgainstIt(CallForm form) {
            FailureCondition condition = FailureCondition.onStatus("503").and(outcome -> outcome.attempt() > 1);
            assertThat(readingStatuses(form, Scene.policy().retryOn(condition))
                            .play(returns(unavailable))
                            .value())
                    .isSameAs(unavailable);
        }

        @FormsWithValues
        void isReturnedWhenAttemptsRunOut(CallForm form) {
            Played played = readingStatuses(form, Scene.policy()).play(times(4, returns(unavailable)));
            assertThat(played.thrown()).isNull();
            assertThat(played.value()).isSameAs(unavailable);
            assertThat(played.counts()).hasToString("exhausted(retried) 1, unacceptable 4, retries 3, max-attempts 1");
        }

        @FormsWithValues
        void isThrownInAnExceptionIfThePolicySaysSo(CallForm form) {
            Played played = readingStatuses(form, Scene.policy().onUnacceptableResult(ResultOutcome.THROW))
                    .play(times(4, returns(unavailable)));
            assertThat(played.thrown())
                    .isInstanceOfSatisfying(
                            RetryExhaustedException.class,
                            exhausted -> assertThat(exhausted.lastResult()).isSameAs(unavailable));
        }

        @FormsWithValues
        void costsWhatAFailureOfThatStatusCosts(CallForm form) {
            Ledger ledger = new Ledger(2);
            new Scene(
                            form,
                            Scene.policy(),
                            options -> options.budget(ledger).statusSources(List.of(ServerAnswer.statuses())))
                    .play(returns(unavailable), returns(ServerAnswer.response("429")), returns(ok));
            assertThat(ledger.entries)
                    .containsExactly(
                            "failure TRANSIENT",
                            "asked TRANSIENT",
                            "failure THROTTLED",
                            "asked THROTTLED",
                            "success permit at 1");
        }

        @FormsWithValues
        void carriesTheServersWord(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().serverDelay(ServerAnswer.words(), Duration.ofSeconds(30));
            Played played = readingStatuses(form, policy)
                    .play(
                            returns(new ServerAnswer.Response("503", ServerWord.exactly(Duration.ofSeconds(7)))),
                            returns(ok));
            assertThat(played.delays()).containsExactly(Duration.ofSeconds(7));
        }

        @FormsWithValues
        void mayRefuseFurtherAttemptsAndIsThenReturned(CallForm form) {
            ServerAnswer.Response refusing = new ServerAnswer.Response("503", ServerWord.doNotRetry());
            RetryPolicy.Builder policy = Scene.policy().serverDelay(ServerAnswer.words(), Duration.ofSeconds(30));
            Played played = readingStatuses(form, policy).play(returns(refusing));
            assertThat(played.value()).isSameAs(refusing);
            assertThat(played.story()).endsWith("server-refused after 1, PT0S");
        }

        @FormsWithValues
        void isJudgedByItBesideAConditionOnAnotherType(CallForm form) {
            assertThat(readingStatuses(form, polling())
                            .play(returns(unavailable), returns(ok))
                            .value())
                    .isSameAs(ok);
        }

        @FormsWithValues
        void isNotLookedAtBySourcesOfFailuresOnly(CallForm form) {
            List<Object> read = new ArrayList<>();
            dev.retrykit.condition.StatusSource failuresOnly = new dev.retrykit.condition.StatusSource() {
                @Override
                public String statusOf(Object failure) {
                    read.add(failure);
                    return "503";
                }

                @Override
                public boolean readsResults() {
                    return false;
                }
            };
            Played played = new Scene(form, Scene.policy(), options -> options.statusSources(List.of(failuresOnly)))
                    .play(fails(), returns(unavailable));
            assertThat(played.value()).isSameAs(unavailable);
            assertThat(read).containsExactlyElementsOf(played.failures());
        }

        @Test
        void isNotLookedForAgainInValuesOfAClassThatNoSourceReads() {
            AskedOfClasses source = new AskedOfClasses();
            Retrier retrier =
                    Retrier.builder("asking").statusSources(List.of(source)).build();
            for (int call = 0; call < 3; call++) {
                assertThat(retrier.call(() -> "pear")).isEqualTo("pear");
                assertThat(retrier.callAsync(attempt -> CompletableFuture.completedFuture(7)))
                        .isCompletedWithValue(7);
            }
            assertThat(source.classes).containsExactlyInAnyOrder(String.class, Integer.class);
            assertThat(source.values).isEmpty();
        }

        @FormsWithValues
        void isLookedForInEachValueOfAClassThatOneSourceReads(CallForm form) {
            AskedOfClasses other = new AskedOfClasses();
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.statusSources(List.of(other, ServerAnswer.statuses())))
                    .play(returns(unavailable), returns(unavailable), returns(ok));
            assertThat(played.value()).isSameAs(ok);
            assertThat(other.values).isEmpty();
        }
    }

    /** Reads values of no class, and notes what it is asked. */
    private static final class AskedOfClasses implements dev.retrykit.condition.StatusSource {

        private final List<Class<?>> classes = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();

        @Override
        public @Nullable String statusOf(Object value) {
            values.add(value);
            return null;
        }

        @Override
        public boolean readsResultsOf(Class<?> type) {
            classes.add(type);
            return false;
        }
    }
}
