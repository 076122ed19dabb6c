package dev.retrykit.sample.live;

import dev.retrykit.sample.load.LoadStatus;
import dev.retrykit.sample.payment.Faults;
import java.util.List;

/**
 * What a page is sent once a second.
 *
 * @param moment the newest point of the charts
 * @param load the load
 * @param faults what goes wrong at the payment service
 * @param budgetOn whether retries of payments have to be paid for
 * @param instances the figures of every retrier, by name
 * @param lastCalls the last calls, the latest first
 * @param lastRoughCalls the last calls that needed a retry or did not succeed, the latest first
 */
record Snapshot(
        Moment moment,
        LoadStatus load,
        Faults faults,
        boolean budgetOn,
        List<InstanceFigures> instances,
        List<Timeline> lastCalls,
        List<Timeline> lastRoughCalls) {}
