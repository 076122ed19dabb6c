package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.retrykit.AttemptTimeoutException;
import dev.retrykit.RetryRegistry;
import dev.retrykit.condition.ServerDelay;
import dev.retrykit.condition.ServerWord;
import dev.retrykit.condition.StatusSource;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.EffectiveValue;
import dev.retrykit.testing.VirtualTime;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowingConsumer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;

/** What each attribute of Spring's annotation does once it is adopted. */
class AdoptedAnnotationTests {

    private static final String ADOPT = "retrykit.adopt-spring-annotations: true\n";
    private static final String UNBUDGETED = ADOPT + "retrykit.defaults.budget: none\n";
    private static final String NAME = "retrykit.instances.adopted-annotation-tests-service-";

    static class Timeless {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }

        @Bean
        Settings settings() {
            return new Settings();
        }
    }

    static class Settings {

        public String retries() {
            return "2";
        }
    }

    /** Fails as it is told to, and counts. */
    static class Service {

        private int calls;
        private Throwable failure = new IllegalStateException("down");

        int calls() {
            return calls;
        }

        Throwable failure() {
            return failure;
        }

        void failWith(Throwable failure) {
            this.failure = failure;
        }

        private Object fail() {
            calls++;
            AdoptedAnnotationTests.<RuntimeException>raise(failure);
            return "never";
        }

        @Retryable
        void plain() {
            fail();
        }

        @Retryable(maxRetries = 1)
        void once() {
            fail();
        }

        @Retryable(maxRetries = 0)
        void never() {
            fail();
        }

        @Retryable(maxRetriesString = "${service.retries:0}")
        void placeholder() {
            fail();
        }

        @Retryable(maxRetriesString = "#{settings.retries()}", delayString = "#{2 * 250}")
        void expression() {
            fail();
        }

        @Retryable(maxRetries = 1, maxRetriesString = "${service.nothing:}")
        void emptyText() {
            fail();
        }

        @Retryable(maxRetries = 4, delay = 100, multiplier = 1.5, maxDelay = 250)
        void growing() {
            fail();
        }

        @Retryable(
                maxRetries = 4,
                delayString = "100ms",
                multiplierString = "${service.multiplier:1}",
                maxDelayString = "PT0.25S")
        void growingText() {
            fail();
        }

        @Retryable(delay = 2, maxDelay = 2, timeUnit = TimeUnit.SECONDS)
        void seconds() {
            fail();
        }

        @Retryable(delayString = "2", timeUnit = TimeUnit.MINUTES)
        void minutes() {
            fail();
        }

        @Retryable(maxRetries = 20, delay = 1000, jitterString = "200ms", multiplier = 1)
        void jittered() {
            fail();
        }

        @Retryable(maxRetries = 9, timeout = 2500)
        void limited() {
            fail();
        }

        @Retryable(maxRetries = 9, timeoutString = "PT3S")
        void limitedText() {
            fail();
        }

        @Retryable(IOException.class)
        void value() throws IOException {
            fail();
        }

        @Retryable(includes = IOException.class, excludes = FileNotFoundException.class)
        void filtered() throws IOException {
            fail();
        }

        @Retryable(predicate = Choosy.class)
        void choosy() {
            fail();
        }

        @Retryable(delay = 0)
        CompletableFuture<String> stage() {
            calls++;
            return CompletableFuture.failedFuture(failure);
        }

        @Retryable(delay = 0)
        Future<String> future() {
            fail();
            return new CompletableFuture<>();
        }

        @Retryable(delay = 0)
        String status() {
            calls++;
            return "503";
        }
    }

    /** Agrees once for each method, and only to the failures it likes. */
    static class Choosy implements MethodRetryPredicate {

        static final List<String> ASKED = new ArrayList<>();

        @Autowired
        Settings settings;

        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            ASKED.add(method.getName() + " " + failure.getMessage() + " " + settings.retries());
            return ASKED.size() < 3;
        }
    }

    @Retryable(maxRetries = 2, delay = 10)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Patiently {}

    static class Base {

        private int calls;

        int calls() {
            return calls;
        }

        void inherited() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    @Patiently
    static class Covered extends Base {

        void own() {
            inherited();
        }

        @Retryable(maxRetries = 1)
        void nearer() {
            inherited();
        }
    }

    interface Port {

        @Retryable(maxRetries = 1)
        void call();
    }

    static class Adapter implements Port {

        private int calls;

        int calls() {
            return calls;
        }

        @Override
        public void call() {
            calls++;
            throw new IllegalStateException("down");
        }
    }

    static class Overloaded {

        @Retryable(maxRetries = 1)
        void call(int number) {}

        @Retryable(maxRetries = 1)
        void call(String text) {}
    }

    static class Web {

        @Bean
        ServerDelay serverDelay() {
            return failure -> ServerWord.doNotRetry();
        }

        @Bean
        StatusSource statusSource() {
            return outcome -> "503".equals(outcome) ? "503" : null;
        }
    }

    @SuppressWarnings("unchecked")
    private static <X extends Throwable> void raise(Throwable failure) throws X {
        throw (X) failure;
    }

    @Test
    void makesThreeRetriesOneSecondApart() {
        assertThat(sleeps(UNBUDGETED, Service::plain))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void countsRetriesAndNotAttempts() {
        assertThat(calls(UNBUDGETED, Service::once)).isEqualTo(2);
        assertThat(calls(UNBUDGETED, Service::never)).isEqualTo(1);
    }

    @Test
    void resolvesPlaceholders() {
        assertThat(calls(UNBUDGETED + "service.retries: 6\n", Service::placeholder))
                .isEqualTo(7);
    }

    @Test
    void evaluatesExpressions() {
        assertThat(sleeps(UNBUDGETED, Service::expression))
                .containsExactly(Duration.ofMillis(500), Duration.ofMillis(500));
    }

    @Test
    void textOfWhichNothingIsLeftLeavesTheNumber() {
        assertThat(calls(UNBUDGETED, Service::emptyText)).isEqualTo(2);
    }

    @Test
    void multipliesUpToTheLongestDelay() {
        Duration[] series = {
            Duration.ofMillis(100), Duration.ofMillis(150), Duration.ofMillis(225), Duration.ofMillis(250)
        };
        assertThat(sleeps(UNBUDGETED, Service::growing)).containsExactly(series);
        assertThat(sleeps(UNBUDGETED + "service.multiplier: 1.5\n", Service::growingText))
                .containsExactly(series);
    }

    @Test
    void readsNumbersInTheirUnit() {
        assertThat(sleeps(UNBUDGETED, Service::seconds))
                .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(sleeps(UNBUDGETED, Service::minutes))
                .containsExactly(Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofMinutes(2));
    }

    @Test
    void jitterNeverGoesBelowTheDelay() {
        assertThat(sleeps(UNBUDGETED, Service::jittered))
                .hasSize(20)
                .allSatisfy(delay -> assertThat(delay).isBetween(Duration.ofMillis(1000), Duration.ofMillis(1199)))
                .anySatisfy(delay -> assertThat(delay).isGreaterThan(Duration.ofMillis(1000)));
    }

    @Test
    void beginsNoRetryThatTheTimeoutWouldForbid() {
        // The third wait would end at 3 s.
        assertThat(calls(UNBUDGETED, Service::limited)).isEqualTo(3);
        // The third wait would end when the time is up, which is too late too.
        assertThat(calls(UNBUDGETED, Service::limitedText)).isEqualTo(3);
    }

    @Test
    void theTimeoutInterruptsNoAttempt() {
        run(UNBUDGETED, context -> {
            VirtualTime time = context.getBean(VirtualTime.class);
            IllegalStateException late = new IllegalStateException("late");
            RetryRegistry registry = context.getBean(RetryRegistry.class);
            assertThatThrownBy(() -> registry.get("adopted-annotation-tests-service-limited")
                            .run(() -> {
                                time.advance(Duration.ofSeconds(5));
                                assertThat(Thread.currentThread().isInterrupted())
                                        .isFalse();
                                throw late;
                            }))
                    .isInstanceOf(AttemptTimeoutException.class)
                    .hasCause(late);
        });
    }

    @Test
    void includesFailuresAndTheirCauses() {
        assertThat(calls(UNBUDGETED, Service::value, new IOException())).isEqualTo(4);
        assertThat(calls(UNBUDGETED, Service::value, new UncheckedIOException(new IOException())))
                .isEqualTo(4);
        assertThat(calls(UNBUDGETED, Service::value, new IllegalStateException()))
                .isEqualTo(1);
    }

    @Test
    void excludesFailuresAndTheirCauses() {
        assertThat(calls(UNBUDGETED, Service::filtered, new IOException())).isEqualTo(4);
        assertThat(calls(UNBUDGETED, Service::filtered, new FileNotFoundException()))
                .isEqualTo(1);
        assertThat(calls(UNBUDGETED, Service::filtered, new IOException(new FileNotFoundException())))
                .isEqualTo(1);
    }

    @Test
    void asksThePredicateWhichMayHaveBeansInjected() {
        Choosy.ASKED.clear();
        assertThat(calls(UNBUDGETED, Service::choosy)).isEqualTo(3);
        assertThat(Choosy.ASKED).containsExactly("choosy down 2", "choosy down 2", "choosy down 2");
    }

    @Test
    void retriesWhatIsNeverRetriedOtherwise() {
        assertThat(calls(UNBUDGETED, Service::plain, new AssertionError("broken")))
                .isEqualTo(4);
        assertThat(calls(UNBUDGETED, Service::plain, new CancellationException()))
                .isEqualTo(4);
    }

    @Test
    void neverRetriesAfterAVirtualMachineError() {
        assertThat(calls(UNBUDGETED, Service::plain, new StackOverflowError())).isEqualTo(1);
    }

    @Test
    void anInterruptEndsTheCall() {
        run(UNBUDGETED, context -> {
            AtomicInteger calls = new AtomicInteger();
            assertThatThrownBy(() -> context.getBean(RetryRegistry.class)
                            .get("adopted-annotation-tests-service-plain")
                            .run(() -> {
                                calls.incrementAndGet();
                                throw new InterruptedException();
                            }))
                    .isInstanceOf(InterruptedException.class);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(calls).hasValue(1);
        });
    }

    @Test
    void retriesStagesThatFail() {
        run(UNBUDGETED, context -> {
            Service service = context.getBean(Service.class);
            assertThat(service.stage()).failsWithin(Duration.ofSeconds(20));
            assertThat(service.calls()).isEqualTo(4);
        });
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // it throws
    void retriesAFutureUntilItIsReturned() {
        assertThat(calls(UNBUDGETED, Service::future)).isEqualTo(4);
    }

    @Test
    void heedsNoStatusesAndNoServer() {
        Application.of(UNBUDGETED)
                .beans(Timeless.class, Service.class, Web.class)
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    assertThat(service.status()).isEqualTo("503");
                    assertThat(service.calls()).isEqualTo(1);
                    assertThatThrownBy(service::plain).isSameAs(service.failure());
                    assertThat(service.calls()).isEqualTo(5);
                    assertThat(serverDelayMax(context)).isEqualTo("server-delay.max=null <- built-in");
                });
    }

    private static String serverDelayMax(ApplicationContext context) {
        return context.getBean(EffectivePolicies.class).of("adopted-annotation-tests-service-plain").stream()
                .filter(value -> value.property().equals("server-delay.max"))
                .map(value -> value.property() + "=" + value.value() + " <- " + value.origin())
                .collect(Collectors.joining());
    }

    @Test
    void heedsServersWhereTheInstanceSaysHowLong() {
        Application.of(UNBUDGETED + NAME + "plain.server-delay.max: 10s\n")
                .beans(Timeless.class, Service.class, Web.class)
                .run(context -> {
                    Service service = context.getBean(Service.class);
                    assertThatThrownBy(service::plain).isSameAs(service.failure());
                    assertThat(service.calls()).isEqualTo(1);
                    assertThat(serverDelayMax(context))
                            .startsWith("server-delay.max=PT10S <- ")
                            .doesNotContain("built-in");
                });
    }

    @Test
    void anAnnotationOnTheClassCoversWhatItInherits() {
        Application.of(UNBUDGETED).beans(Timeless.class, Covered.class).run(context -> {
            Covered covered = context.getBean(Covered.class);
            assertThatThrownBy(covered::own).hasMessage("down");
            assertThat(covered.calls()).isEqualTo(3);
            assertThatThrownBy(covered::inherited).hasMessage("down");
            assertThat(covered.calls()).isEqualTo(6);
            assertThatThrownBy(covered::nearer).hasMessage("down");
            assertThat(covered.calls()).isEqualTo(8);
            assertThat(context.getBean(RetryRegistry.class).all())
                    .extracting(retrier -> retrier.name())
                    .containsExactlyInAnyOrder(
                            "adopted-annotation-tests-covered-own",
                            "adopted-annotation-tests-covered-calls",
                            "adopted-annotation-tests-covered-inherited",
                            "adopted-annotation-tests-covered-nearer");
        });
    }

    @Test
    void anAnnotationOnAnInterfaceCountsAndNamesTheInstance() {
        Application.of(UNBUDGETED).beans(Timeless.class, Adapter.class).run(context -> {
            Adapter adapter = context.getBean(Adapter.class);
            assertThatThrownBy(adapter::call).hasMessage("down");
            assertThat(adapter.calls()).isEqualTo(2);
            assertThat(context.getBean(RetryRegistry.class).contains("adopted-annotation-tests-port-call"))
                    .isTrue();
        });
    }

    @Test
    void overloadsShareAnInstance() {
        Application.of(UNBUDGETED)
                .beans(Timeless.class, Overloaded.class)
                .run(context -> assertThat(context.getBean(RetryRegistry.class)
                                .get("adopted-annotation-tests-overloaded-call")
                                .policy()
                                .maxAttempts())
                        .hasValue(2));
    }

    @Test
    void hasTheBudgetOfAnyInstance() {
        run(ADOPT, context -> {
            Service service = context.getBean(Service.class);
            for (int call = 0; call < 9; call++) {
                assertThatThrownBy(service::plain).isSameAs(service.failure());
            }
            // Nine calls want 27 retries. The quota buys ten, less what fades while they wait a second each.
            assertThat(service.calls()).isEqualTo(9 + 9);
        });
    }

    @Test
    void countsAsAnyInstanceDoes() {
        run(UNBUDGETED, context -> {
            assertThatThrownBy(context.getBean(Service.class)::plain).hasMessage("down");
            assertThat(context.getBean(RetryRegistry.class)
                            .get("adopted-annotation-tests-service-plain")
                            .statistics()
                            .retries())
                    .isEqualTo(3);
        });
    }

    @Test
    void propertiesBeatTheAnnotation() {
        assertThat(sleeps(
                        UNBUDGETED + NAME + "growing.max-attempts: 3\n" + NAME + "growing.backoff.delay: 200ms\n",
                        Service::growing))
                .containsExactly(Duration.ofMillis(200), Duration.ofMillis(250));
        assertThat(sleeps(UNBUDGETED + NAME + "growing.backoff.strategy: none\n", Service::growing))
                .isEmpty();
        assertThat(calls(UNBUDGETED + NAME + "value.retry-on: java.lang.RuntimeException\n", Service::value))
                .isEqualTo(4);
        assertThat(calls(UNBUDGETED + NAME + "plain.ignore: java.lang.IllegalStateException\n", Service::plain))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"max-attempts: 9", "backoff.delay: 1ms", "retry-on: java.io.IOException", "match-causes: false"})
    void defaultsDoNot(String property) {
        assertThat(sleeps(UNBUDGETED + "retrykit.defaults." + property + "\n", Service::plain))
                .containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1));
    }

    @Test
    void everyValueSaysWhereItIsFrom() {
        run(
                UNBUDGETED,
                context -> assertThat(context.getBean(EffectivePolicies.class)
                                .of("adopted-annotation-tests-service-jittered"))
                        .filteredOn(value -> value.origin().contains("Spring"))
                        .extracting(
                                EffectiveValue::property,
                                value -> String.valueOf(value.value()),
                                EffectiveValue::origin)
                        .containsExactly(
                                from("max-attempts", "21", "maxRetries"),
                                from("backoff.strategy", "exponential", "multiplier"),
                                from("backoff.delay", "PT1S", "delay"),
                                from("backoff.multiplier", "1.0", "multiplier"),
                                from("backoff.jitter", "±PT0.2S", "jitter"),
                                from("retry-on", "[java.lang.Throwable]", "includes"),
                                from("retry-on-status", "[]", "includes"),
                                from("ignore", "[]", "excludes"),
                                from("match-causes", "true", "includes")));
    }

    private static Tuple from(String property, String value, String attribute) {
        return tuple(property, value, attribute + " of Spring's @Retryable on AdoptedAnnotationTests.Service.jittered");
    }

    private static int calls(String yaml, ThrowingConsumer<Service> method) {
        return calls(yaml, method, new IllegalStateException("down"));
    }

    private static int calls(String yaml, ThrowingConsumer<Service> method, Throwable failure) {
        List<Integer> calls = new ArrayList<>();
        run(yaml, context -> {
            Service service = context.getBean(Service.class);
            service.failWith(failure);
            assertThatThrownBy(() -> method.acceptThrows(service)).isSameAs(failure);
            calls.add(service.calls());
        });
        return Objects.requireNonNull(calls.get(0));
    }

    private static List<Duration> sleeps(String yaml, ThrowingConsumer<Service> method) {
        List<Duration> sleeps = new ArrayList<>();
        run(yaml, context -> {
            Service service = context.getBean(Service.class);
            assertThatThrownBy(() -> method.acceptThrows(service)).isSameAs(service.failure());
            sleeps.addAll(context.getBean(VirtualTime.class).sleeps());
        });
        return sleeps;
    }

    private static void run(String yaml, Consumer<AssertableApplicationContext> test) {
        Application.of(yaml).beans(Timeless.class, Service.class).run(test::accept);
    }
}
