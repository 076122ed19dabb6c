/**
 * The payments' retry budget, and the switch that takes it away and gives it back while calls go on.
 *
 * <p>It stands where a call asks whether it may add load. It imports the base package only.
 */
@NullMarked
package dev.retrykit.sample.budget;

import org.jspecify.annotations.NullMarked;
