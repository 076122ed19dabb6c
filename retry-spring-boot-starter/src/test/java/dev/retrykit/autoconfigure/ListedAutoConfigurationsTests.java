package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

class ListedAutoConfigurationsTests {

    @Test
    void includeMetersAndEndpoint() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(
                        RetryEndpointAutoConfiguration.class.getName(), RetryMetricsAutoConfiguration.class.getName());
    }
}
