package dev.retrykit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class TestingPageTests {

    @Test
    void theExampleIsATestThatRuns() throws IOException {
        String source = Files.readString(
                Page.ROOT.resolve("retry-spring-boot-starter/src/test/java/dev/retrykit/docs/CheckoutTests.java"));

        assertThat(Page.of("docs/testing.md").blocks("java"))
                .singleElement()
                .satisfies(block -> assertThat(source).endsWith(block.code()));
    }
}
