/**
 * The Actuator endpoint {@code retry}: what every retrier has counted, and the policy of one with the origin of each
 * value.
 *
 * <p>Not on the way of a call; it reads, listens for exhausted calls, and changes an instance when asked to. May import
 * the engine, Spring Boot's Actuator and Spring Framework, and nothing of the other feature packages or of
 * {@code autoconfigure}, which imports it.
 */
@NullMarked
package dev.retrykit.endpoint;

import org.jspecify.annotations.NullMarked;
