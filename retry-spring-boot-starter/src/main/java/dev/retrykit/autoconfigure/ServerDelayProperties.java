package dev.retrykit.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one level of configuration says about the delays that servers ask for; null where it says nothing.
 *
 * @param max Longest delay that a server may ask for. A longer one ends the call.
 */
record ServerDelayProperties(@Nullable Duration max) {}
