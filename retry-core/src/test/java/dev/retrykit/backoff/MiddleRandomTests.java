package dev.retrykit.backoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class MiddleRandomTests {

    private final RandomGenerator random = MiddleRandom.INSTANCE;

    @Test
    void returnsTheMiddleOfEveryRange() {
        assertThat(random.nextDouble()).isEqualTo(0.5);
        assertThat(random.nextDouble(10)).isEqualTo(5);
        assertThat(random.nextDouble(10, 20)).isEqualTo(15);
        assertThat(random.nextFloat()).isEqualTo(0.5f);
        assertThat(random.nextInt(100)).isEqualTo(50);
        assertThat(random.nextInt(64)).isEqualTo(32);
        assertThat(random.nextInt(100, 200)).isEqualTo(150);
        assertThat(random.nextInt(Integer.MIN_VALUE, Integer.MAX_VALUE)).isEqualTo(-1);
        assertThat(random.nextLong(100)).isEqualTo(50);
        assertThat(random.nextLong(100, 200)).isEqualTo(150);
        assertThat(random.nextLong(Long.MIN_VALUE, Long.MAX_VALUE)).isEqualTo(-1);
        assertThat(random.nextGaussian()).isZero();
        assertThat(random.nextGaussian(7, 2)).isEqualTo(7);
    }

    @Test
    void refusesAnEmptyRangeAsOtherGeneratorsDo() {
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(0));
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextInt(2, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> random.nextLong(-1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> random.nextLong(3, 2))
                .withMessage("bound must be greater than origin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> random.nextGaussian(0, -1))
                .withMessage("standard deviation must be non-negative");
    }
}
