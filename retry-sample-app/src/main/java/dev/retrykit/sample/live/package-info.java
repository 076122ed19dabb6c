/**
 * What the page at {@code /} shows: figures of every retrier once a second, and the last calls, sent to whoever looks.
 *
 * <p>It stands beside a call and reads what the library tells everybody. It imports the packages whose switches the page
 * shows: budget, load and payment.
 */
@NullMarked
package dev.retrykit.sample.live;

import org.jspecify.annotations.NullMarked;
