package dev.retrykit.sources;

import java.util.random.RandomGenerator;

/** The generators that draw the lowest, the middle and the highest number there is. */
enum Draw implements RandomGenerator {
    LOWEST(0),
    MIDDLE(Long.MIN_VALUE),
    HIGHEST(-1);

    private final long bits;

    Draw(long bits) {
        this.bits = bits;
    }

    @Override
    public long nextLong() {
        return bits;
    }
}
