package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryNameTests {

    @ParameterizedTest
    @CsvSource({
        "OrderService-charge, order-service-charge",
        "URLFetcher-getV2, url-fetcher-get-v2",
        "Outer$Inner-run, outer-inner-run",
        "snake_case-with__runs, snake-case-with-runs",
        "_Private-_run_, private-run",
        "HTTP2Client-sendHTTP, http2-client-send-http",
        "OAuth2Client-refresh, o-auth2-client-refresh",
        "ABTest-aB, ab-test-a-b",
        "Foo$1Bar-x, foo-1-bar-x",
        "V1-a, v1-a",
        "DATA-READ, data-read",
    })
    void isKebabCase(String text, String name) {
        assertThat(RetryName.kebab(text)).isEqualTo(name);
    }

    @Test
    void isTheClassWithItsOuterOnesAndTheMethod() throws Exception {
        assertThat(RetryName.of(RetryNameTests.class, getClass().getDeclaredMethod("getV2")))
                .isEqualTo("retry-name-tests-get-v2");
        assertThat(RetryName.of(URLFetcher.class, getClass().getDeclaredMethod("getV2")))
                .isEqualTo("retry-name-tests-url-fetcher-get-v2");
    }

    @Test
    void takesTheLastSegmentOfThePackageToTellTwoApart() throws Exception {
        assertThat(RetryName.withPackage(RetryNameTests.class, getClass().getDeclaredMethod("getV2"), "tests-get-v2"))
                .isEqualTo("aop-tests-get-v2");
    }

    @Test
    void isRefusedWhenLettersHaveNoPlaceInNames() throws Exception {
        assertThatExceptionOfType(RetryDeclarationException.class)
                .isThrownBy(() -> RetryName.checked(
                        "größe", RetryNameTests.class, getClass().getDeclaredMethod("getV2")))
                .withMessage("No legal name can be derived from RetryNameTests.getV2: 'größe' is not made"
                        + " of lower-case letters, digits and single dashes.")
                .satisfies(complaint ->
                        assertThat(complaint.action()).isEqualTo("Name the instance in Retrykit's @Retryable."));
    }

    void getV2() {}

    static class URLFetcher {}
}
