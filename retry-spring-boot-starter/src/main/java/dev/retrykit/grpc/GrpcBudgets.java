package dev.retrykit.grpc;

import dev.retrykit.budget.RetryBudget;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The budgets that throttle retries, one for each server name, whatever the service, the method or the retrier.
 * Thread-safe.
 */
public final class GrpcBudgets {

    private final GrpcRetryThrottling throttling;
    private final ConcurrentMap<String, RetryBudget> byServer = new ConcurrentHashMap<>();

    /**
     * No budget yet.
     *
     * @param throttling the numbers of each budget
     */
    public GrpcBudgets(GrpcRetryThrottling throttling) {
        this.throttling = Objects.requireNonNull(throttling, "throttling must not be null");
    }

    /**
     * The budget of a server, made when first asked for and kept.
     *
     * @param serverName the name of the server, as the target of a channel gives it
     * @return the same budget for the same name
     */
    public RetryBudget of(String serverName) {
        Objects.requireNonNull(serverName, "serverName must not be null");
        return byServer.computeIfAbsent(serverName, name -> throttling.newBudget());
    }
}
