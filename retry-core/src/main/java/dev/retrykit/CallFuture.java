package dev.retrykit;

import dev.retrykit.event.StopReason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The future that the caller of an asynchronous call holds. Whoever completes or cancels it from outside ends the call. */
abstract class CallFuture<T extends @Nullable Object> extends CompletableFuture<T> {

    final CallState call;

    CallFuture(CallState call) {
        this.call = call;
    }

    /** The caller no longer wants the outcome: the future has been completed from outside, maybe not for the first time. */
    abstract void abandoned();

    /** The stage of what answers in place of a failure; null if nothing does. */
    abstract @Nullable CompletionStage<T> startFallback(Throwable failure);

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return andAbandon(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean complete(T value) {
        return andAbandon(super.complete(value));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return andAbandon(super.completeExceptionally(failure));
    }

    /** The inherited one would bypass {@link #complete}. */
    @Override
    public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
        executor.execute(() -> {
            try {
                complete(supplier.get());
            } catch (Throwable thrown) {
                completeExceptionally(thrown);
            }
        });
        return this;
    }

    private boolean andAbandon(boolean completed) {
        if (completed) {
            abandoned();
        }
        return completed;
    }

    /** Ends the call with what the last attempt returned. */
    @SuppressWarnings({"unchecked", "NullAway"})
    final void deliverResult() {
        super.complete((T) call.result());
    }

    /** Ends the call without success: with its failure or, as the policy says, with the last result. */
    final void deliverEnd(StopReason reason) {
        Throwable thrown = Conclusion.end(call, reason);
        if (thrown == null) {
            deliverResult();
            return;
        }
        CompletionStage<T> stage = Fallbacks.mayAnswer(reason) ? startFallback(thrown) : null;
        if (stage == null) {
            super.completeExceptionally(thrown);
        } else {
            deliverAnswer(stage, thrown);
        }
    }

    private void deliverAnswer(CompletionStage<T> stage, Throwable failure) {
        AtomicBoolean answered = new AtomicBoolean();
        // Whoever has completed this future from outside, or does so later, wants no answer.
        Stages.whenEnded(this, (value, thrown) -> {
            if (!answered.get()) {
                Stages.cancel(stage);
            }
        });
        if (isDone()) {
            return;
        }
        Stages.whenEnded(stage, (value, thrown) -> {
            answered.set(true);
            if (isDone()) {
                return;
            }
            if (thrown == null) {
                Fallbacks.succeeded(call);
                super.complete(value);
            } else {
                super.completeExceptionally(Fallbacks.failed(call, thrown, failure));
            }
        });
    }

    /** Captures what later attempts are to find of the caller's thread; false if that has broken the call off. */
    final boolean capture() {
        try {
            AttemptScope scope = wiring().scopes().capture();
            if (scope != null) {
                call.captured(scope);
            }
            return true;
        } catch (Throwable error) {
            breakOff(error);
            return false;
        }
    }

    /** Tells whom it may concern that a call begins; false if that has broken it off. */
    final boolean tellBegin() {
        try {
            Conclusion.tellBegin(call);
            return true;
        } catch (Throwable error) {
            breakOff(error);
            return false;
        }
    }

    /** An {@link Error} of other people's code ends the call; the caller must not wait for what never comes. */
    final void breakOff(Throwable error) {
        Conclusion.breakOff(call, error);
        super.completeExceptionally(error);
    }

    /**
     * Runs other people's code off the timer's thread. An executor may refuse in any way; then something is run in the
     * common pool, so that no call hangs.
     */
    final void execute(Runnable task, Runnable ifRefused) {
        try {
            wiring().executor().execute(task);
        } catch (Throwable refused) {
            ForkJoinPool.commonPool().execute(ifRefused);
        }
    }

    final Wiring wiring() {
        return call.settings.wiring;
    }
}
