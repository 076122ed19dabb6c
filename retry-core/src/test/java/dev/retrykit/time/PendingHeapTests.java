package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingHeapTests {

    private final PendingHeap heap = new PendingHeap();

    private static Pending due(long nanos) {
        return new Pending(new ThreadAlarm("unused"), nanos, () -> {});
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(heap.first()).isNull();
    }

    @Test
    void keepsTheEarliestFirstWhateverIsAddedAndRemoved() {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            List<Pending> model = new ArrayList<>();
            for (int step = 0; step < 2_000; step++) {
                // Grows in the first half, shrinks in the second.
                if (model.isEmpty() || random.nextInt(10) < (step < 1_000 ? 7 : 2)) {
                    Pending added = due(random.nextInt(500));
                    model.add(added);
                    heap.add(added);
                } else {
                    Pending removed = model.remove(random.nextInt(model.size()));
                    heap.remove(removed);
                    heap.remove(removed);
                    assertThat(removed.index).isEqualTo(-1);
                }
                Pending first = heap.first();
                long earliest = model.stream()
                        .mapToLong(pending -> pending.dueNanos)
                        .min()
                        .orElse(-1);
                assertThat(first == null ? -1 : first.dueNanos)
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(earliest);
            }
            model.forEach(heap::remove);
            assertThat(heap.first()).isNull();
            assertThat(model).allSatisfy(pending -> assertThat(pending.index).isEqualTo(-1));
        }
    }

    @Test
    void ordersTimesAcrossTheOverflowOfTheClock() {
        Pending before = due(Long.MAX_VALUE - 5);
        Pending after = due(Long.MIN_VALUE + 5);
        heap.add(after);
        heap.add(before);

        assertThat(heap.first()).isSameAs(before);
    }
}
