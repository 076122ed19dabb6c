package dev.retrykit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetryMeterTests {

    @Test
    void isTheListOfAllMeters() {
        assertThat(RetryMeter.values())
                .extracting(meter -> meter.type().name().toLowerCase(Locale.ROOT) + " " + meter.meterName()
                        + meter.tagKeys() + " " + meter.baseUnit().orElse("-"))
                .containsExactly(
                        "counter retry.calls[name, outcome, retried] calls",
                        "counter retry.calls.by.attempts[name, attempts] -",
                        "counter retry.attempts[name, outcome] attempts",
                        "counter retry.retries[name] retries",
                        "counter retry.exhausted[name, reason] calls",
                        "counter retry.failed[name, reason] calls",
                        "counter retry.fallbacks[name, outcome] fallbacks",
                        "gauge retry.waiting[name] calls",
                        "gauge retry.retrying[name] calls",
                        "timer retry.delay[name] -",
                        "counter retry.hedges[name, outcome] hedges",
                        "counter retry.listener.failures[name] failures",
                        "gauge retry.budget.available[budget] tokens",
                        "gauge retry.budget.capacity[budget] tokens");
    }

    @ParameterizedTest
    @EnumSource
    void hasTheSameTagKeysInAllItsReadings(RetryMeter meter) {
        List<String> expected = meter.tagKeys().stream().sorted().toList();
        assertThat(meter.readings()).isNotEmpty().allSatisfy(reading -> {
            Meter.Id id = meter.id(Tags.of(meter.ownerKey(), "payments"), reading);
            assertThat(id.getTags()).extracting(Tag::getKey).containsExactlyElementsOf(expected);
            assertThat(id.getTag(meter.tagKeys().get(0))).isEqualTo("payments");
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesAloneTheTagKeysThatPlatformsAddThemselves(RetryMeter meter) {
        assertThat(meter.tagKeys()).doesNotContain("instance", "job");
    }

    @ParameterizedTest
    @EnumSource
    void describesItselfInOneLineWithoutFullStop(RetryMeter meter) {
        assertThat(meter.description()).matches("[A-Z][^.\\n]{10,100}");
    }

    @Test
    void comesTo35MetersForARetrierAndTwoForABudget() {
        assertThat(readings()
                        .filter(meter -> meter.ownerKey().equals(RetryMeter.OF_RETRIER))
                        .count())
                .isEqualTo(35);
        assertThat(readings()
                        .filter(meter -> meter.ownerKey().equals(RetryMeter.OF_BUDGET))
                        .count())
                .isEqualTo(2);
    }

    private static Stream<RetryMeter> readings() {
        return Arrays.stream(RetryMeter.values())
                .flatMap(meter -> meter.readings().stream().map(reading -> meter));
    }
}
