package dev.retrykit.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one level of configuration says about attempts that overlap; null where it says nothing.
 *
 * @param delay Time after which another attempt is sent while those before have not answered, up to max-attempts. Only
 *     for methods that answer later.
 */
record HedgingProperties(@Nullable Duration delay) {}
