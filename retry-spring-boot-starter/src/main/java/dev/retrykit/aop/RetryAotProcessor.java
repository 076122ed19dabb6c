package dev.retrykit.aop;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.resilience.retry.MethodRetryPredicate;

/**
 * Tells a native image what calls of annotated methods look up and call by reflection: these methods, their fallbacks and
 * the predicates of Spring's annotation. Of a bean whose type is not known ahead of time, nothing can be told.
 */
final class RetryAotProcessor implements BeanRegistrationAotProcessor {

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        RetryDeclarations declarations =
                bean.getBeanFactory().getBeanProvider(RetryDeclarations.class).getIfAvailable();
        if (declarations == null) {
            return null;
        }
        BeanType type = BeanType.of(bean.getBeanClass());
        Map<Method, Mark> marks = declarations.marksOf(type);
        if (marks.isEmpty()) {
            return null;
        }
        Set<Method> called = new LinkedHashSet<>();
        Set<Class<?>> made = new LinkedHashSet<>();
        marks.forEach((runs, mark) -> {
            called.add(runs);
            called.add(mark.method());
            FallbackMethods fallbacks = declarations.knownFallbacksOf(type, runs, mark);
            if (fallbacks != null) {
                fallbacks.methods().forEach(fallback -> called.add(fallback.method()));
            }
            if (mark.isAdopted()) {
                made.add(mark.annotation().getClass("predicate"));
            }
        });
        made.remove(MethodRetryPredicate.class);
        return (context, code) -> {
            ReflectionHints hints = context.getRuntimeHints().reflection();
            called.forEach(method -> hints.registerMethod(method, ExecutableMode.INVOKE));
            made.forEach(predicate -> hints.registerType(predicate, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS));
        };
    }
}
