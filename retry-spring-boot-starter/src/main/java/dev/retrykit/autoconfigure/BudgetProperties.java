package dev.retrykit.autoconfigure;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One budget that instances share; null where the kind's own value holds.
 *
 * @param type Rule of the budget.
 * @param capacity Most tokens that can be saved up, for "quota".
 * @param cost Tokens that a retry takes, for "quota".
 * @param reserve Tokens that do not fade with time, and up to which they grow again, for "quota".
 * @param memory Time in which tokens above the reserve fade to 37 %, for "quota".
 * @param refill Time in which one retry's cost grows again below the reserve, or "none", for "quota".
 * @param throttledCost Tokens that a retry takes after the server said "too many", for "quota".
 * @param throttledDelay Shortest delay, before jitter, after the server said "too many", for "quota".
 * @param maxTokens Tokens at the start and at most, from 1 to 1000, for "throttle", which needs it.
 * @param tokenRatio Tokens that a success adds, at least 0.001, for "throttle", which needs it.
 * @param fraction Retries for each call, from 0 to 1, for "ratio".
 * @param minPerSecond Retries for each second whatever the number of calls, for "ratio".
 * @param ttl How long calls and retries count, from 1s to 60s, for "ratio".
 */
record BudgetProperties(
        @DefaultValue("quota") BudgetType type,
        @Nullable Integer capacity,
        @Nullable Integer cost,
        @Nullable Integer reserve,
        @Nullable Duration memory,
        @Nullable String refill,
        @Nullable Integer throttledCost,
        @Nullable Duration throttledDelay,
        @Nullable Integer maxTokens,
        @Nullable Double tokenRatio,
        @Nullable Double fraction,
        @Nullable Double minPerSecond,
        @Nullable Duration ttl) {}
