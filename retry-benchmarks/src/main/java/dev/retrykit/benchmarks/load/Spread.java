package dev.retrykit.benchmarks.load;

import java.util.DoubleSummaryStatistics;
import java.util.stream.DoubleStream;

/**
 * What runs that differ in their seed came to.
 *
 * @param min the least
 * @param mean the average
 * @param max the most
 */
record Spread(double min, double mean, double max) {

    static Spread of(DoubleStream bySeed) {
        DoubleSummaryStatistics statistics = bySeed.summaryStatistics();
        return new Spread(statistics.getMin(), statistics.getAverage(), statistics.getMax());
    }

    double width() {
        return max - min;
    }
}
