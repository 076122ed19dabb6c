/**
 * Calls as publishers of Reactor: each subscription is a call, each attempt subscribes to a publisher of its own.
 *
 * <p>It stands between the weaving, or a user's code, and the retrier. This package may import the core and Reactor,
 * which is optional: nothing else may load a class of this package where Reactor is absent.
 */
@NullMarked
package dev.retrykit.reactor;

import org.jspecify.annotations.NullMarked;
