package dev.retrykit.condition;

import static dev.retrykit.condition.Outcomes.above;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CausesTests {

    private final IOException inside = new IOException();

    static Stream<UnaryOperator<Throwable>> wrappers() {
        return Stream.of(
                CompletionException::new,
                ExecutionException::new,
                InvocationTargetException::new,
                UndeclaredThrowableException::new,
                failure -> new CompletionException(new ExecutionException(new InvocationTargetException(failure))));
    }

    @ParameterizedTest
    @MethodSource("wrappers")
    void takesAFailureOutOfTheWrappersOfFuturesAndReflection(UnaryOperator<Throwable> wrapper) {
        assertThat(Causes.unwrapped(wrapper.apply(inside))).isSameAs(inside);
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        IllegalStateException failure = new IllegalStateException(inside);
        assertThat(Causes.unwrapped(failure)).isSameAs(failure);
    }

    @Test
    void leavesAWrapperWithoutCauseAsItIs() {
        ExecutionException empty = new ExecutionException("nothing inside", null);
        assertThat(Causes.unwrapped(empty)).isSameAs(empty);
    }

    @Test
    void comesToAnEndWithWrappersThatGoRoundInACircle() {
        // A null message, and not a null cause, leaves the cause open.
        ExecutionException outer = new ExecutionException((String) null) {
            private static final long serialVersionUID = 1L;
        };
        outer.initCause(new CompletionException(outer));
        assertThat(Causes.unwrapped(outer)).isIn(outer, outer.getCause());
    }

    @Test
    void goesSixteenCausesDeep() {
        int seen = 0;
        int depth = 0;
        for (Throwable each = above(40, inside); each != null; each = Causes.next(each, ++depth)) {
            seen++;
        }
        assertThat(seen).isEqualTo(17); // the failure and 16 causes
    }
}
