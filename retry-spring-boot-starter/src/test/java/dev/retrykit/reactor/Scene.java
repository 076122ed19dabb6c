package dev.retrykit.reactor;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryStatistics;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.event.CallOutcome;
import dev.retrykit.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A retrier under virtual time whose attempts answer by the publishers of a script, one after the other. */
final class Scene {

    final VirtualTime time = new VirtualTime();
    final Retrier retrier;
    final List<Integer> attempts = new ArrayList<>();
    private final Queue<Publisher<String>> script = new ConcurrentLinkedQueue<>();

    Scene(RetryPolicy.Builder policy) {
        this.retrier = Retrier.builder("scene")
                .policy(policy.build())
                .budget(RetryBudget.unlimited())
                .ticker(time)
                .alarm(time)
                .executor(Runnable::run)
                .build();
    }

    /** Three attempts, 100 ms apart. */
    static RetryPolicy.Builder policy() {
        return RetryPolicy.builder().backoff(Backoff.fixed(Duration.ofMillis(100)));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final Mono<String> mono(Publisher<String>... answers) {
        script.addAll(List.of(answers));
        return PublisherCalls.mono(retrier, script, (each, attempt) -> next(attempt.number()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    final Flux<String> flux(Publisher<String>... answers) {
        script.addAll(List.of(answers));
        return PublisherCalls.flux(retrier, script, (each, attempt) -> next(attempt.number()));
    }

    private Publisher<String> next(int attempt) {
        attempts.add(attempt);
        return script.remove();
    }

    void advance(long millis) {
        time.advance(Duration.ofMillis(millis));
    }

    /** What has been counted, in one line. */
    String counts() {
        RetryStatistics statistics = retrier.statistics();
        List<String> counts = new ArrayList<>();
        for (CallOutcome outcome : CallOutcome.values()) {
            for (boolean retried : new boolean[] {false, true}) {
                if (statistics.calls(outcome, retried) > 0) {
                    counts.add(statistics.calls(outcome, retried) + " "
                            + outcome.name().toLowerCase(Locale.ROOT) + (retried ? " after retries" : ""));
                }
            }
        }
        return String.join(", ", counts) + "; retries " + statistics.retries();
    }
}
