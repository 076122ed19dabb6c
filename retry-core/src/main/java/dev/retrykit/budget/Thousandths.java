package dev.retrykit.budget;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Decimal numbers as whole thousandths, so that budgets count in integers. */
final class Thousandths {

    static final double SMALLEST = 0.001;

    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Thousandths() {}

    /**
     * The thousandths of a finite number that is not negative, as it is written in decimal: 251 for 0.251, where
     * {@code 1000 * 0.251} in floating point may land on either side. More decimal places are cut off; saturates.
     */
    static long of(double number) {
        return of(BigDecimal.valueOf(number));
    }

    static long of(BigDecimal number) {
        return number.movePointRight(3).toBigInteger().min(MAX).longValueExact();
    }
}
