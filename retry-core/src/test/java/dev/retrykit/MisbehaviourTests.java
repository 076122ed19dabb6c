package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.THROWABLE;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.Permit;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.Outcome;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.event.RetryListener;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Code of others that throws, or answers with nonsense. */
class MisbehaviourTests {

    @RegisterExtension
    final Logged logged = new Logged();

    private final IllegalStateException oops = new IllegalStateException("oops");

    private static void requirePolicyError(Played played, int attempts) {
        assertThat(played.story()).last().asString().startsWith("policy-error after " + attempts);
        assertThat(played.marks()).isEmpty();
    }

    /** The caller receives the operation's failure, with what went wrong beside it. */
    private void requireFailureWithOops(Played played, int attempts) {
        requirePolicyError(played, attempts);
        assertThat(played.thrown()).isSameAs(played.failure(attempts)).hasSuppressedException(oops);
        assertThat(played.suppressed()).hasSize(1);
    }

    @Nested
    class AConditionThatThrows {

        @EveryForm
        void endsTheCallWithTheFailureOfTheOperation(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOn(outcome -> {
                        throw oops;
                    }))
                    .play(fails());
            requireFailureWithOops(played, 1);
            assertThat(played.counts()).hasToString("failed 1, failure 1, policy-error 1");
        }

