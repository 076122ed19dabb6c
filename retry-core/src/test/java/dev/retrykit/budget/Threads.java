package dev.retrykit.budget;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same bounded work on several threads that start together. */
final class Threads {

    static final int COUNT = 4;

    private Threads() {}

    /** What the threads returned, added up. */
    static long sum(Callable<Long> work) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(COUNT);
        try {
            CyclicBarrier start = new CyclicBarrier(COUNT);
            List<Future<Long>> results = new ArrayList<>();
            for (int thread = 0; thread < COUNT; thread++) {
                results.add(executor.submit(() -> {
                    start.await(30, SECONDS);
                    return work.call();
                }));
            }
            long sum = 0;
            for (Future<Long> result : results) {
                sum += result.get(60, SECONDS);
            }
            return sum;
        } finally {
            executor.shutdownNow();
        }
    }
}
