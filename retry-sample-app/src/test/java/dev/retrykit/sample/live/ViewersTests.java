package dev.retrykit.sample.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class ViewersTests {

    /** Threads that have been asked for and have not begun. */
    private final Deque<Runnable> threads = new ArrayDeque<>();

    private final Viewers viewers = new Viewers(threads::add);

    @Test
    void seeEverythingWhileTheyKeepUp() {
        Screen screen = add();

        viewers.show("first");
        runThreads();
        viewers.show("second");
        runThreads();

        assertThat(screen.seen).containsExactly("first", "second");
    }

    @Test
    void seeOnlyTheNewestWhenTheyAreSlow() {
        Screen slow = add();

        viewers.show("first");
        viewers.show("second");
        viewers.show("third");

        assertThat(threads).hasSize(1);
        runThreads();
        assertThat(slow.seen).containsExactly("third");
    }

    @Test
    void doNotHoldUpEachOther() {
        Screen stuck = add();
        Screen quick = add();
        viewers.show("first");
        Runnable never = threads.removeFirst();
        runThreads();

        viewers.show("second");
        runThreads();

        assertThat(quick.seen).containsExactly("first", "second");
        assertThat(stuck.seen).isEmpty();
        never.run();
        assertThat(stuck.seen).containsExactly("second");
    }

    @Test
    void areForgottenWhenTheyHaveGone() {
        Screen gone = add();
        gone.on = false;
        viewers.show("first");
        runThreads();

        viewers.show("second");

        assertThat(threads).isEmpty();
    }

    @Test
    void areSoManyAtMostUntilOneHasGone() {
        Screen first = add();
        for (int viewer = 1; viewer < Viewers.MOST; viewer++) {
            add();
        }
        assertThat(viewers.add(new Screen())).isFalse();

        first.on = false;
        viewers.show("first");
        runThreads();

        assertThat(viewers.add(new Screen())).isTrue();
    }

    @Test
    void seeTheNextOneWhenNoThreadWasFree() {
        boolean[] free = {false};
        Executor busy = task -> {
            if (!free[0]) {
                throw new RejectedExecutionException();
            }
            task.run();
        };
        Viewers few = new Viewers(busy);
        Screen screen = new Screen();
        assertThat(few.add(screen)).isTrue();
        few.show("first");
        free[0] = true;

        few.show("second");

        assertThat(screen.seen).containsExactly("second");
    }

    @Test
    void areSentAwayAtTheEnd() {
        Screen screen = add();

        viewers.end();
        runThreads();
        viewers.show("late");

        assertThat(screen.ended).isTrue();
        assertThat(threads).isEmpty();
    }

    private Screen add() {
        Screen screen = new Screen();
        assertThat(viewers.add(screen)).isTrue();
        return screen;
    }

    private void runThreads() {
        while (!threads.isEmpty()) {
            threads.removeFirst().run();
        }
    }

    private static final class Screen implements Channel {

        final List<String> seen = new ArrayList<>();
        boolean on = true;
        boolean ended;

        @Override
        public void send(String json) throws IOException {
            if (!on) {
                throw new IOException("gone");
            }
            seen.add(json);
        }

        @Override
        public void end() {
            ended = true;
        }
    }
}
