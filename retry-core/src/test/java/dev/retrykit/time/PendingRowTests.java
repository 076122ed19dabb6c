package dev.retrykit.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PendingRowTests {

    private final PendingRow row = new PendingRow();

    private Pending add(long due) {
        Pending pending = new PendingAction(() -> {});
        assertThat(row.add(pending, due)).isTrue();
        return pending;
    }

    private List<Pending> addUpTo(int count) {
        return LongStream.range(0, count).mapToObj(this::add).toList();
    }

    private List<Long> removeAll() {
        List<Long> due = new ArrayList<>();
        for (Pending first = row.first(); first != null; first = row.first()) {
            due.add(row.firstDueNanos());
            row.remove(first);
        }
        return due;
    }

    @Test
    void takesNothingThatIsDueBeforeTheLast() {
        add(5);
        Pending earlier = new PendingAction(() -> {});

        assertThat(row.add(earlier, 4)).isFalse();
        assertThat(PendingRow.holds(earlier)).isFalse();
        add(5);
        assertThat(removeAll()).containsExactly(5L, 5L);
    }

    @Test
    void takesAnythingAgainOnceTheLastIsGone() {
        add(5);
        row.remove(add(9));
        add(6);
        assertThat(removeAll()).containsExactly(5L, 6L);
        add(1);
        assertThat(removeAll()).containsExactly(1L);
    }

    @Test
    void growsAndShrinks() {
        assertThat(addUpTo(1_000)).allMatch(PendingRow::holds);
        assertThat(removeAll())
                .containsExactlyElementsOf(LongStream.range(0, 1_000).boxed().toList());
    }

    @Test
    void passesOverWhatWasTakenBack() {
        List<Pending> added = addUpTo(100);
        IntStream.range(0, 100).filter(i -> i % 3 != 1).mapToObj(added::get).forEach(row::remove);
        assertThat(removeAll())
                .containsExactlyElementsOf(
                        LongStream.range(0, 100).filter(i -> i % 3 == 1).boxed().toList());
    }

    @Test
    void usesPlacesAgain() {
        Pending longest = add(0);
        for (long due = 1; due < 10_000; due++) {
            row.remove(add(due));
        }
        add(10_000);
        assertThat(row.first()).isSameAs(longest);
        assertThat(removeAll()).containsExactly(0L, 10_000L);
    }

    @Test
    void ordersTimesAcrossTheOverflowOfTheClock() {
        add(Long.MAX_VALUE - 5);
        add(Long.MIN_VALUE + 5);
        assertThat(removeAll()).containsExactly(Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);
    }
}
