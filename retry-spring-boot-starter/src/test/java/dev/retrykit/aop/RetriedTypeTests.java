package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.Retrier;
import dev.retrykit.RetryPolicy;
import dev.retrykit.annotation.Retryable;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.annotation.MergedAnnotations;

/** How the advice finds what a call of a method needs. */
class RetriedTypeTests {

    static class Shop {

        @Retryable("shop")
        public void open() {}
    }

    private final RetriedType type = typeOf(open());

    @Test
    void knowsAMethodByWhateverObjectItComes() {
        RetryMethod first = type.method(open());
        Method own = open();
        for (int call = 0; call < 10; call++) {
            assertThat(type.method(open())).isSameAs(first);
            assertThat(type.method(own)).isSameAs(first);
        }
    }

    @Test
    void keepsFewOfTheObjects() {
        for (int call = 0; call < 10; call++) {
            type.method(open());
        }
        WeakReference<Method> late = called();
        for (int i = 0; i < 100 && late.get() != null; i++) {
            System.gc();
        }
        assertThat(late.get()).isNull();
    }

    private WeakReference<Method> called() {
        Method method = open();
        type.method(method);
        return new WeakReference<>(method);
    }

    /** A new object each time. */
    private static Method open() {
        try {
            return Shop.class.getMethod("open");
        } catch (NoSuchMethodException missing) {
            throw new AssertionError(missing);
        }
    }

    private static RetriedType typeOf(Method method) {
        Mark mark = new Mark(MergedAnnotations.from(method).get(Retryable.class), Shop.class, method, true);
        return new RetriedType(
                BeanType.of(Shop.class),
                Map.of(method, mark),
                Set.of(method),
                marked -> Retrier.of("shop", RetryPolicy.defaults()),
                (runs, marked) -> null);
    }
}
