package dev.retrykit.autoconfigure;

import java.util.List;
import java.util.Locale;

/** The rules of budgets, each with the parameters that it knows. */
enum BudgetType {
    /** Calls that succeed fill it, retries empty it, savings fade. */
    QUOTA,

    /** Retries stop while failures outweigh successes, as gRPC has it. */
    THROTTLE,

    /** Retries are a part of the calls. */
    RATIO;

    List<String> parameters() {
        return switch (this) {
            case QUOTA ->
                List.of("capacity", "cost", "reserve", "memory", "refill", "throttled-cost", "throttled-delay");
            case THROTTLE -> List.of("max-tokens", "token-ratio");
            case RATIO -> List.of("fraction", "min-per-second", "ttl");
        };
    }

    boolean uses(String parameter) {
        return parameters().contains(parameter);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
