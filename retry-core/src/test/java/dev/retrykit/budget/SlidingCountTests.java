package dev.retrykit.budget;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlidingCountTests {

    private final SlidingCount count = new SlidingCount();

    @Test
    void forgetsAStepWhenItsSlotIsNeededAgain() {
        count.add(0);
        count.moveTo(1);
        count.add(1);
        count.moveTo(127);
        assertThat(count.total()).isEqualTo(2);
        count.moveTo(128);
        assertThat(count.total()).isEqualTo(1);
        count.moveTo(129);
        assertThat(count.total()).isZero();
    }

    @Test
    void forgetsEveryStepThatAJumpLeavesBehind() {
        for (long step = 0; step < 128; step++) {
            count.moveTo(step);
            count.add(step);
        }
        count.moveTo(200); // leaves 73 to 127
        assertThat(count.total()).isEqualTo(55);
        count.moveTo(10_000);
        assertThat(count.total()).isZero();
    }

    @Test
    void aStepThatIsOverChangesNothing() {
        count.moveTo(200);
        count.add(200);
        count.moveTo(72);
        assertThat(count.total()).isEqualTo(1);
    }

    @Test
    void whatComesLateIsCountedInTheNewStepOfItsSlot() {
        count.moveTo(133);
        count.add(133);
        assertThat(count.raiseBelow(2)).isTrue();
        assertThat(count.place(5)).isEqualTo(133);
        assertThat(count.total()).isEqualTo(2);
        count.moveTo(260);
        assertThat(count.total()).isEqualTo(2);
        count.moveTo(261);
        assertThat(count.total()).isZero();
    }

    @Test
    void isNotRaisedToMoreThanTheLimit() {
        assertThat(count.raiseBelow(0)).isFalse();
        assertThat(count.raiseBelow(1)).isTrue();
        assertThat(count.raiseBelow(1)).isFalse();
    }

    @Test
    void takesBackOnlyWhatIsThere() {
        count.moveTo(3);
        count.add(3);
        count.remove(3);
        count.remove(3);
        assertThat(count.total()).isZero();
        count.moveTo(131);
        count.add(131);
        count.remove(3);
        assertThat(count.total()).isEqualTo(1);
    }
}
