package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.Attempt;
import dev.retrykit.RetriesExhausted;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.aop.framework.Advised;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** What the caller of an annotated method sees, and what the method does. */
class AnnotatedCallTests {

    static class Office {
        final List<String> seen = new ArrayList<>();
        final AtomicInteger calls = new AtomicInteger();
        final Set<Integer> failedOnce = ConcurrentHashMap.newKeySet();
        final IOException failure = new IOException("out of paper");

        @Retryable("office")
        public String print(String text) throws IOException {
            throw failure;
        }

        @Retryable("office")
        public @Nullable String file(String text, int copies) {
            seen.add(text + " " + copies);
            if (seen.size() < 3) {
                throw new IllegalStateException("drawer stuck");
            }
            return null;
        }

        @Retryable("office")
        public void attempts() {
            seen.add(Attempt.current("office").toString());
            if (seen.size() < 3) {
                throw new IllegalStateException("not yet");
            }
        }

        @Retryable(value = "careful", maxAttempts = "2")
        public int answer(int number) {
            calls.incrementAndGet();
            if (failedOnce.add(number) && number % 2 == 1) {
                throw new IllegalStateException("odd, and for the first time");
            }
            return number;
        }
    }

    private final Office office = new Office();
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private Office start() {
        context.register(Weaving.class);
        context.registerBean(Office.class, () -> office);
        context.refresh();
        return context.getBean(Office.class);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void throwsTheLastFailureItselfCheckedOnesToo() {
        Office woven = start();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> woven.print("letter"))
                .isSameAs(office.failure)
                .satisfies(failure ->
                        assertThat(failure.getSuppressed()).singleElement().isInstanceOf(RetriesExhausted.class));
        assertThat(context.getBean(VirtualTime.class).sleeps())
                .containsExactly(Duration.ofMillis(10), Duration.ofMillis(10));
    }

    @Test
    void passesTheSameArgumentsToEachAttempt() {
        assertThat(start().file("contract", 2)).isNull();
        assertThat(office.seen).containsExactly("contract 2", "contract 2", "contract 2");
    }

    @Test
    void doesNotLetAdviceFurtherInsideChangeTheArgumentsOfTheNextAttempt() {
        Office woven = start();
        MethodInterceptor inPlace = invocation -> {
            invocation.getArguments()[0] = invocation.getArguments()[0] + "!";
            return invocation.proceed();
        };
        ((Advised) woven).addAdvice(inPlace);
        woven.file("contract", 2);
        assertThat(office.seen).containsExactly("contract! 2", "contract! 2", "contract! 2");
    }

    @Test
    void goesThroughAdviceThatJoinsFurtherInsideAfterTheFirstCall() {
        Office woven = start();
        assertThat(woven.answer(0)).isZero();
        AtomicInteger passes = new AtomicInteger();
        MethodInterceptor late = invocation -> {
            if (passes.incrementAndGet() == 1) {
                throw new IllegalStateException("first pass");
            }
            return invocation.proceed();
        };
        ((Advised) woven).addAdvice(late);
        assertThat(woven.answer(2)).isEqualTo(2);
        assertThat(passes).hasValue(2);
    }

    @Test
    void tellsTheMethodItsAttempt() {
        start().attempts();
        assertThat(office.seen).containsExactly("attempt 1", "attempt 2", "attempt 3 (last)");
    }

    @Test
    void countsEveryCallOfManyThreadsExactly() throws Exception {
        Office woven = start();
        List<Callable<Integer>> calls = IntStream.range(0, 400)
                .<Callable<Integer>>mapToObj(number -> () -> woven.answer(number))
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            int number = 0;
            for (Future<Integer> answer : threads.invokeAll(calls)) {
                assertThat(answer.get()).isEqualTo(number++);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(office.calls).hasValue(600);
        assertThat(context.getBean(RetryRegistry.class)
                        .get("careful")
                        .statistics()
                        .retries())
                .isEqualTo(200);
    }
}
