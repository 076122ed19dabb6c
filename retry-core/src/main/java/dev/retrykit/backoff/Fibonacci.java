package dev.retrykit.backoff;

import java.time.Duration;

/** A delay that grows as the Fibonacci numbers 1, 1, 2, 3, 5 do: {@code initial * F(n)}. */
record Fibonacci(Duration initial) implements Formula {

    /** F(1) to F(92), the last that a long holds. */
    private static final long[] NUMBERS = numbers();

    Fibonacci {
        initial = Check.duration("initial", initial);
    }

    @Override
    public long nominalNanos(int retry) {
        long number = retry > NUMBERS.length ? Long.MAX_VALUE : NUMBERS[retry - 1];
        return Nanos.times(initial.toNanos(), number);
    }

    @Override
    public String toString() {
        return "fibonacci " + Text.of(initial);
    }

    private static long[] numbers() {
        long[] numbers = new long[92];
        numbers[0] = 1;
        numbers[1] = 1;
        for (int i = 2; i < numbers.length; i++) {
            numbers[i] = numbers[i - 1] + numbers[i - 2];
        }
        return numbers;
    }
}
