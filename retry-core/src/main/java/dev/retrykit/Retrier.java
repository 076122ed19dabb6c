package dev.retrykit;

import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.condition.FailureCondition;
import dev.retrykit.condition.FailureKind;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.event.RetryListener;
import dev.retrykit.time.Alarm;
import dev.retrykit.time.Sleeper;
import dev.retrykit.time.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A named place that retries: a policy that can be replaced while calls are in flight, a budget, listeners and counts.
 *
 * <p>Thread-safe; make one for each thing that is called and keep it. A blocking call runs on the caller's thread and
 * waits there; an interrupt during a wait ends the call at once with the last failure, flag set again. On failure the
 * caller receives the last attempt's own exception, the same object, never wrapped; it bears one suppressed
 * {@link RetriesExhausted} if the retrier gave up on it. Two exceptions are the retrier's own:
 * {@link AttemptTimeoutException} and, for values that were not acceptable, {@link RetryExhaustedException}.
 *
 * <pre>{@code
 * Retrier payments = Retrier.of("payments", RetryPolicy.builder().maxAttempts(4).build());
 * Receipt receipt = payments.call(() -> client.pay(order));
 * }</pre>
 */
public final class Retrier {

    private final Wiring wiring;
    private final RetryStatistics statistics;
    private volatile Settings settings;

    private Retrier(Builder builder) {
        Ticker ticker = builder.ticker;
        Reporter reporter = new Reporter(builder.name, builder.listeners, ticker);
        this.wiring = new Wiring(
                builder.name,
                builder.budget == null ? RetryBudget.quota(Quota.standard(), ticker) : builder.budget,
                reporter,
                new Scopes(builder.scopes, builder.callerContext, reporter),
                List.copyOf(builder.statusSources),
                new ResultStatuses(builder.statusSources),
                List.copyOf(builder.conditions),
                ticker,
                builder.sleeper,
                builder.alarm,
                builder.random,
                builder.executor,
                builder.gate);
        this.statistics = reporter.statistics();
        this.settings = new Settings(wiring, builder.policy, true, builder.observer);
    }

    /**
     * A retrier with the default quota as budget, on the system's clock.
     *
     * @param name the name, as {@link Builder} wants it
     * @param policy the policy
     * @return a new retrier
     * @throws IllegalArgumentException if the name is not in kebab-case
     */
    public static Retrier of(String name, RetryPolicy policy) {
        return builder(name).policy(policy).build();
    }

    /**
     * A builder with all defaults.
     *
     * @param name the name of the retrier: lower-case letters, digits and single dashes, {@code order-service} say
     * @return a new builder
     * @throws IllegalArgumentException if the name is not in kebab-case
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * The name of this retrier.
     *
     * @return the name
     */
    public String name() {
        return wiring.name();
    }

    /**
     * The policy that new calls get.
     *
     * @return the policy
     */
    public RetryPolicy policy() {
        return settings.policy;
    }

    /**
     * What the policy that new calls get will do, without calling anything, with a warning where the budget's least delay
     * after a throttled failure does not fit into the total timeout.
     *
     * @return the plan
     */
    public RetryPlan plan() {
        return new Planner(settings.policy, Delays.leastDelay(wiring.budget(), FailureKind.THROTTLED)).plan();
    }

    /**
     * The budget of all calls.
     *
     * @return the budget
     */
    public RetryBudget budget() {
        return wiring.budget();
    }

    /**
     * What has been counted so far.
     *
     * @return the live counts
     */
    public RetryStatistics statistics() {
        return statistics;
    }

    /**
     * Whether calls are retried, which is so until {@link #switchOff()}.
     *
     * @return false if calls are passed through
     */
    public boolean isOn() {
        return settings.on;
    }

    /**
     * Replaces the policy at once for all calls that begin from now on; calls in flight keep theirs. Counts and budget
     * stay.
     *
     * @param policy the new policy
     */
    public void replacePolicy(RetryPolicy policy) {
        Objects.requireNonNull(policy, "policy must not be null");
        synchronized (wiring) {
            settings = settings.with(policy);
        }
    }

    /** Retries calls again that begin from now on. */
    public void switchOn() {
        switchTo(true);
    }

