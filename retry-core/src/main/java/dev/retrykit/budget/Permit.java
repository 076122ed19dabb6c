package dev.retrykit.budget;

/**
 * A leave to start one retry or hedge, which remembers what it cost.
 *
 * <p>A budget hands it out, the call keeps it while the retry waits and runs, and hands it back to the same budget: to
 * {@link RetryBudget#giveBack} when the retry never started, or to {@link RetryBudget#onSuccess} when the call
 * succeeded. A permit that is simply dropped stays paid for.
 *
 * <p>Immutable and thread-safe. Permits are compared by identity and mean nothing by themselves: budgets share one
 * between all retries of the same price, so that asking allocates nothing.
 */
public final class Permit {

    private static final Permit FREE = new Permit(0, 0);

    private final int cost;
    private final long step;

    private Permit(int cost, long step) {
        this.cost = cost;
        this.step = step;
    }

    /**
     * The permit that took nothing, for example for a retry of kind
     * {@link dev.retrykit.condition.FailureKind#RESULT RESULT}.
     *
     * @return the one shared permit whose cost is 0
     */
    public static Permit free() {
        return FREE;
    }

    /**
     * A permit at a price, for a budget of one's own. Such a budget should make each of its permits once and keep it.
     *
     * @param cost what the permit took, in tokens of the budget, at least 1
     * @return a new permit, of 10 tokens say
     * @throws IllegalArgumentException if {@code cost} is less than 1
     */
    public static Permit of(int cost) {
        if (cost < 1) {
            throw new IllegalArgumentException("cost must be at least 1, but was " + cost);
        }
        return new Permit(cost, 0);
    }

    /** A permit for one retry that was counted in the given step of a {@link SlidingCount}. */
    static Permit countedIn(long step) {
        return new Permit(1, step);
    }

    /**
     * What this permit took from the budget.
     *
     * @return tokens of the budget that handed it out, 0 or more
     */
    public int cost() {
        return cost;
    }

    long step() {
        return step;
    }

    @Override
    public String toString() {
        return "permit at " + cost;
    }
}
