package dev.retrykit.autoconfigure;

/** The reserved words of {@code budget}; any other is the name of a shared one. */
final class BudgetChoice {

    /** A quota of the instance; undoes what a level below says. */
    static final String OWN = "own";

    /** No limit. */
    static final String NONE = "none";

    private BudgetChoice() {}

    static boolean isReserved(String name) {
        return name.equals(OWN) || name.equals(NONE);
    }
}
