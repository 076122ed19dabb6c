package dev.retrykit.sample.live;

import java.util.Map;

/**
 * One point of the charts.
 *
 * @param at when, in milliseconds of the wall clock
 * @param seconds how long after the point before it, about 1
 * @param instances what happened in between, by the name of the retrier
 */
record Moment(long at, double seconds, Map<String, Second> instances) {}