    /**
     * Passes calls through that begin from now on: nothing is judged, limited, counted or reported. An asynchronous call
     * still throws nothing on the caller's thread: what its operation throws, and a null stage, come as a failed future.
     */
    public void switchOff() {
        switchTo(false);
    }

    /**
     * Tells one more listener what happens from now on, after those that are told already. One that is among them is not
     * told twice.
     *
     * @param listener the listener
     */
    public void onEvent(RetryListener listener) {
        Objects.requireNonNull(listener, "listener must not be null");
        synchronized (wiring) {
            wiring.reporter().add(listener);
            settings = settings.again();
        }
    }

    /**
     * Has an observer follow the calls that begin from now on, in place of the one before.
     *
     * @param observer the observer
     */
    public void observeWith(CallObserver observer) {
        Objects.requireNonNull(observer, "observer must not be null");
        synchronized (wiring) {
            settings = settings.observedBy(observer);
        }
    }

    /**
     * Who follows calls that begin now.
     *
     * @return the observer; null if there is none
     */
    public @Nullable CallObserver observer() {
        return settings.observer;
    }

    /**
     * Calls an operation, and again as the policy says.
     *
     * @param operation what to call
     * @param <T> the type of the result
     * @param <X> what the operation may throw
     * @return the first acceptable result
     * @throws X what the last attempt threw
     */
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    public <T extends @Nullable Object, X extends Throwable> T call(RetryOperation<T, X> operation) throws X {
        return call(null, operation);
    }

    /**
     * Calls an operation that wants to know its attempt, and again as the policy says.
     *
     * @param operation what to call
     * @param <T> the type of the result
     * @param <X> what the operation may throw
     * @return the first acceptable result
     * @throws X what the last attempt threw
     */
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    public <T extends @Nullable Object, X extends Throwable> T callWithAttempt(AttemptOperation<T, X> operation)
            throws X {
        return call(null, operation);
    }

    /**
     * Runs an action, and again as the policy says.
     *
     * @param action what to run
     * @param <X> what the action may throw
     * @throws X what the last attempt threw
     */
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    public <X extends Throwable> void run(RetryAction<X> action) throws X {
        call(null, action);
    }

    /**
     * Calls an operation with an object of the caller's, which conditions see as {@code Outcome.context()}, and again as
     * the policy says.
     *
     * @param context the object
     * @param operation what to call; operations without context fit too
     * @param <C> the type of the object
     * @param <T> the type of the result
     * @param <X> what the operation may throw
     * @return the first acceptable result
     * @throws X what the last attempt threw
     */
    public <C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> T call(
            C context, ContextOperation<C, T, X> operation) throws X {
        Objects.requireNonNull(operation, "operation must not be null");
        Settings now = settings;
        if (!now.startsPlainly) {
            return callWithCare(now, context, operation);
        }
        long marksBefore = MarkNumbers.latest();
        T result;
        try {
            result = operation.run(context, now.firstAttempt);
        } catch (Throwable failure) {
            return retryAfter(failure, now, marksBefore, context, operation);
        }
        if (now.concern(result)) {
            BlockingCall<C, T, X> call = new BlockingCall<>(now, context, marksBefore, operation);
            call.returned(result);
            return call.afterFirstAttempt();
        }
        statistics.firstTrySuccess();
        Conclusion.tellSuccess(wiring, null);
        return result;
    }

    /**
     * Calls an operation that answers later, and again as the policy says. The first attempt is started on this thread,
     * later ones on the executor; waiting holds no thread.
     *
     * <p>Nothing is thrown on this thread, switched off or not: what the operation throws, and a null stage, fail the
     * attempt. Cancelling the
     * returned future, or completing it, ends the wait or cancels the running attempt.
     *
     * @param operation what to call
     * @param <T> the type of the result
     * @return a future with the first acceptable result, or with what the last attempt failed with
     */
    @SuppressWarnings("NullAway") // a nullable type argument, which the analysis does not follow on JDK 17
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(AsyncOperation<T> operation) {
        return callAsync(null, operation);
    }

