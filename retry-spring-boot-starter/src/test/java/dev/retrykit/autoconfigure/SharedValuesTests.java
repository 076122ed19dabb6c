package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.endpoint.EffectiveValue;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which values of two instances are one object. */
class SharedValuesTests {

    private final SharedValues shared = new SharedValues();

    @Test
    void builtInValuesThatAreEqualAreOne() {
        EffectiveValue first = shared.of(new Chosen<>("retry-on-status", List.of("503", "504"), null));
        EffectiveValue second = shared.of(new Chosen<>("retry-on-status", List.of("503", "504"), null));

        assertThat(second).isSameAs(first);
        assertThat(second.origin()).isEqualTo("built-in");
    }

    @Test
    void builtInValuesThatDifferAreKept() {
        shared.of(new Chosen<>("backoff.max-delay", "PT10S", null));

        assertThat(shared.of(new Chosen<>("backoff.max-delay", "PT20S", null)).value())
                .isEqualTo("PT20S");
    }

    @Test
    void whatWasWrittenIsNeverAnothersValue() {
        shared.of(new Chosen<>("nested", "once", null));
        Written written = new Written("retrykit.instances.payments.nested", "once", null);

        assertThat(shared.of(new Chosen<>("nested", "once", written)).origin())
                .isEqualTo("retrykit.instances.payments.nested");
    }
}
