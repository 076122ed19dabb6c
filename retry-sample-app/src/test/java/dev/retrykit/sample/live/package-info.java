/** What the page is told, by itself, in virtual time. */
@NullMarked
package dev.retrykit.sample.live;

import org.jspecify.annotations.NullMarked;
