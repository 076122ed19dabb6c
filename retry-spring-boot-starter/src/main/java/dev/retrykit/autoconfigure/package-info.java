/**
 * Makes policies and retriers of configuration and annotations, and refuses, at the start, what cannot be meant.
 *
 * <p>Not on the way of a call. May import the engine, all feature packages, Spring Framework and Spring Boot; nothing
 * imports it.
 */
@NullMarked
package dev.retrykit.autoconfigure;

import org.jspecify.annotations.NullMarked;
