package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.condition.StatusSource;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;

/** What is written at a method, and what it means beside properties. */
class AnnotationAttributesTests {

    private static final String FAST = """
            retrykit.defaults.backoff.strategy: fixed
            retrykit.defaults.backoff.delay: 0ms
            """;

    static class Service {

        private int calls;

        @Retryable(
                maxAttempts = "${service.attempts:4}",
                retryOn = IOException.class,
                ignore = FileNotFoundException.class)
        public void call(Exception failure) throws Exception {
            calls++;
            throw failure;
        }

        @Retryable(maxAttempts = "", delay = "${service.delay:}")
        public void plain(Exception failure) throws Exception {
            calls++;
            throw failure;
        }

        /** Since it was last asked. */
        public int calls() {
            int counted = calls;
            calls = 0;
            return counted;
        }
    }

    static class Statuses {

        @Bean
        StatusSource notFound() {
            return resultOrFailure -> resultOrFailure instanceof SocketException ? "404" : null;
        }
    }

    interface Call {
        void of(Service service, Exception failure) throws Exception;
    }

    private static List<Integer> calls(String yaml, Call call, Exception... failures) {
        List<Integer> calls = new ArrayList<>();
        Application.of(yaml).beans(Service.class, Statuses.class).run(context -> {
            Service service = context.getBean(Service.class);
            for (Exception failure : failures) {
                assertThat(catchThrowable(() -> call.of(service, failure))).isSameAs(failure);
                calls.add(service.calls());
            }
        });
        return calls;
    }

    @Test
    void sayHowOftenAndAfterWhatAMethodIsCalledAgain() {
        assertThat(calls(
                        FAST,
                        Service::call,
                        new IOException(),
                        new FileNotFoundException(),
                        new IllegalStateException()))
                .containsExactly(4, 1, 1);
    }

    @Test
    void meanTypesAloneWhereTheyNameTypes() {
        assertThat(calls(FAST, Service::call, new SocketException())).containsExactly(4);
        assertThat(calls(FAST, Service::plain, new SocketException())).containsExactly(1);
    }

    @Test
    void giveWayToProperties() {
        assertThat(calls(FAST + """
                        retrykit.instances.annotation-attributes-tests-service-call.max-attempts: 2
                        retrykit.instances.annotation-attributes-tests-service-call.retry-on: java.lang.IllegalStateException
                        """, Service::call, new IllegalStateException(), new IOException()))
                .containsExactly(2, 1);
    }

    @Test
    void beatTheDefaults() {
        assertThat(calls(FAST + "retrykit.defaults.max-attempts: 9\n", Service::call, new IOException()))
                .containsExactly(4);
    }

    @Test
    void mayBePlaceholders() {
        assertThat(calls(FAST + "service.attempts: 6\n", Service::call, new IOException()))
                .containsExactly(6);
    }

    @Test
    void sayNothingWhereTheyAreEmpty() {
        assertThat(calls(FAST + "retrykit.defaults.max-attempts: 5\n", Service::plain, new IOException()))
                .containsExactly(5);
    }

    @Test
    void startTheBackoffFromTheirDelay() {
        Application.of("service.delay: 70ms\nretrykit.defaults.backoff.strategy: fixed\n")
                .beans(Service.class)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("annotation-attributes-tests-service-plain")
                                .policy()
                                .backoff()
                                .nominalBefore(1))
                        .hasMillis(70));
    }
}
