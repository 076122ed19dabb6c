package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.returns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.event.RetryListener;
import dev.retrykit.event.StopReason;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who follows calls is told of all that happens to each of them, once, whatever form it has. */
class CallObserverTests {

    @RegisterExtension
    final Logged logged = new Logged();

    private final List<String> log = new ArrayList<>();
    private final IllegalStateException oops = new IllegalStateException("oops");

    private final class Follower implements ObservedCall {

        @Override
        public Scope enter(Attempt attempt) {
            log.add("enter " + attempt.number());
            return () -> log.add("leave");
        }

        @Override
        public void attemptFailed(int attempt, @Nullable Throwable failure) {
            log.add("failed " + attempt + simpleName(failure));
        }

        @Override
        public void succeeded(int attempt, int attempts) {
            log.add("succeeded by " + attempt + " of " + attempts);
        }

        @Override
        public void ended(StopReason reason, int attempts, @Nullable Throwable thrown) {
            log.add(reason.code() + " after " + attempts + simpleName(thrown));
        }

        private static String simpleName(@Nullable Throwable thrown) {
            return thrown == null ? "" : " " + thrown.getClass().getSimpleName();
        }
    }

    private ObservedCall follow(String retrier) {
        log.add("begin " + retrier);
        return new Follower();
    }

    private Step noted(Step step) {
        return scene -> {
            log.add("attempt");
            return step.play(scene);
        };
    }

    private Played play(CallForm form, RetryPolicy.Builder policy, Step... script) {
        return new Scene(form, policy, options -> options.observer(this::follow)).play(script);
    }

    @PromptForms
    void isToldOfACallThatSucceedsAtOnce(CallForm form) {
        play(form, Scene.policy(), noted(returns("a")));
        assertThat(log).containsExactly("begin scene", "enter 1", "attempt", "leave", "succeeded by 1 of 1");
    }

    @PromptForms
    void isToldOfEachAttemptAndOfTheSuccess(CallForm form) {
        play(form, Scene.policy(), noted(fails()), noted(returns("a")));
        assertThat(log)
                .containsExactly(
                        "begin scene",
                        "enter 1",
                        "attempt",
                        "leave",
                        "failed 1 IOException",
                        "enter 2",
                        "attempt",
                        "leave",
                        "succeeded by 2 of 2");
    }

    @PromptForms
    void isToldWhatTheCallerReceives(CallForm form) {
        play(form, Scene.policy().maxAttempts(2), fails(), fails());
        assertThat(log)
                .containsExactly(
                        "begin scene",
                        "enter 1",
                        "leave",
                        "failed 1 IOException",
                        "enter 2",
                        "leave",
                        "failed 2 IOException",
                        "max-attempts after 2 IOException");
    }

    @FormsWithValues
    void isToldOfValuesThatAreNotAcceptable(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().maxAttempts(1).retryOnResult(String.class, "a"::equals);
        play(form, policy, returns("a"));
        assertThat(log)
                .containsExactly(
                        "begin scene", "enter 1", "leave", "failed 1", "max-attempts after 1 RetryExhaustedException");
    }

    @PromptForms
    void isToldOfAConditionThatThrows(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().retryOn(outcome -> {
            throw oops;
        });
        play(form, policy, fails());
        assertThat(log).endsWith("failed 1 IOException", "policy-error after 1 IOException");
    }

    @PromptForms
    void isToldOfAnErrorThatBreaksTheCallOff(CallForm form) {
        RetryPolicy.Builder policy = Scene.policy().retryOn(outcome -> {
            throw new LinkageError("broken");
        });
        play(form, policy, fails());
        assertThat(log).endsWith("leave", "failed 1 IOException", "policy-error after 1 LinkageError");
    }

    @PromptForms
    void isToldOfTheEndAlthoughAListenerBreaks(CallForm form) {
        RetryListener broken = event -> {
            throw new LinkageError("broken");
        };
        new Scene(
                        form,
                        Scene.policy(),
                        options -> options.observer(this::follow).listeners(List.of(broken)))
                .play(fails());
        assertThat(log)
                .endsWith("policy-error after 1 LinkageError")
                .containsOnlyOnce("policy-error after 1 LinkageError");
    }

    @PromptForms
    void entersInsideOfAllScopesAndNoAttemptThatDoesNotBegin(CallForm form) {
        AttemptScope scope = attempt -> {
            log.add("scope " + attempt.number());
            if (attempt.number() == 2) {
                throw oops;
            }
            return () -> log.add("end of scope");
        };
        new Scene(
                        form,
                        Scene.policy(),
                        options -> options.observer(this::follow).scopes(List.of(scope)))
                .play(fails());
        assertThat(log)
                .containsExactly(
                        "begin scene",
                        "scope 1",
                        "enter 1",
                        "leave",
                        "end of scope",
                        "failed 1 IOException",
                        "scope 2",
                        "policy-error after 1 IOException");
    }

