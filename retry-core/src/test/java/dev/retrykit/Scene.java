package dev.retrykit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.RetryEvent;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A retrier under virtual time, against which scripts of outcomes are played.
 *
 * <p>A script says what each attempt does. It must be played out: an attempt more or less than it has steps fails the
 * test. After each call the scene checks what every call must leave behind: no alarm, no waiting call, no attempt bound
 * to the thread, and events that all belong to one call.
 */
final class Scene {

    static final String NAME = "scene";

    final VirtualTime time = new VirtualTime();
    final Retrier retrier;

    private final CallForm form;
    private final List<RetryEvent> events = new CopyOnWriteArrayList<>();
    private final List<Attempt> attempts = new ArrayList<>();

    Scene(CallForm form, RetryPolicy.Builder policy) {
        this(form, policy, builder -> builder);
    }

    /** A scene without budget, unless the options set one. */
    Scene(CallForm form, RetryPolicy.Builder policy, UnaryOperator<Retrier.Builder> options) {
        this.form = form;
        Retrier.Builder builder = Retrier.builder(NAME)
                .policy(policy.build())
                .budget(RetryBudget.unlimited())
                .ticker(time)
                .sleeper(time)
                .alarm(time)
                .executor(Runnable::run)
                .listeners(List.of(events::add));
        this.retrier = options.apply(form.equip(builder)).build();
    }

    /** Four attempts, a second apart. */
    static RetryPolicy.Builder policy() {
        return RetryPolicy.builder().maxAttempts(4).backoff(Backoff.fixed(Duration.ofSeconds(1)));
    }

    void sawAttempt(Attempt attempt) {
        attempts.add(attempt);
    }

    /** The attempts that were given to the operation in the last play, for the forms that do so. */
    List<Attempt> attempts() {
        return attempts;
    }

    Played play(Step... script) {
        events.clear();
        attempts.clear();
        Counts before = Counts.of(retrier.statistics());
        Duration began = time.elapsed();
        List<Duration> starts = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        Object value = null;
        Throwable thrown = null;
        try {
            value = form.call(this, () -> {
                starts.add(time.elapsed().minus(began));
                return playStep(script, starts.size(), failures);
            });
        } catch (Throwable caught) {
            thrown = caught;
        }
        boolean flag = Thread.interrupted();
        Played played = new Played(
                value,
                thrown,
                failures,
                starts,
                time.elapsed().minus(began),
                List.copyOf(events),
                Counts.of(retrier.statistics()).since(before),
                flag);
        assertThat(starts)
                .as("attempts of the script, of which came: %s", played)
                .hasSize(script.length);
        requireNothingLeft();
        return played;
    }

    private @Nullable Object playStep(Step[] script, int number, List<Throwable> failures) throws Throwable {
        if (number > script.length) {
            throw new AssertionError("attempt " + number + " is not in the script");
        }
        try {
            return script[number - 1].play(this);
        } catch (Throwable failure) {
            failures.add(failure);
            throw failure;
        }
    }

    private void requireNothingLeft() {
        assertThat(time.pendingAlarms()).as("alarms left").isZero();
        assertThat(retrier.statistics().waiting()).as("waiting calls left").isZero();
        assertThat(retrier.statistics().retrying()).as("retrying calls left").isZero();
        assertThat(Attempt.current(NAME).number())
                .as("attempt bound to the thread")
                .isEqualTo(1);
        assertThat(events).allSatisfy(event -> assertThat(event.retrier()).isEqualTo(NAME));
        assertThat(events.stream().map(RetryEvent::call).distinct()).hasSizeLessThanOrEqualTo(1);
    }
}
