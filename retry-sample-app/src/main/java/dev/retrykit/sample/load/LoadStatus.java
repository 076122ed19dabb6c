package dev.retrykit.sample.load;

/**
 * The load at this moment.
 *
 * @param callsPerSecond calls that begin in a second; 0 when paused or over
 * @param secondsLeft after how many seconds it ends by itself
 * @param inFlight calls of the load that have begun and not ended
 * @param mostInFlight how many there can be at once
 * @param leftOut calls that were due and never began, since that many were in flight
 */
public record LoadStatus(int callsPerSecond, long secondsLeft, int inFlight, int mostInFlight, long leftOut) {}
