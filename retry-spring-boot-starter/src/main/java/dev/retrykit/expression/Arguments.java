package dev.retrykit.expression;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.util.ClassUtils;

/** The arguments of calls by the names of parameters. Thread-safe. */
public final class Arguments {

    private static final ParameterNameDiscoverer DISCOVERER = new DefaultParameterNameDiscoverer();

    private final Map<Called, Map<String, Integer>> known = new ConcurrentHashMap<>();

    Arguments() {}

    private record Called(Method method, @Nullable Class<?> target) {}

    /**
     * The names of a method's parameters.
     *
     * @param method the method
     * @return the names in order; none if the class was compiled without them
     */
    public static List<String> namesOf(Method method) {
        @Nullable String[] names = DISCOVERER.getParameterNames(method);
        return names == null
                ? List.of()
                : Arrays.stream(names).map(Objects::toString).toList();
    }

    /** The place of an argument, -1 if there is none. */
    int indexOf(String name, MethodInvocation invocation) {
        Object target = invocation.getThis();
        Called called = new Called(invocation.getMethod(), target == null ? null : target.getClass());
        return known.computeIfAbsent(called, Arguments::read).getOrDefault(name, -1);
    }

    /** What runs and what it implements may call the same parameter differently, and either may have been annotated. */
    private static Map<String, Integer> read(Called called) {
        Map<String, Integer> indexes = new HashMap<>();
        Class<?> target = called.target();
        Method runs = target == null ? called.method() : AopUtils.getMostSpecificMethod(called.method(), target);
        add(runs, indexes);
        add(called.method(), indexes);
        if (target != null) {
            for (Class<?> type : ClassUtils.getAllInterfacesForClass(target)) {
                for (Method method : type.getMethods()) {
                    if (method.getName().equals(runs.getName())
                            && runs.equals(AopUtils.getMostSpecificMethod(method, target))) {
                        add(method, indexes);
                    }
                }
            }
        }
        return Map.copyOf(indexes);
    }

    private static void add(Method method, Map<String, Integer> indexes) {
        List<String> names = namesOf(method);
        for (int i = 0; i < names.size(); i++) {
            indexes.putIfAbsent(names.get(i), i);
        }
    }
}
