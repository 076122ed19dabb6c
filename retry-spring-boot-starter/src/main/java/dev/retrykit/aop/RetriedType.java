package dev.retrykit.aop;

import dev.retrykit.Retrier;
import java.lang.reflect.Method;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.StaticMethodMatcherPointcut;

/** A type of bean that has methods to be retried: which they are, and what a call of one needs. Thread-safe. */
final class RetriedType extends StaticMethodMatcherPointcut {

    /** A class and its interface, say, each with a proxy of its own kind. */
    private static final int OBJECTS_OF_A_METHOD = 4;

    private final BeanType type;
    private final Map<Method, Mark> marks;
    private final Set<Method> advised;
    private final Function<Mark, Retrier> retriers;
    private final BiFunction<Method, Mark, @Nullable FallbackMethods> fallbacks;
    private final Map<Method, RetryMethod> methods = new ConcurrentHashMap<>();

    /** The same by identity, which is quicker to look up: a proxy hands over one object at each call. Replaced as a whole. */
    private volatile IdentityHashMap<Method, RetryMethod> seen = new IdentityHashMap<>();

    private volatile boolean retriersFound;
    private final AtomicBoolean saidWhatIsFinal = new AtomicBoolean();

    /**
     * A type.
     *
     * @param marks every method that is to be retried
     * @param advised those that the advice has to retry; the others are woven
     */
    RetriedType(
            BeanType type,
            Map<Method, Mark> marks,
            Set<Method> advised,
            Function<Mark, Retrier> retriers,
            BiFunction<Method, Mark, @Nullable FallbackMethods> fallbacks) {
        this.type = type;
        this.marks = marks;
        this.advised = advised;
        this.retriers = retriers;
        this.fallbacks = fallbacks;
    }

    /** Whether there is anything for a proxy to do. */
    boolean needsAdvice() {
        return !advised.isEmpty();
    }

    @Override
    public boolean matches(Method method, Class<?> targetClass) {
        return advised.contains(type.runs(method));
    }

    /** What a call of this method needs, found when it is first called. */
    RetryMethod method(Method called) {
        RetryMethod method = seen.get(called);
        return method == null ? seenAgain(called) : method;
    }

    /** Whoever makes a new object for each call must not fill the memory with them. */
    private RetryMethod seenAgain(Method called) {
        RetryMethod known = methods.get(called);
        RetryMethod method = known == null ? firstSight(called) : known;
        if (hasRoom()) {
            see(called, method);
        }
        return method;
    }

    private boolean hasRoom() {
        return seen.size() < OBJECTS_OF_A_METHOD * marks.size();
    }

    private void see(Method called, RetryMethod method) {
        synchronized (methods) {
            if (hasRoom()) {
                IdentityHashMap<Method, RetryMethod> more = new IdentityHashMap<>(seen);
                more.put(called, method);
                seen = more;
            }
        }
    }

    private RetryMethod firstSight(Method called) {
        Method runs = type.runs(called);
        Mark mark = Objects.requireNonNull(marks.get(runs), () -> runs + " is not to be retried");
        // Not computeIfAbsent: the retrier may be a bean whose making calls methods of this very type.
        RetryMethod method = new RetryMethod(
                retriers.apply(mark), ReturnTypeAdapter.of(runs, TargetMethod.of(runs), fallbacks.apply(runs, mark)));
        methods.put(called, method);
        return method;
    }

    /** Finds the retrier of every method, once; whatever is wrong with one is thrown. */
    void findRetriers() {
        if (!retriersFound) {
            for (Mark mark : marks.values()) {
                Objects.requireNonNull(retriers.apply(mark), () -> mark + " must have a retrier");
            }
            retriersFound = true;
        }
    }

    /** Says once of this type which annotated methods a proxy of the class leaves as they are. */
    void isProxiedByClass(Consumer<String> warn) {
        if (!saidWhatIsFinal.getAndSet(true)) {
            marks.forEach((method, mark) -> {
                String unreachable = advised.contains(method) ? Unreachable.byProxiesOfClasses(method, mark) : null;
                if (unreachable != null) {
                    warn.accept(unreachable);
                }
            });
        }
    }

    /** Says once of this type that it can have no proxy. */
    void isFinal(Consumer<String> warn) {
        if (!saidWhatIsFinal.getAndSet(true)) {
            warn.accept(Unreachable.byProxiesOf(type.type()));
        }
    }

    /** Says the same for the same type, since Spring finds an existing proxy class by this text. */
    @Override
    public String toString() {
        return "retried methods of " + type;
    }
}
