package dev.retrykit.budget;

import dev.retrykit.condition.FailureKind;
import dev.retrykit.time.Ticker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit on how much load retries may add to a server that is in trouble, shared by all calls to it.
 *
 * <p>Each call tells its budget what happened to it and asks before each retry and hedge. The budget is asked last, when
 * nothing else stands against the retry, because asking may spend. A refusal ends the call with its last failure.
 *
 * <table class="striped">
 * <caption>The budgets</caption>
 * <thead><tr><th>budget</th><th>a retry is allowed if</th><th>earned by</th><th>one token is</th></tr></thead>
 * <tbody>
 * <tr><th>{@link #quota quota}</th><td>its cost can be paid</td><td>success, slowly time</td><td>the wage of a call
 * that succeeds at once</td></tr>
 * <tr><th>{@link #throttle throttle}</th><td>more than half of the tokens are left</td><td>success</td><td>one
 * failure</td></tr>
 * <tr><th>{@link #ratio ratio}</th><td>retries stay below a part of the calls</td><td>calls</td><td>one retry</td></tr>
 * <tr><th>{@link #unlimited unlimited}</th><td>always</td><td></td><td></td></tr>
 * </tbody>
 * </table>
 *
 * <p>The rules for each implementation, also one of your own:
 *
 * <ul>
 *   <li>It is thread-safe and never blocks; the budgets made here are lock-free, and no token is lost or made when
 *       threads meet.
 *   <li>{@link FailureKind#RESULT} takes nothing and tells nothing: {@code tryAcquire(RESULT)} returns
 *       {@link Permit#free()} however poor the budget is, and {@code onFailure(RESULT)} does nothing.
 *   <li>It starts full, and a success that finds it full costs as little as can be: in the budgets made here one
 *       volatile read, no clock.
 *   <li>An exception that it throws ends the call; an interrupt does not concern it.
 * </ul>
 */
public interface RetryBudget {

    /**
     * Tells that a call begins. Only asked for if {@link #countsCalls()}; does nothing unless overridden.
     */
    default void onCall() {}

    /**
     * Tells that an attempt failed in a way that is worth a retry, or that the server said not to retry, whether or not
     * a retry follows.
     *
     * @param kind what went wrong; {@link FailureKind#RESULT} must be ignored
     */
    void onFailure(FailureKind kind);

    /**
     * Asks for a retry and pays for it.
     *
     * @param kind what the retry is for; {@link FailureKind#RESULT} is always allowed and free
     * @return the permit to keep until the retry has succeeded or is given up, or {@code null} if it is refused
     */
    @Nullable Permit tryAcquire(FailureKind kind);

    /**
     * Asks for a hedge, an attempt that starts while another one still runs, and pays for it.
     *
     * @return the permit to keep until the call has ended, or {@code null} if it is refused
     */
    @Nullable Permit tryAcquireHedge();

    /**
     * The least nominal delay, before jitter, of a retry. Asked once for each kind when a retrier is given its policy;
     * null or a negative answer is refused there. A hedge does not heed it.
     *
     * @param kind what the retry is for, never {@link FailureKind#RESULT}
     * @return {@link Duration#ZERO} unless overridden; a quota answers {@link Quota#throttledDelay()} to
     *     {@link FailureKind#THROTTLED}
     */
    default Duration minimumDelay(FailureKind kind) {
        return Duration.ZERO;
    }

    /**
     * Tells that a call succeeded.
     *
     * @param last the permit of its last retry or hedge, {@code null} if the first attempt succeeded
     */
    void onSuccess(@Nullable Permit last);

    /**
     * Takes back the permit of a retry that never started, because the call was interrupted, cancelled or closed while
     * it waited, or an executor refused it. The budget is then as if it had not been asked.
     *
     * @param permit a permit that this budget handed out, given back at most once
     */
    void giveBack(Permit permit);

    /**
     * What is left, as of now: time that has passed since a retry last asked is taken into account, without a trace.
     *
     * @return whole tokens, rounded down, at least 0; {@link Long#MAX_VALUE} if there is no limit
     */
    long available();

    /**
     * What {@link #available()} can be at most, as of now.
     *
     * @return whole tokens, rounded down; {@link Long#MAX_VALUE} if there is no limit
     */
    long capacity();

    /**
     * Whether this budget wants to hear of each call at its beginning. The answer never changes.
     *
     * @return {@code false} unless overridden, in which case {@link #onCall()} need not be called and costs nothing
     */
    default boolean countsCalls() {
        return false;
    }

    /**
     * The budget that never refuses. For calls that are expected to need several attempts, such as polling, or that are
     * limited by something else.
     *
     * @return the one shared budget without limit
     */
    static RetryBudget unlimited() {
        return UnlimitedBudget.INSTANCE;
    }

    /**
     * A budget that calls fill by succeeding and retries empty, whose savings fade with time. See {@link Quota} for
     * its rules and numbers. A hedge pays what a retry pays.
     *
     * @param quota the numbers, {@link Quota#standard()} for the default
     * @param ticker tells how long ago a retry last asked; read only when one asks or the tokens are looked at
     * @return a new, full budget
     */
    static RetryBudget quota(Quota quota, Ticker ticker) {
        return new QuotaBudget(quota, ticker);
    }

    /**
     * A budget that stops all retries while failures outweigh successes: retry throttling as gRPC has it (gRFC A6).
     *
     * <p>It counts between 0 and {@code maxTokens}, in thousandths. Each failure takes 1 token, also that of the last
     * attempt; each call that succeeds adds {@code tokenRatio}. Retries and hedges only ask: they are allowed while
     * more than half of the tokens are left. With 4 tokens and ratio 0.8 the first failure leaves 3, which allows a
     * retry; the second leaves 2, which does not; from 0 the third success, at 2.4, allows retries again.
     *
     * @param maxTokens the tokens at the start and at most, from 1 to 1000; gRPC's own example has 10
     * @param tokenRatio what a success adds, in tokens, at least 0.001. Decimal places beyond the third are cut off, as
     *     gRPC does (0.0019 adds 0.001); what would thereby be 0 is refused, since nothing would ever fill the budget
     * @return a new, full budget, to be shared by all calls to one server name
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    static RetryBudget throttle(int maxTokens, double tokenRatio) {
        return new ThrottleBudget(maxTokens, tokenRatio);
    }

    /**
     * A budget that limits retries to a part of the calls: in each {@code ttl} at most {@code fraction} of the calls
     * that began in it, plus {@code minPerSecond} for each second of it. Hedges count as retries.
     *
     * <p>With 0.2, 10 and 10 s, a client that made 1,000 calls within the last ten seconds may retry 0.2&middot;1,000 +
     * 10&middot;10 = 300 times in them. The rule and its usual numbers are those of Finagle's retry budget. During a
     * long outage such a budget keeps adding its fraction of load, and so may keep the server down; {@link #quota} does
     * not.
     *
     * <p>Calls and retries are counted in steps of {@code ttl}/128 and forgotten with their step, when they are between
     * 99 and 100 % of {@code ttl} old. It {@linkplain #countsCalls() counts calls} and reads the clock for each. Its
     * {@link #capacity()} is what the calls of the last {@code ttl} allow, and moves with them.
     *
     * @param fraction retries for each call, from 0.001 to 1, or 0; decimal places beyond the third are cut off. 0.2 is
     *     20 %. More than one retry for each call would be no protection
     * @param minPerSecond retries for each second of {@code ttl} whatever the number of calls, from 0 to 1,000,000, so
     *     that a client with few calls can retry at all. If {@code fraction} is 0 it has to allow one retry in
     *     {@code ttl}
     * @param ttl how long calls and retries count, from 1 s, to see enough of both, to 60 s, so that calls from before
     *     an outage do not pay for the retries of all of it
     * @param ticker tells when they happened
     * @return a new budget
     * @throws IllegalArgumentException if a number is out of its bounds
     */
    static RetryBudget ratio(double fraction, double minPerSecond, Duration ttl, Ticker ticker) {
        return new RatioBudget(fraction, minPerSecond, ttl, ticker);
    }
}