        @EveryForm
        void endsTheCallInALaterAttemptToo(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOn(outcome -> {
                        if (outcome.attempt() == 2) {
                            throw oops;
                        }
                        return true;
                    }))
                    .play(fails(), fails());
            requireFailureWithOops(played, 2);
            assertThat(played.counts()).hasToString("failed(retried) 1, failure 2, retries 1, policy-error 1");
        }

        @EveryForm
        void mayThrowTheVeryFailureItWasAskedAbout(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOn(outcome -> {
                        throw (RuntimeException) outcome.failure();
                    }))
                    .play(fails(oops));
            requirePolicyError(played, 1);
            assertThat(played.thrown()).isSameAs(oops).hasNoSuppressedExceptions();
        }

        @FormsWithValues
        void aboutAValueMakesTheCallerReceiveItsOwnException(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOnResult((Outcome outcome) -> {
                        throw oops;
                    }))
                    .play(returns("a"));
            requirePolicyError(played, 1);
            assertThat(played.thrown()).isSameAs(oops).hasNoSuppressedExceptions();
            assertThat(played.counts()).hasToString("failed 1, unacceptable 1, policy-error 1");
        }

        @FormsWithValues
        void aboutAValueAfterARetryDoesSoToo(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOnResult(String.class, value -> {
                        throw oops;
                    }))
                    .play(fails(), returns("a"));
            requirePolicyError(played, 2);
            assertThat(played.thrown()).isSameAs(oops);
        }
    }

    @Nested
    class AStatusSourceThatThrows {

        @EveryForm
        void endsTheCallAfterAFailure(CallForm form) {
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.statusSources(List.of(answer -> {
                                throw oops;
                            })))
                    .play(fails());
            requireFailureWithOops(played, 1);
        }

        @FormsWithValues
        void endsTheCallAfterAValueWithItsOwnException(CallForm form) {
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.statusSources(List.of(answer -> {
                                throw oops;
                            })))
                    .play(returns("a"));
            requirePolicyError(played, 1);
            assertThat(played.thrown()).isSameAs(oops);
        }
    }

    @EveryForm
    void aServerDelaySourceThatThrowsEndsTheCall(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy()
                .serverDelay(
                        answer -> {
                            throw oops;
                        },
                        Duration.ofSeconds(1));
        requireFailureWithOops(new Scene(form, policy).play(fails()), 1);
    }

    @Nested
    class ABackOff {

        @EveryForm
        void thatThrowsEndsTheCall(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy().backoff((retry, previous, random) -> {
                throw oops;
            });
            requireFailureWithOops(new Scene(form, policy).play(fails()), 1);
        }

        @EveryForm
        void thatReturnsANegativeDelayEndsTheCall(CallForm form) {
            Backoff negative = new Named((retry, previous, random) -> Duration.ofMillis(-1));
            Played played = new Scene(form, Scene.policy().backoff(negative)).play(fails());
            requirePolicyError(played, 1);
            assertThat(played.suppressed())
                    .singleElement()
                    .asInstanceOf(THROWABLE)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("back-off mine must return a delay of zero or more before retry 1,"
                            + " but returned PT-0.001S");
        }

        @EveryForm
        @SuppressWarnings("NullAway") // what careless code does
        void thatReturnsNullEndsTheCall(CallForm form) {
            Backoff none = new Named((retry, previous, random) -> null);
            Played played = new Scene(form, Scene.policy().backoff(none)).play(fails());
            requirePolicyError(played, 1);
            assertThat(played.suppressed())
                    .singleElement()
                    .asInstanceOf(THROWABLE)
                    .hasMessage("back-off mine must return a delay of zero or more before retry 1, but returned null");
        }

        @EveryForm
        void whoseNominalDelayIsNegativeEndsTheCallWhenTheServerAsksForADelay(CallForm form) {
            Backoff negative = new Named((retry, previous, random) -> Duration.ZERO) {
                @Override
                public Duration nominalBefore(int retry) {
                    return Duration.ofMinutes(-5);
                }
            };
            RetryPolicy.Builder policy = Scene.policy()
                    .backoff(negative)
                    .serverDelay(answer -> ServerWord.atLeast(Duration.ofSeconds(1)), Duration.ofSeconds(1));
            requirePolicyError(new Scene(form, policy).play(fails()), 1);
        }

        @EveryForm
        void thatAsksForMoreThanALifetimeIsWaitedForAsLongAsTimeGoes(CallForm form) {
            RetryPolicy.Builder policy =
                    Scene.policy().backoff((retry, previous, random) -> Duration.ofSeconds(Long.MAX_VALUE));
            Played played = new Scene(form, policy).play(fails(), returns("a"));
            assertThat(played.thrown()).isNull();
            assertThat(played.ended()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        }

        @EveryForm
        void thatAsksForMoreThanALifetimeDoesNotFitIntoATotalTimeout(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy()
                    .totalTimeout(Duration.ofDays(365))
                    .backoff((retry, previous, random) -> Duration.ofSeconds(Long.MAX_VALUE));
            assertThat(new Scene(form, policy).play(fails()).story()).endsWith("total-timeout after 1, PT0S");
        }

        private static class Named implements Backoff {

            private final Backoff formula;

            Named(Backoff formula) {
                this.formula = formula;
            }

            @Override
            public Duration delayBefore(int retry, Duration previous, RandomGenerator random) {
                return formula.delayBefore(retry, previous, random);
            }

            @Override
            public String toString() {
                return "mine";
            }
        }
    }

    /** Throws what the compiler would not let through, as some languages do. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X undeclared(Exception thrown) throws X {
        throw (X) thrown;
    }

    /** A budget that throws in one of its methods. */
    private static Ledger throwingIn(String method, Exception thrown) {
        return new Ledger(9) {

            private void in(String here) {
                if (method.equals(here)) {
                    throw MisbehaviourTests.<RuntimeException>undeclared(thrown);
                }
            }

            @Override
            public boolean countsCalls() {
                return true;
            }

            @Override
            public void onCall() {
                in("onCall");
            }

            @Override
            public void onFailure(FailureKind kind) {
                in("onFailure");
                super.onFailure(kind);
            }

            @Override
            public @Nullable Permit tryAcquire(FailureKind kind) {
                in("tryAcquire");
                return super.tryAcquire(kind);
            }

            @Override
            public void onSuccess(@Nullable Permit last) {
                in("onSuccess");
                super.onSuccess(last);
            }

            @Override
            public void giveBack(Permit permit) {
                in("giveBack");
                super.giveBack(permit);
            }
        };
    }

    @Nested
    class ABudgetThatThrows {

        private Scene throwing(CallForm form, String method) {
            return new Scene(form, Scene.policy(), options -> options.budget(throwingIn(method, oops)));
        }

        @BlockingForms
        void changesNoEndEitherByAnUndeclaredException(CallForm form) {
            IOException undeclared = new IOException("undeclared");
            for (String method : List.of("onCall", "onSuccess")) {
                Scene scene =
                        new Scene(form, Scene.policy(), options -> options.budget(throwingIn(method, undeclared)));
                assertThat(scene.play(fails(), returns("a")).counts())
                        .hasToString("success(retried) 1, failure 1, retries 1, listener-failures 1");
                assertThat(scene.play(returns("a")).counts()).hasToString("success 1, listener-failures 1");
            }
            Played played = new Scene(
                            form, Scene.policy(), options -> options.budget(throwingIn("giveBack", undeclared)))
                    .play(Step.interruptsItself(fails()));
            assertThat(played.thrown()).isSameAs(played.failure(1)).hasNoSuppressedExceptions();
        }

        @EveryForm
        void whenToldOfAFailureEndsTheCall(CallForm form) {
            requireFailureWithOops(throwing(form, "onFailure").play(fails()), 1);
        }

        @EveryForm
        void whenAskedEndsTheCall(CallForm form) {
            requireFailureWithOops(throwing(form, "tryAcquire").play(fails()), 1);
        }

        @FormsWithValues
        void whenToldOfASuccessTakesNothingAway(CallForm form) {
            Played played = throwing(form, "onSuccess").play(returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(played.counts()).hasToString("success 1, listener-failures 1");
        }

        @FormsWithValues
        void whenToldOfALateSuccessTakesNothingAwayEither(CallForm form) {
            Played played = throwing(form, "onSuccess").play(fails(), returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(played.counts()).hasToString("success(retried) 1, failure 1, retries 1, listener-failures 1");
        }

        @FormsWithValues
        void whenToldOfACallChangesNothing(CallForm form) {
            Played played = throwing(form, "onCall").play(returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(played.counts()).hasToString("success 1, listener-failures 1");
        }

        @BlockingForms
        void whenGivenAPermitBackChangesNothing(CallForm form) {
            Played played = throwing(form, "giveBack").play(Step.interruptsItself(fails()));
            assertThat(played.thrown()).isSameAs(played.failure(1)).hasNoSuppressedExceptions();
            assertThat(played.counts()).hasToString("failed 1, failure 1, interrupted 1, listener-failures 1");
        }
    }

    @Nested
    class AScopeWhoseEndThrows {

        @EveryForm
        void changesNothingEvenByAnUndeclaredException(CallForm form) {
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.scopes(List.of(attempt -> () -> {
                                throw MisbehaviourTests.<RuntimeException>undeclared(new IOException("undeclared"));
                            })))
                    .play(times(4, fails()));
            assertThat(played.story()).endsWith("max-attempts after 4, PT3S");
            assertThat(played.thrown()).isSameAs(played.failure(4));
        }
    }

    @Nested
    class AListenerThatThrows {

        private final List<RetryEvent> heard = new ArrayList<>();

        private Scene listening(CallForm form) {
            RetryListener throwing = event -> {
                throw oops;
            };
            return new Scene(form, Scene.policy(), options -> options.listeners(List.of(throwing, heard::add)));
        }

        @FormsWithValues
        void neverChangesASuccess(CallForm form) {
            Played played = listening(form).play(fails(), returns("a"));
            assertThat(played.value()).isEqualTo("a");
            assertThat(played.counts()).hasToString("success(retried) 1, failure 1, retries 1, listener-failures 3");
        }

        @EveryForm
        void neverChangesAFailure(CallForm form) {
            Played played = listening(form).play(Step.times(4, fails()));
            assertThat(played.thrown()).isSameAs(played.failure(4));
            assertThat(played.suppressed()).hasSize(1).hasOnlyElementsOfType(RetriesExhausted.class);
        }

        @EveryForm
        void doesNotKeepTheOthersFromHearing(CallForm form) {
            listening(form).play(fails(), returns("a"));
            assertThat(heard)
                    .hasExactlyElementsOfTypes(
                            RetryEvent.AttemptFailed.class,
                            RetryEvent.RetryScheduled.class,
                            RetryEvent.CallSucceeded.class);
        }
    }

    @Nested
    class AnErrorPropagates {

        private final AssertionError error = new AssertionError("broken");

        @EveryForm
        void fromACondition(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOn(outcome -> {
                        throw error;
                    }))
                    .play(fails());
            assertThat(played.thrown()).isSameAs(error).hasSuppressedException(played.failure(1));
            requirePolicyError(played, 1);
        }

        @FormsWithValues
        void fromAResultCondition(CallForm form) {
            Played played = new Scene(form, Scene.policy().retryOnResult((Outcome outcome) -> {
                        throw error;
                    }))
                    .play(returns("a"));
            assertThat(played.thrown()).isSameAs(error);
        }

        @EveryForm
        void fromABackOff(CallForm form) {
            Played played = new Scene(form, Scene.policy().backoff((retry, previous, random) -> {
                        throw error;
                    }))
                    .play(fails());
            assertThat(played.thrown()).isSameAs(error);
        }

        @EveryForm
        void fromABudgetThatIsToldOfTheCall(CallForm form) {
            Ledger broken = new Ledger(9) {
                @Override
                public boolean countsCalls() {
                    return true;
                }

                @Override
                public void onCall() {
                    throw error;
                }
            };
            Played played = new Scene(form, Scene.policy(), options -> options.budget(broken)).play();
            assertThat(played.thrown()).isSameAs(error);
            requirePolicyError(played, 1);
            assertThat(played.counts()).hasToString("failed 1, policy-error 1");
        }

        @EveryForm
        void fromAListener(CallForm form) {
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.listeners(List.of(event -> {
                                throw error;
                            })))
                    .play(fails());
            assertThat(played.thrown()).isSameAs(error);
            assertThat(played.counts()).hasToString("failed 1, failure 1, policy-error 1");
        }

        @EveryForm
        void fromAListenerThatIsToldOfARetryWhichGivesItsPermitBack(CallForm form) {
            Ledger ledger = new Ledger(9);
            List<RetryEvent> heard = new ArrayList<>();
            RetryListener throwing = event -> {
                if (event instanceof RetryEvent.RetryScheduled) {
                    throw error;
                }
            };
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.budget(ledger).listeners(List.of(throwing, heard::add)))
                    .play(fails());
            assertThat(played.thrown()).isSameAs(error);
            assertThat(played.counts()).hasToString("failed 1, failure 1, policy-error 1");
            assertThat(ledger.entries).containsExactly("failure TRANSIENT", "asked TRANSIENT", "back permit at 9");
            assertThat(heard)
                    .hasExactlyElementsOfTypes(
                            RetryEvent.AttemptFailed.class,
                            RetryEvent.RetryScheduled.class,
                            RetryEvent.CallEnded.class);
        }

        @EveryForm
        void fromAServerDelaySource(CallForm form) {
            RetryPolicy.Builder policy = Scene.policy()
                    .serverDelay(
                            answer -> {
                                throw error;
                            },
                            Duration.ofSeconds(1));
            assertThat(new Scene(form, policy).play(fails()).thrown()).isSameAs(error);
        }

        @EveryForm
        void fromAScope(CallForm form) {
            Played played = new Scene(
                            form,
                            Scene.policy(),
                            options -> options.scopes(List.of(attempt -> {
                                throw error;
                            })))
                    .play();
            assertThat(played.thrown()).isSameAs(error);
        }
    }
}
