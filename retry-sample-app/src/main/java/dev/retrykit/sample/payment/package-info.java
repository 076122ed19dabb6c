/**
 * The payment service: HTTP on a loopback port of its own, whose faults can be dialled in at run time.
 *
 * <p>It stands at the far end of a call. It imports the base package only.
 */
@NullMarked
package dev.retrykit.sample.payment;

import org.jspecify.annotations.NullMarked;