    /**
     * Calls an operation that answers later with an object of the caller's, which conditions see as
     * {@code Outcome.context()}, and again as the policy says.
     *
     * @param context the object
     * @param operation what to call; operations without context fit too
     * @param <C> the type of the object
     * @param <T> the type of the result
     * @return a future with the first acceptable result, or with what the last attempt failed with
     * @see #callAsync(AsyncOperation)
     */
    public <C extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> callAsync(
            C context, AsyncContextOperation<C, T> operation) {
        Objects.requireNonNull(operation, "operation must not be null");
        Settings now = settings;
        if (!now.startsPlainly) {
            return callAsyncWithCare(now, context, operation);
        }
        long marksBefore = MarkNumbers.latest();
        CompletionStage<T> stage = Stages.start(operation, context, now.firstAttempt, wiring.name());
        if (Stages.hasSucceeded(stage)) {
            CompletableFuture<T> future = stage.toCompletableFuture();
            if (!now.concern(future.join()) || Stages.isCommitted(stage)) {
                statistics.firstTrySuccess();
                return tellSuccess(future);
            }
        }
        return new AsyncCall<>(new CallState(now, context, marksBefore), operation).afterStart(stage);
    }

    private <T extends @Nullable Object> CompletableFuture<T> tellSuccess(CompletableFuture<T> future) {
        try {
            Conclusion.tellSuccess(wiring, null);
            return future;
        } catch (Throwable error) {
            return CompletableFuture.failedFuture(error);
        }
    }

    private <C extends @Nullable Object, T extends @Nullable Object> CompletableFuture<T> callAsyncWithCare(
            Settings now, C context, AsyncContextOperation<C, T> operation) {
        if (!now.on) {
            return Stages.asFuture(Stages.start(operation, context, Attempt.ONLY, wiring.name()));
        }
        CallState call = new CallState(now, context, MarkNumbers.latest());
        return now.policy.hedging().isPresent()
                ? new HedgedCall<>(call, operation, context).start()
                : new AsyncCall<>(call, operation).fromTheStart();
    }

    private <C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> T retryAfter(
            Throwable failure, Settings now, long marksBefore, C context, ContextOperation<C, T, X> operation)
            throws X {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        BlockingCall<C, T, X> call = new BlockingCall<>(now, context, marksBefore, operation);
        call.threw(failure);
        return call.afterFirstAttempt();
    }

    private <C extends @Nullable Object, T extends @Nullable Object, X extends Throwable> T callWithCare(
            Settings now, C context, ContextOperation<C, T, X> operation) throws X {
        if (!now.on) {
            return operation.run(context, Attempt.ONLY);
        }
        if (now.policy.hedging().isPresent()) {
            throw new IllegalStateException("'" + name()
                    + "' hedges, which only asynchronous calls can; use callAsync, or a policy without hedging");
        }
        return new BlockingCall<>(now, context, MarkNumbers.latest(), operation).fromTheStart();
    }

    private void switchTo(boolean on) {
        synchronized (wiring) {
            settings = settings.switched(on);
        }
    }

    @Override
    public String toString() {
        return "retrier '" + name() + "'";
    }

    /** A collector of what a retrier is made of. Not thread-safe; a second call of the same option replaces the first. */
    public static final class Builder {

        private final String name;
        private RetryPolicy policy = RetryPolicy.defaults();
        private @Nullable RetryBudget budget;
        private final List<RetryListener> listeners = new ArrayList<>();
        private final List<AttemptScope> scopes = new ArrayList<>();
        private @Nullable CallerContext callerContext;
        private @Nullable CallObserver observer;
        private final List<StatusSource> statusSources = new ArrayList<>();
        private final List<FailureCondition> conditions = new ArrayList<>();
        private Ticker ticker = Ticker.system();
        private Sleeper sleeper = Sleeper.system();
        private Alarm alarm = Alarm.system();
        private RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        private Executor executor = ForkJoinPool.commonPool();
        private Gate gate = Gate.alwaysOpen();

        Builder(String name) {
            this.name = RetrierName.checked(name);
        }

        /**
         * Sets the policy, {@link RetryPolicy#defaults()} by default.
         *
         * @param policy the policy
         * @return this builder
         */
        public Builder policy(RetryPolicy policy) {
            this.policy = Objects.requireNonNull(policy, "policy must not be null");
            return this;
        }

