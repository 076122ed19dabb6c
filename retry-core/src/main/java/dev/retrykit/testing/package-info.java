/**
 * What tests of retrying code need: a clock that does not wait, and a listener that remembers. May import all of the
 * engine.
 */
@NullMarked
package dev.retrykit.testing;

import org.jspecify.annotations.NullMarked;
