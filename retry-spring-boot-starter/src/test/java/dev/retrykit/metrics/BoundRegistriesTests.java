package dev.retrykit.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.Retrier;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BoundRegistriesTests {

    private final Shop shop = new Shop();
    private final MeterRegistry first = new SimpleMeterRegistry();
    private final MeterRegistry second = new SimpleMeterRegistry();

    @Test
    void givesARetrierThatComesLaterItsMetersInEachRegistry() {
        RetryMetrics metrics = new RetryMetrics(shop.registry);
        metrics.bindTo(first);
        metrics.bindTo(second);

        Retrier later = shop.retrier("later");
        Shop.exhaust(later);

        assertThat(retries("later", first)).isEqualTo(2);
        assertThat(retries("later", second)).isEqualTo(2);
        assertThat(waits("later", first)).isEqualTo(2);
        assertThat(waits("later", second)).isEqualTo(2);
    }

    @Test
    void givesARegistryThatComesLaterEverythingCountedSoFar() {
        RetryMetrics metrics = new RetryMetrics(shop.registry);
        Shop.exhaust(shop.retrier("payments"));

        metrics.bindTo(first);

        assertThat(retries("payments", first)).isEqualTo(2);
    }

    @Test
    void doesNotCountTwiceWhenItIsBoundTwice() {
        RetryMetrics metrics = new RetryMetrics(shop.registry);
        metrics.bindTo(first);
        Retrier payments = shop.retrier("payments");
        int meters = first.getMeters().size();

        metrics.bindTo(first);
        Shop.exhaust(payments);

        assertThat(first.getMeters()).hasSize(meters);
        assertThat(retries("payments", first)).isEqualTo(2);
    }

    @Test
    void keepsOnWorkingWhenOnlyTheRetryRegistryHoldsIt() {
        new RetryMetrics(shop.registry).bindTo(first);
        Garbage.collect();

        Shop.exhaust(shop.retrier("payments"));

        assertThat(retries("payments", first)).isEqualTo(2);
    }

    @Test
    void registersNothingThatAFilterDenies() {
        first.config().meterFilter(MeterFilter.denyNameStartsWith("retry"));
        new RetryMetrics(shop.registry).bindTo(first);

        Shop.exhaust(shop.retrier("payments"));

        assertThat(first.getMeters()).isEmpty();
    }

    @Test
    void timesNothingAnyMoreOnceItIsClosed() {
        RetryMetrics metrics = new RetryMetrics(shop.registry);
        metrics.bindTo(first);
        Retrier payments = shop.retrier("payments");

        metrics.close();
        Shop.exhaust(payments);

        assertThat(first.getMeters()).isEmpty();
    }

    @Test
    void followsAFilterThatRenamesAndTags() {
        first.config().commonTags("region", "eu").meterFilter(MeterFilter.renameTag("retry.", "name", "retrier"));
        RetryMetrics metrics = new RetryMetrics(shop.registry);
        metrics.bindTo(first);

        Shop.exhaust(shop.retrier("payments"));

        assertThat(first.get("retry.retries")
                        .tags("retrier", "payments", "region", "eu")
                        .functionCounter()
                        .count())
                .isEqualTo(2);
        metrics.close();
        assertThat(first.getMeters()).isEmpty();
    }

    @Nested
    class InAComposite {

        private final CompositeMeterRegistry composite = new CompositeMeterRegistry();

        @Test
        void showsTheSameInEachPart() throws IOException {
            composite.add(first);
            new RetryMetrics(shop.registry).bindTo(composite);
            Retrier payments = shop.retrier("payments");
            Shop.exhaust(payments);
            composite.add(second);
            Shop.succeedAfter(1, payments);

            assertThat(retries("payments", composite)).isEqualTo(3);
            assertThat(retries("payments", first)).isEqualTo(3);
            assertThat(retries("payments", second)).isEqualTo(3);
            assertThat(waits("payments", first)).isEqualTo(3);
            assertThat(waits("payments", second)).isEqualTo(1);
        }

        @Test
        void doesNotCountTwiceInAPartThatIsBoundToo() {
            composite.add(first);
            RetryMetrics metrics = new RetryMetrics(shop.registry);
            metrics.bindTo(composite);
            metrics.bindTo(first);

            Shop.exhaust(shop.retrier("payments"));

            assertThat(retries("payments", first)).isEqualTo(2);
            assertThat(waits("payments", first)).isEqualTo(2);
            assertThat(first.find("retry.retries").functionCounters()).hasSize(1);
        }

        @Test
        void letsGoAPartThatWasRemoved() {
            MeterRegistry part = new SimpleMeterRegistry();
            composite.add(part);
            new RetryMetrics(shop.registry).bindTo(composite);
            shop.retrier("payments");

            composite.remove(part);
            WeakReference<MeterRegistry> removed = new WeakReference<>(part);
            part = null;

            Garbage.collect(removed);
            assertThat(removed.get()).isNull();
        }
    }

    @Nested
    class AtTheEnd {

        @Test
        void letsGoARegistryThatNobodyElseHolds() {
            RetryMetrics metrics = new RetryMetrics(shop.registry);
            MeterRegistry forgotten = new SimpleMeterRegistry();
            metrics.bindTo(forgotten);
            shop.retrier("payments");

            WeakReference<MeterRegistry> reference = new WeakReference<>(forgotten);
            forgotten = null;

            Garbage.collect(reference);
            assertThat(reference.get()).isNull();
        }

        @Test
        void givesNothingToARegistryThatIsClosed() {
            RetryMetrics metrics = new RetryMetrics(shop.registry);
            metrics.bindTo(first);
            metrics.bindTo(second);
            first.close();

            shop.retrier("payments");

            assertThat(first.getMeters()).isEmpty();
            assertThat(second.getMeters()).isNotEmpty();
        }

        @Test
        void removesItsMetersFromRegistriesThatLiveOn() {
            first.counter("orders.placed");
            RetryMetrics metrics = new RetryMetrics(shop.registry);
            metrics.bindTo(first);
            shop.retrier("payments");

            metrics.close();
            shop.retrier("later");

            assertThat(first.getMeters())
                    .extracting(Meter::getId)
                    .extracting(Meter.Id::getName)
                    .containsExactly("orders.placed");
            assertThatThrownBy(() -> metrics.bindTo(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("closed retry metrics cannot be bound");
        }

        @Test
        void leavesTheLastCountsInARegistryThatIsClosed() {
            RetryMetrics metrics = new RetryMetrics(shop.registry);
            metrics.bindTo(first);
            Shop.exhaust(shop.retrier("payments"));

            first.close();
            metrics.close();

            assertThat(retries("payments", first)).isEqualTo(2);
        }

        @Test
        void makesRoomForTheRetriersOfTheNextApplication() {
            RetryMetrics before = new RetryMetrics(shop.registry);
            before.bindTo(first);
            Shop.exhaust(shop.retrier("payments"));
            before.close();

            Shop next = new Shop();
            new RetryMetrics(next.registry).bindTo(first);
            Retrier payments = next.retrier("payments");
            Shop.exhaust(payments);
            Shop.exhaust(payments);

            assertThat(retries("payments", first)).isEqualTo(4);
        }
    }

    private static long waits(String name, MeterRegistry registry) {
        return registry.get("retry.delay").tag("name", name).timer().count();
    }

    private static double retries(String name, MeterRegistry registry) {
        return registry.get("retry.retries").tag("name", name).functionCounter().count();
    }
}