        /**
         * Sets the budget, a standard quota of its own by default.
         *
         * @param budget the budget, which other retriers may share
         * @return this builder
         */
        public Builder budget(RetryBudget budget) {
            this.budget = Objects.requireNonNull(budget, "budget must not be null");
            return this;
        }

        /**
         * Sets who is told what happens, nobody by default.
         *
         * @param listeners the listeners, told in this order
         * @return this builder
         */
        public Builder listeners(List<? extends RetryListener> listeners) {
            replace(this.listeners, "listeners", listeners);
            return this;
        }

        /**
         * Sets what surrounds each attempt, nothing by default.
         *
         * @param scopes the scopes, entered in this order
         * @return this builder
         */
        public Builder scopes(List<? extends AttemptScope> scopes) {
            replace(this.scopes, "scopes", scopes);
            return this;
        }

        /**
         * Sets what of the caller's thread later attempts of asynchronous calls find on theirs, nothing by default. It is
         * captured once for each such call that has not succeeded at once.
         *
         * @param context what captures it
         * @return this builder
         */
        public Builder callerContext(CallerContext context) {
            this.callerContext = Objects.requireNonNull(context, "context must not be null");
            return this;
        }

        /**
         * Sets who follows each call and surrounds its attempts, nobody by default.
         *
         * @param observer the observer
         * @return this builder
         */
        public Builder observer(CallObserver observer) {
            this.observer = Objects.requireNonNull(observer, "observer must not be null");
            return this;
        }

        /**
         * Sets who reads status codes, nobody by default.
         *
         * @param sources the sources, asked in this order; the first that knows a status decides
         * @return this builder
         */
        public Builder statusSources(List<? extends StatusSource> sources) {
            replace(this.statusSources, "statusSources", sources);
            return this;
        }

        /**
         * Sets what must be true of a failure beside the policy's own condition, whatever the policy becomes; nothing by
         * default. These are asked about failures only, in this order, once the policy wants a retry or the server asks
         * for one; the first that is false ends the call as {@code not-retryable}.
         *
         * @param conditions the conditions, which must be thread-safe; one that throws an {@link Exception} ends the
         *     call as {@code policy-error}
         * @return this builder
         */
        public Builder conditions(List<? extends FailureCondition> conditions) {
            replace(this.conditions, "conditions", conditions);
            return this;
        }

        /**
         * Sets the clock, the system's by default.
         *
         * @param ticker the clock
         * @return this builder
         */
        public Builder ticker(Ticker ticker) {
            this.ticker = Objects.requireNonNull(ticker, "ticker must not be null");
            return this;
        }

        /**
         * Sets how blocking calls wait, by parking their thread by default.
         *
         * @param sleeper the sleeper
         * @return this builder
         */
        public Builder sleeper(Sleeper sleeper) {
            this.sleeper = Objects.requireNonNull(sleeper, "sleeper must not be null");
            return this;
        }

        /**
         * Sets who times asynchronous waits and time limits, the alarm of the process or of the registry by default.
         *
         * @param alarm the alarm
         * @return this builder
         */
        public Builder alarm(Alarm alarm) {
            this.alarm = Objects.requireNonNull(alarm, "alarm must not be null");
            return this;
        }

        /**
         * Sets where jitter comes from, a generator for each thread by default.
         *
         * @param random the generator, which must be thread-safe
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random must not be null");
            return this;
        }

        /**
         * Sets where asynchronous retries run, the common pool by default. Listeners and whoever depends on the
         * future are told there too when a wait or a time limit has ended. One that runs tasks on the thread that brings
         * them runs all this on the timer's thread, and keeps every other call waiting meanwhile.
         *
         * @param executor the executor
         * @return this builder
         */
        public Builder executor(Executor executor) {
            this.executor = Objects.requireNonNull(executor, "executor must not be null");
            return this;
        }

        Builder gate(Gate gate) {
            this.gate = gate;
            return this;
        }

        /**
         * Makes the retrier.
         *
         * @return a new retrier
         */
        public Retrier build() {
            return new Retrier(this);
        }

        private static <E> void replace(List<E> all, String name, List<? extends E> now) {
            List<E> copy = List.copyOf(Objects.requireNonNull(now, () -> name + " must not be null"));
            all.clear();
            all.addAll(copy);
        }
    }
}
