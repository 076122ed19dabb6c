package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConditionTests {

    @Test
    void aLevelThatNamesTypesAloneEmptiesTheStatuses() {
        String yaml = """
                retrykit:
                  defaults:
                    retry-on-status: 5xx, UNAVAILABLE
                  instances:
                    payments:
                      retry-on: java.io.IOException
                """;
        assertThat(LayeringTests.policy(yaml, "payments").retryOn())
                .hasToString("java.io.IOException and except java.io.FileNotFoundException");
        assertThat(LayeringTests.values(yaml, "payments"))
                .contains(
                        "retry-on=[java.io.IOException] <- retrykit.instances.payments.retry-on (application.yml - 6:17)",
                        "retry-on-status=[] <- retrykit.instances.payments.retry-on (application.yml - 6:17)");
    }

    @Test
    void aLevelThatNamesStatusesAloneKeepsTheTypes() {
        assertThat(LayeringTests.policy("""
                retrykit:
                  defaults:
                    retry-on: java.io.IOException
                  instances:
                    payments:
                      retry-on-status: [503, unavailable]
                      ignore:
                """, "payments").retryOn())
                .hasToString("status 503, UNAVAILABLE, without status java.io.IOException");
    }

    @Test
    void aLevelThatNamesBothHasBoth() {
        assertThat(LayeringTests.policy("""
                retrykit:
                  instances:
                    payments:
                      retry-on: [java.io.IOException, java.lang.IllegalStateException]
                      retry-on-status: 429
                      ignore: []
                """, "payments").retryOn())
                .hasToString("status 429, without status java.io.IOException, java.lang.IllegalStateException");
    }
}
