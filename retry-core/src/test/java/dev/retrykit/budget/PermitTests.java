package dev.retrykit.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class PermitTests {

    @Test
    void remembersItsCost() {
        assertThat(Permit.of(14).cost()).isEqualTo(14);
        assertThat(Permit.free().cost()).isZero();
        assertThat(Permit.of(14)).hasToString("permit at 14");
    }

    @Test
    void hasACostUnlessItIsTheFreeOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Permit.of(0))
                .withMessage("cost must be at least 1, but was 0");
    }
}
