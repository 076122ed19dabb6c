package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Which failures of Google's clients are retried. */
class GaxStartTests {

    private static final String INSTANCE = "retrykit.instances.books.";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class, RetryGaxAutoConfiguration.class))
            .withPropertyValues(INSTANCE + "max-attempts=2", INSTANCE + "backoff.strategy=none");

    private record Code(StatusCode.Code getCode) implements StatusCode {

        @Override
        public Object getTransportCode() {
            return getCode;
        }
    }

    private static long retries(Retrier retrier, Exception failure) {
        assertThatThrownBy(() -> retrier.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        return retrier.statistics().retries();
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, false, 1", "ABORTED, true, 1", "ABORTED, false, 0", "NOT_FOUND, false, 0"})
    void theirStatusDecidesOrTheirOwnWord(StatusCode.Code code, boolean retryable, long retries) {
        runner.run(context -> assertThat(retries(
                        context.getBean(RetryRegistry.class).get("books"),
                        new ApiException(null, new Code(code), retryable)))
                .isEqualTo(retries));
    }

    @ParameterizedTest
    @CsvSource({
        "retry-on-status=UNAVAILABLE",
        "ignore=com.google.api.gax.rpc.ApiException",
        "retry-on=java.io.IOException"
    })
    void whatIsWrittenBeatsTheirOwnWord(String property) {
        runner.withPropertyValues(INSTANCE + property)
                .run(context -> assertThat(retries(
                                context.getBean(RetryRegistry.class).get("books"),
                                new ApiException(null, new Code(StatusCode.Code.ABORTED), true)))
                        .isZero());
    }

    @Test
    void theirOwnWordIsLookedForInCausesAsTheirStatusIs() {
        Exception retryable =
                new IllegalStateException(new ApiException(null, new Code(StatusCode.Code.ABORTED), true));
        Exception wrapped = new ExecutionException(new ApiException(null, new Code(StatusCode.Code.ABORTED), true));
        runner.run(context -> assertThat(
                        retries(context.getBean(RetryRegistry.class).get("books"), retryable))
                .isEqualTo(1));
        runner.withPropertyValues(INSTANCE + "match-causes=false", INSTANCE + "ignore=java.lang.IllegalStateException")
                .run(context -> assertThat(
                                retries(context.getBean(RetryRegistry.class).get("books"), wrapped))
                        .isEqualTo(1));
    }

    @Test
    void nothingIsAddedWithoutGax() {
        runner.withClassLoader(new FilteredClassLoader("com.google.api.gax"))
                .run(context -> assertThat(context).doesNotHaveBean(RetryGaxAutoConfiguration.class));
    }
}
