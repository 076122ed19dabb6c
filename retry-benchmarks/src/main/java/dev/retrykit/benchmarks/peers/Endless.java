package dev.retrykit.benchmarks.peers;

import dev.retrykit.budget.Quota;
import dev.retrykit.budget.RetryBudget;
import dev.retrykit.time.Ticker;

/**
 * A quota that no benchmark empties: the largest, with the cheapest retries.
 *
 * <p>A call with two failures takes two tokens and gives one back. {@link #earn} gives the other, as the next call's success
 * at once would.
 */
public final class Endless {

    private static final Quota QUOTA = Quota.of(Quota.MAX_CAPACITY, 1);

    private Endless() {}

    /**
     * A new quota.
     *
     * @return one that is full
     */
    public static RetryBudget quota() {
        return RetryBudget.quota(QUOTA, Ticker.system());
    }

    /**
     * Gives a token to the quota.
     *
     * @param budget the quota
     */
    public static void earn(RetryBudget budget) {
        budget.onSuccess(null);
    }
}
