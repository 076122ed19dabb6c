/**
 * Every setting of the systems that users come from, written with the public API and played over virtual time. Imports
 * what a user would.
 */
@NullMarked
package dev.retrykit.sources;

import org.jspecify.annotations.NullMarked;
