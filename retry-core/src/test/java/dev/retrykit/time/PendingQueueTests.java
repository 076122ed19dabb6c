package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PendingQueueTests {

    private final PendingQueue queue = new PendingQueue();

    private final Map<Pending, Long> due = new LinkedHashMap<>();

    private Pending addDue(long nanos) {
        Pending pending = new PendingAction(() -> {});
        due.put(pending, nanos);
        queue.add(pending, nanos);
        return pending;
    }

    @Test
    void isEmptyAtFirst() {
        assertThat(queue.first()).isNull();
    }

    @Test
    void keepsTheEarliestFirstWhateverIsAddedAndRemoved() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            // From times that only rise to such that hardly do.
            int scatter = 1 + (int) seed * 40;
            List<Pending> model = new ArrayList<>();
            for (int step = 0; step < 2_000; step++) {
                if (model.isEmpty() || random.nextInt(10) < (step < 1_000 ? 7 : 2)) {
                    model.add(addDue(step + random.nextInt(scatter)));
                } else {
                    // Often the oldest, as where time passes.
                    Pending removed = model.remove(random.nextBoolean() ? 0 : random.nextInt(model.size()));
                    queue.remove(removed);
                    queue.remove(removed);
                    assertThat(removed.index).isEqualTo(-1);
                }
                Pending first = queue.first();
                Long earliest = model.stream().map(due::get).min(Long::compare).orElse(null);
                assertThat(first == null ? null : due.get(first))
                        .as("seed %s, step %s", seed, step)
                        .isEqualTo(earliest);
                assertThat(first == null ? null : queue.firstDueNanos()).isEqualTo(earliest);
            }
            model.forEach(queue::remove);
            assertThat(queue.first()).isNull();
            assertThat(model).allSatisfy(pending -> assertThat(pending.index).isEqualTo(-1));
        }
    }

    @Test
    void ordersTimesAcrossTheOverflowOfTheClock() {
        addDue(Long.MIN_VALUE + 5);
        Pending before = addDue(Long.MAX_VALUE - 5);

        assertThat(queue.first()).isSameAs(before);
    }
}
