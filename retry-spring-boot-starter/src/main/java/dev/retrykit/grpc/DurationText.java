package dev.retrykit.grpc;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as the JSON form of protobuf writes them: {@code 0.05s}, {@code 1.5s}, {@code 90s}. */
final class DurationText {

    /** Any number of digits would not fit into a long; protobuf stops at twelve. */
    private static final Pattern LEGAL = Pattern.compile("-?(?=[.\\d])\\d{0,12}(\\.\\d{1,9})?s");

    private DurationText() {}

    static Optional<Duration> parsed(String text) {
        if (!LEGAL.matcher(text).matches()) {
            return Optional.empty();
        }
        BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        return Optional.of(Duration.ofSeconds(
                whole.longValueExact(),
                seconds.subtract(whole).movePointRight(9).longValueExact()));
    }

    /** Seconds and their fraction apart, so that none of the fraction's leading zeros can be lost. */
    static String of(Duration duration) {
        return BigDecimal.valueOf(duration.getSeconds())
                        .add(BigDecimal.valueOf(duration.getNano(), 9))
                        .stripTrailingZeros()
                        .toPlainString()
                + "s";
    }
}
