package dev.retrykit;

import dev.retrykit.event.FallbackOutcome;
import dev.retrykit.event.StopReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What happens between the end of a call and an answer that is given in place of its failure. */
final class Fallbacks {

    private Fallbacks() {}

    /** Whoever interrupts, cancels or closes wants no answer any more. */
    static boolean mayAnswer(StopReason reason) {
        return switch (reason) {
            case INTERRUPTED, CANCELLED, CLOSED -> false;
            default -> true;
        };
    }

    static void succeeded(CallState call) {
        call.settings.wiring.reporter().statistics().fallback(FallbackOutcome.SUCCESS);
    }

    /** What the caller receives of a fallback that failed. */
    static Throwable failed(CallState call, Throwable thrown, Throwable failure) {
        call.settings.wiring.reporter().statistics().fallback(FallbackOutcome.FAILURE);
        Suppressed.add(thrown, failure);
        return thrown;
    }

    /** The stage of the operation's fallback, a failed one if it throws; null if there is none for this failure. */
    static <C extends @Nullable Object, T extends @Nullable Object> @Nullable CompletionStage<T> start(
            AsyncContextOperation<C, T> operation, C context, Throwable failure, String name) {
        try {
            AsyncFallback<C, T> fallback = operation.fallbackFor(failure);
            if (fallback == null) {
                return null;
            }
            CompletionStage<T> stage = fallback.answer(context, failure);
            return stage == null
                    ? CompletableFuture.failedFuture(
                            new NullPointerException("the fallback of '" + name + "' returned null instead of a stage"))
                    : stage;
        } catch (Throwable thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }
}
