package dev.retrykit.aop;

import dev.retrykit.Retrier;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.aop.support.StaticMethodMatcherPointcutAdvisor;

/** The advice on the beans of one type, and which of their methods it applies to. */
final class RetryAdvisor extends StaticMethodMatcherPointcutAdvisor {

    private final BeanType type;
    private final Map<Method, Mark> marks;

    private RetryAdvisor(BeanType type, Map<Method, Mark> marks, RetryInterceptor advice, int order) {
        super(advice);
        this.type = type;
        this.marks = marks;
        setOrder(order);
    }

    static RetryAdvisor of(BeanType type, Map<Method, Mark> marks, Function<Mark, Retrier> retriers, int order) {
        RetryInterceptor advice = new RetryInterceptor(called -> {
            Method runs = type.runs(called);
            Mark mark = Objects.requireNonNull(marks.get(runs), () -> runs + " is not to be retried");
            return new RetryMethod(retriers.apply(mark), ReturnTypeAdapter.of(runs));
        });
        return new RetryAdvisor(type, marks, advice, order);
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return marks.containsKey(type.runs(method));
    }
}
