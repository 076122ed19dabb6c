/** The page as its visitors use it, in a real browser. Only in the Maven profile {@code browser}. */
@NullMarked
package dev.retrykit.sample.browser;

import org.jspecify.annotations.NullMarked;
