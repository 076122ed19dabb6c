/** Tests of calls as publishers. */
package dev.retrykit.reactor;
