package dev.retrykit;

import static dev.retrykit.Step.fails;
import static dev.retrykit.Step.interruptsItself;
import static dev.retrykit.Step.returns;
import static dev.retrykit.Step.takes;
import static dev.retrykit.Step.waits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.condition.FailureCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Who interrupts, and when, against what the attempt comes to.
 *
 * <p>Each attempt may take two seconds. {@code ArithmeticException} is final, everything else is retried.
 */
class InterruptGridTests {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LATE = Duration.ofSeconds(3);

    /** One cell: what is set before, what the attempts do, and how it ends. */
    record Cell(
            String name,
            boolean flagBefore,
            boolean interruptedFromOutside,
            List<Step> script,
            List<String> story,
            boolean flagAfter) {

        static Cell of(String name, Step... script) {
            return new Cell(name, false, false, List.of(script), List.of(), false);
        }

        /** With a foreign interrupt that came before the call. */
        Cell interruptedBefore() {
            return new Cell(name, true, interruptedFromOutside, script, story, flagAfter);
        }

        /** With a foreign interrupt half a second into the call. */
        Cell interruptedMeanwhile() {
            return new Cell(name, flagBefore, true, script, story, flagAfter);
        }

        Cell tells(String... story) {
            return new Cell(name, flagBefore, interruptedFromOutside, script, List.of(story), flagAfter);
        }

        Cell leavesTheFlag() {
            return new Cell(name, flagBefore, interruptedFromOutside, script, story, true);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Step finalFailure() {
        return scene -> {
            throw new ArithmeticException();
        };
    }

    /** As clients do that catch the interrupt, set the flag again and fail in a way of their own. */
    private static Step translatesInterrupts(Step step) {
        return scene -> {
            try {
                return step.play(scene);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        };
    }

    private static final String[] CUT_THEN_SUCCESS = {
        "attempt 1 threw AttemptTimeoutException", "attempt 2 in PT1S", "success after 2, PT1S"
    };

    private static List<Cell> duringTheAttemptByOurLimit() {
        return List.of(
                Cell.of("our limit; a value that comes late", takes(LATE, returns("a"))),
                Cell.of("our limit; a retryable failure that comes late", takes(LATE, fails()), returns("a"))
                        .tells(CUT_THEN_SUCCESS),
                Cell.of("our limit; a final failure that comes late", takes(LATE, finalFailure()), returns("a"))
                        .tells(CUT_THEN_SUCCESS),
                Cell.of("our limit; an interrupted wait", waits(LATE, returns("late")), returns("a"))
                        .tells(CUT_THEN_SUCCESS),
                Cell.of(
                                "our limit; an interrupted wait whose flag is set again",
                                translatesInterrupts(waits(LATE, returns("late"))),
                                returns("a"))
                        .tells(CUT_THEN_SUCCESS),
                Cell.of(
                                "our limit; a failure exactly at the limit",
                                takes(Duration.ofSeconds(2), fails()),
                                returns("a"))
                        .tells(CUT_THEN_SUCCESS));
    }

    private static List<Cell> duringTheAttemptByOurLimitWithAForeignFlag() {
        return List.of(
                Cell.of("flag set before, then our limit; a value", takes(LATE, returns("a")))
                        .interruptedBefore()
                        .leavesTheFlag(),
                Cell.of("flag set before, then our limit; a retryable failure", takes(LATE, fails()))
                        .interruptedBefore()
                        .tells(
                                "attempt 1 threw AttemptTimeoutException",
                                "attempt 2 in PT1S",
                                "interrupted after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of("flag set before, then our limit; a final failure", takes(LATE, finalFailure()))
                        .interruptedBefore()
                        .tells(
                                "attempt 1 threw AttemptTimeoutException",
                                "attempt 2 in PT1S",
                                "interrupted after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of(
                                "flag set before, then our limit; an InterruptedException that used it up",
                                takes(LATE, waits(SECOND, returns("late"))))
                        .interruptedBefore()
                        .tells(
                                "attempt 1 threw AttemptTimeoutException",
                                "attempt 2 in PT1S",
                                "interrupted after 1, PT0S")
                        .leavesTheFlag());
    }

    private static List<Cell> duringTheAttemptByOthers() {
        return List.of(
                Cell.of("from outside during the attempt; a value", takes(SECOND, returns("a")))
                        .interruptedMeanwhile()
                        .leavesTheFlag(),
                Cell.of("from outside during the attempt; a retryable failure", takes(SECOND, fails()))
                        .interruptedMeanwhile()
                        .tells("attempt 1 threw IOException", "attempt 2 in PT1S", "interrupted after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of("from outside during the attempt; a final failure", takes(SECOND, finalFailure()))
                        .interruptedMeanwhile()
                        .tells("attempt 1 threw ArithmeticException", "not-retryable after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of("from outside during the attempt; an interrupted wait", waits(SECOND, returns("late")))
                        .interruptedMeanwhile()
                        .tells("attempt 1 threw InterruptedException", "not-retryable after 1, PT0S")
                        .leavesTheFlag());
    }

    private static List<Cell> duringTheWait() {
        return List.of(
                Cell.of("during the wait after a retryable failure", fails())
                        .interruptedMeanwhile()
                        .tells("attempt 1 threw IOException", "attempt 2 in PT1S", "interrupted after 1, PT0.5S")
                        .leavesTheFlag(),
                Cell.of("during the wait after a value that is not acceptable", returns("not yet"))
                        .interruptedMeanwhile()
                        .tells("attempt 1 returned not yet", "attempt 2 in PT1S", "interrupted after 1, PT0.5S")
                        .leavesTheFlag(),
                Cell.of("when a final failure has ended the call before", finalFailure())
                        .tells("attempt 1 threw ArithmeticException", "not-retryable after 1, PT0S"));
    }

    private static List<Cell> byTheOperationItself() {
        return List.of(
                Cell.of("by the operation itself; a value", interruptsItself(returns("a")))
                        .leavesTheFlag(),
                Cell.of("by the operation itself; a retryable failure", interruptsItself(fails()))
                        .tells("attempt 1 threw IOException", "attempt 2 in PT1S", "interrupted after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of("by the operation itself; a final failure", interruptsItself(finalFailure()))
                        .tells("attempt 1 threw ArithmeticException", "not-retryable after 1, PT0S")
                        .leavesTheFlag(),
                Cell.of("by the operation itself; an InterruptedException", fails(new InterruptedException()))
                        .tells("attempt 1 threw InterruptedException", "not-retryable after 1, PT0S")
                        .leavesTheFlag());
    }

    static Stream<Arguments> cells() {
        List<Cell> all = new ArrayList<>();
        all.addAll(duringTheAttemptByOurLimit());
        all.addAll(duringTheAttemptByOurLimitWithAForeignFlag());
        all.addAll(duringTheAttemptByOthers());
        all.addAll(duringTheWait());
        all.addAll(byTheOperationItself());
        return CallForms.blocking().stream()
                // "run" has no value that could be unacceptable.
                .filter(form -> form != BlockingForm.RUN)
                .flatMap(form -> all.stream().map(cell -> Arguments.of(form, cell)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cells")
    void endsAsSaidWithTheFlagAsSaid(CallForm form, Cell cell) {
        Scene scene = new Scene(
                form,
                Scene.policy()
                        .attemptTimeout(AttemptTimeout.fixed(Duration.ofSeconds(2)))
                        .retryOn(FailureCondition.standard().and(FailureCondition.except(ArithmeticException.class)))
                        .retryOnResult(String.class, "not yet"::equals));
        if (cell.interruptedFromOutside()) {
            scene.time.ringAfter(Duration.ofMillis(500), Thread.currentThread()::interrupt);
        }
        if (cell.flagBefore()) {
            Thread.currentThread().interrupt();
        }

        Played played = scene.play(cell.script().toArray(Step[]::new));

        assertThat(played.story()).isEqualTo(cell.story());
        assertThat(played.flag()).isEqualTo(cell.flagAfter());
    }
}
