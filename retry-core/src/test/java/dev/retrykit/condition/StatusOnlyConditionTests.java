package dev.retrykit.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatusOnlyConditionTests {

    @Test
    void aConditionOnStatusesAloneTellsThemInAlphabeticalOrder() {
        assertThat(FailureCondition.onStatus("unavailable", "5XX", "429").statuses())
                .hasValueSatisfying(statuses -> assertThat(statuses).containsExactly("429", "5xx", "UNAVAILABLE"));
    }

    @Test
    void aConditionOnNoStatusAtAllTellsThatTheyAreNone() {
        assertThat(FailureCondition.onStatus().statuses())
                .hasValueSatisfying(statuses -> assertThat(statuses).isEmpty());
    }

    @Test
    void aConditionThatLooksAtAnythingElseTellsNothing() {
        FailureCondition unavailable = FailureCondition.onStatus("UNAVAILABLE");

        assertThat(FailureCondition.standard().statuses()).isEmpty();
        assertThat(FailureCondition.onStatusElse(Set.of("503"), FailureCondition.on(IOException.class))
                        .statuses())
                .isEmpty();
        assertThat(FailureCondition.on(IOException.class).statuses()).isEmpty();
        assertThat(unavailable.and(FailureCondition.except(IOException.class)).statuses())
                .isEmpty();
        assertThat(unavailable.or(FailureCondition.onStatus("ABORTED")).statuses())
                .isEmpty();
    }
}
