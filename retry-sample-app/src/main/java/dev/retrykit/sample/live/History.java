package dev.retrykit.sample.live;

import java.util.List;

/**
 * What a page is sent when it opens, so that its charts need not begin empty.
 *
 * @param delayBounds the upper bounds of all columns of the histograms but the last, in milliseconds
 * @param moments the last points, the oldest first
 */
record History(List<Long> delayBounds, List<Moment> moments) {}