    @PromptForms
    void changesNothingWhenItThrows(CallForm form) {
        Played played = new Scene(
                        form,
                        Scene.policy(),
                        options -> options.observer(retrier -> {
                            throw oops;
                        }))
                .play(fails(), returns("a"));
        assertThat(played.thrown()).isNull();
        assertThat(played.counts()).hasToString("success(retried) 1, failure 1, retries 1, listener-failures 1");
    }

    @PromptForms
    void changesNothingWhenWhatFollowsThrows(CallForm form) {
        ObservedCall throwing = new ObservedCall() {
            @Override
            public Scope enter(Attempt attempt) {
                throw oops;
            }

            @Override
            public void attemptFailed(int attempt, @Nullable Throwable failure) {
                throw oops;
            }

            @Override
            public void succeeded(int attempt, int attempts) {
                throw oops;
            }

            @Override
            public void ended(StopReason reason, int attempts, @Nullable Throwable thrown) {
                throw oops;
            }
        };
        Scene scene = new Scene(form, Scene.policy().maxAttempts(2), options -> options.observer(retrier -> throwing));

        assertThat(scene.play(fails(), returns("a")).counts())
                .hasToString("success(retried) 1, failure 1, retries 1, listener-failures 4");
        assertThat(scene.play(fails(), fails()).thrown()).isInstanceOf(IOException.class);
    }

    @PromptForms
    void mayFollowNone(CallForm form) {
        Played played = new Scene(form, Scene.policy(), options -> options.observer(retrier -> null))
                .play(fails(), returns("a"));
        assertThat(played.counts()).hasToString("success(retried) 1, failure 1, retries 1");
    }

    @PromptForms
    void isToldNothingWhileTheRetrierIsOff(CallForm form) {
        Scene scene = new Scene(form, Scene.policy(), options -> options.observer(this::follow));
        scene.retrier.switchOff();
        scene.play(returns("a"));
        assertThat(log).isEmpty();
    }

    @PromptForms
    void mayComeLater(CallForm form) {
        Scene scene = new Scene(form, Scene.policy());
        assertThat(scene.retrier.observer()).isNull();
        scene.play(returns("a"));
        scene.retrier.observeWith(this::follow);
        scene.retrier.replacePolicy(Scene.policy().maxAttempts(2).build());
        scene.play(returns("a"));

        assertThat(log).containsExactly("begin scene", "enter 1", "leave", "succeeded by 1 of 1");
        assertThat(scene.retrier.observer()).isNotNull();
    }

    @Test
    void isToldWhenTheCallerCancels() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy(), options -> options.observer(this::follow));
        scene.call().cancel(true);
        assertThat(log).containsExactly("begin scene", "enter 1", "leave", "cancelled after 1");
    }

    @Test
    void isToldWhenTheRegistryCloses() {
        AsyncScene scene = new AsyncScene(AsyncScene.policy(), options -> options.observer(this::follow));
        CompletableFuture<String> call = scene.call();
        scene.fail(1, new IOException("failed"));
        scene.registry.close();
        assertThat(call).isCompletedExceptionally();
        assertThat(log).endsWith("failed 1 IOException", "closed after 1 IOException");
    }

    @Test
    void isToldWhichOfTheAttemptsThatOverlapHasWon() {
        AsyncScene scene = hedged();
        CompletableFuture<String> call = scene.call();
        scene.advance(1000);
        scene.fail(1, new IOException("failed"));
        scene.succeed(2, "second");

        assertThat(call).isCompletedWithValue("second");
        assertThat(log)
                .containsExactly(
                        "begin scene",
                        "enter 1",
                        "leave",
                        "enter 2",
                        "leave",
                        "enter 3",
                        "leave",
                        "failed 1 IOException",
                        "enter 4",
                        "leave",
                        "succeeded by 2 of 4");
    }

    @Test
    void isToldWhenAHedgedCallIsCancelled() {
        AsyncScene scene = hedged();
        CompletableFuture<String> call = scene.call();
        scene.advance(500);
        call.cancel(true);
        assertThat(log).endsWith("enter 2", "leave", "cancelled after 2");
    }

    @Test
    void thatBreaksEndsTheCallInItsFuture() {
        AsyncScene scene = new AsyncScene(
                AsyncScene.policy(),
                options -> options.observer(retrier -> {
                    throw new LinkageError("broken");
                }));
        assertThat(AsyncScene.failureOf(scene.call())).isInstanceOf(LinkageError.class);
        Retrier blocking = Retrier.builder("payments")
                .observer(retrier -> {
                    throw new LinkageError("broken");
                })
                .build();
        assertThatThrownBy(() -> blocking.call(() -> "a")).isInstanceOf(LinkageError.class);
        assertThat(blocking.statistics().ended(StopReason.POLICY_ERROR)).isEqualTo(1);
    }

    private AsyncScene hedged() {
        return new AsyncScene(
                RetryPolicy.builder().maxAttempts(4).hedging(new Hedging(Duration.ofMillis(500))),
                options -> options.observer(this::follow));
    }
}
