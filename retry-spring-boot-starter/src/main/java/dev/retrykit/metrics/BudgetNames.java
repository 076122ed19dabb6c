package dev.retrykit.metrics;

import dev.retrykit.Retrier;

/**
 * The name under which the budget of a retrier is measured. Retriers that share a budget share its name, and it is
 * measured once.
 *
 * <p>Implementations are thread-safe.
 */
@FunctionalInterface
public interface BudgetNames {

    /**
     * The name of a retrier's budget. Asked once for each retrier.
     *
     * @param retrier the retrier
     * @return the name of the shared budget, or the retrier's own name if it shares none
     */
    String nameOf(Retrier retrier);
}
