package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingHeapTests {

    private final PendingHeap heap = new PendingHeap();

    private final Map<Pending, Long> due = new LinkedHashMap<>();

    private Pending addDue(long nanos) {
        Pending pending = new PendingAction(() -> {});
        due.put(pending, nanos);
        heap.add(pending, nanos);
        return pending;
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
                    model.add(addDue(random.nextInt(500)));
                } else {
                    Pending removed = model.remove(random.nextInt(model.size()));
                    heap.remove(removed);
                    heap.remove(removed);
                    assertThat(removed.index).isEqualTo(-1);
                }
                Pending first = heap.first();
                Long earliest = model.stream().map(due::get).min(Long::compare).orElse(null);
                assertThat(first == null ? null : due.get(first))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(earliest);
                assertThat(first == null ? null : heap.firstDueNanos()).isEqualTo(earliest);
            }
            model.forEach(heap::remove);
            assertThat(heap.first()).isNull();
            assertThat(model).allSatisfy(pending -> assertThat(pending.index).isEqualTo(-1));
        }
    }

    @Test
    void ordersTimesAcrossTheOverflowOfTheClock() {
        addDue(Long.MIN_VALUE + 5);
        Pending before = addDue(Long.MAX_VALUE - 5);

        assertThat(heap.first()).isSameAs(before);
    }
}
