/**
 * Conditions that are written as text, over what an attempt came to and the arguments of the method.
 *
 * <p>Asked after an attempt, by the judge. This package may import the engine and Spring's expressions; it knows nothing
 * of configuration, which hands it the text.
 */
@NullMarked
package dev.retrykit.expression;

import org.jspecify.annotations.NullMarked;
