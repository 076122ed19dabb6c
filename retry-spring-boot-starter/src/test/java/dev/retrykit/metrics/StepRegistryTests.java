package dev.retrykit.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepRegistryTests {

    private static final Duration STEP = Duration.ofMinutes(1);

    private final MockClock clock = new MockClock();
    private final PublishedRetries published = new PublishedRetries(clock);

    @Test
    void publishesEachStepOnItsOwnAndTheUnfinishedOneOnClose() {
        Shop shop = new Shop();
        new RetryMetrics(shop.registry).bindTo(published);
        Retrier payments = shop.retrier("payments");

        Shop.exhaust(payments);
        clock.add(STEP);
        published.publish();
        Shop.exhaust(payments);
        Shop.exhaust(payments);
        clock.add(STEP);
        published.publish();
        clock.add(STEP.dividedBy(2));
        Shop.exhaust(payments);
        Shop.exhaust(payments);
        Shop.exhaust(payments);
        published.close();

        assertThat(published.retries).containsExactly(2.0, 4.0, 6.0);
    }

    @Test
    void publishesAStepInWhichNothingHappenedAsZero() {
        Shop shop = new Shop();
        new RetryMetrics(shop.registry).bindTo(published);
        Shop.exhaust(shop.retrier("payments"));

        clock.add(STEP);
        published.publish();
        clock.add(STEP);
        published.publish();

        assertThat(published.retries).containsExactly(2.0, 0.0);
    }

    @Test
    void publishesWhatWasCountedByRetriersThatNobodyHoldsAnyMore() {
        WeakReference<Shop> forgotten = openAndForget();
        Garbage.collect(forgotten);
        assertThat(forgotten.get()).isNull();

        clock.add(STEP);
        published.publish();

        assertThat(published.retries).containsExactly(2.0);
    }

    private WeakReference<Shop> openAndForget() {
        Shop shop = new Shop();
        new RetryMetrics(shop.registry).bindTo(published);
        Shop.exhaust(shop.retrier("payments"));
        return new WeakReference<>(shop);
    }

    /** Remembers what it publishes as the count of {@code retry.retries}. */
    private static final class PublishedRetries extends StepMeterRegistry {

        private final List<Double> retries = new ArrayList<>();

        PublishedRetries(Clock clock) {
            super(new OneMinute(), clock);
        }

        @Override
        protected void publish() {
            retries.add(get("retry.retries").functionCounters().stream()
                    .mapToDouble(FunctionCounter::count)
                    .sum());
        }

        @Override
        protected TimeUnit getBaseTimeUnit() {
            return TimeUnit.MILLISECONDS;
        }
    }

    private static final class OneMinute implements StepRegistryConfig {

        @Override
        public String prefix() {
            return "test";
        }

        @Override
        public @Nullable String get(String key) {
            return null;
        }

        @Override
        public Duration step() {
            return STEP;
        }
    }
}
