@NullMarked
package dev.retrykit.grpc;

import org.jspecify.annotations.NullMarked;
