package dev.retrykit.aop;

import java.lang.reflect.Method;
import org.springframework.util.ClassUtils;

/** A method as messages call it. */
final class MethodName {

    private MethodName() {}

    static String of(Class<?> type, Method method) {
        return ClassUtils.getShortName(type) + "." + method.getName();
    }
}
