/**
 * What HTTP clients add: status codes of failures and responses, and the server's {@code Retry-After}. Each class needs
 * one optional library and nothing outside this package needs any of them. Imports the engine only.
 */
@NullMarked
package dev.retrykit.http;

import org.jspecify.annotations.NullMarked;
