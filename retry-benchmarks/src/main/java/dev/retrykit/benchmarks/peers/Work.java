package dev.retrykit.benchmarks.peers;

/**
 * What is called: a few instructions, and as many failures as a benchmark asks for.
 *
 * <p>It throws one exception again and again, so that what is measured is the retrying and not the making of stack traces.
 * Each thread has its own, since only the failures of one call are counted.
 */
public final class Work {

    private static final ThreadLocal<Work> OF_THIS_THREAD = ThreadLocal.withInitial(Work::new);

    private final IllegalStateException failure = new IllegalStateException("fails");
    private int input = 7;
    private int failures;

    /** Work that no other thread does. */
    public Work() {}

    /**
     * The work of the calling thread, for beans that threads share.
     *
     * @return always the same on one thread
     */
    public static Work ofThisThread() {
        return OF_THIS_THREAD.get();
    }

    /**
     * Succeeds.
     *
     * @return a number
     */
    public int succeed() {
        return input * 31;
    }

    /**
     * Fails twice, then succeeds, and so on.
     *
     * @return a number
     * @throws IllegalStateException two times out of three, always the same
     */
    public int failTwice() {
        if (failures < 2) {
            failures++;
            throw failure;
        }
        failures = 0;
        return succeed();
    }

    /**
     * Fails.
     *
     * @return nothing
     * @throws IllegalStateException always the same
     */
    public int fail() {
        throw failure;
    }
}
