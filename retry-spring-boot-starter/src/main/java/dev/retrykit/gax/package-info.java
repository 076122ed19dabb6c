/**
 * What gax adds, the library below Google's clients: the status of a failure, whether it says that a retry is worth it, and
 * how long the server asks to wait. Stands where a failure is judged. Needs {@code gax}, and nothing outside this package
 * does; may import the core, and nothing of the other feature packages or of {@code autoconfigure}, which imports it.
 */
@NullMarked
package dev.retrykit.gax;

import org.jspecify.annotations.NullMarked;
