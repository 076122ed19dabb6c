package dev.retrykit.autoconfigure;

import dev.retrykit.AttemptScope;
import dev.retrykit.CallerContext;
import io.micrometer.context.ContextRegistry;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.context.integration.Slf4jThreadLocalAccessor;
import java.util.List;
import org.springframework.context.i18n.LocaleContextThreadLocalAccessor;
import org.springframework.util.ClassUtils;

/**
 * Carries the thread locals that Micrometer's context propagation knows, and those of logging and locale, which it knows
 * only if somebody registers them.
 *
 * <p>What the caller did not have is absent in later attempts too, whatever the executor's thread was left with.
 */
final class PropagatedContext implements CallerContext {

    private final List<ContextSnapshotFactory> factories;

    PropagatedContext() {
        this.factories = List.of(factory(ContextRegistry.getInstance()), factory(ofLoggingAndLocale()));
    }

    private static ContextSnapshotFactory factory(ContextRegistry registry) {
        return ContextSnapshotFactory.builder()
                .contextRegistry(registry)
                .clearMissing(true)
                .build();
    }

    private static ContextRegistry ofLoggingAndLocale() {
        ContextRegistry registry = new ContextRegistry();
        registry.registerThreadLocalAccessor(new LocaleContextThreadLocalAccessor());
        if (ClassUtils.isPresent("org.slf4j.MDC", PropagatedContext.class.getClassLoader())) {
            registry.registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
        }
        return registry;
    }

    @Override
    public AttemptScope capture() {
        ContextSnapshot known = factories.get(0).captureAll();
        ContextSnapshot loggingAndLocale = factories.get(1).captureAll();
        return attempt -> {
            ContextSnapshot.Scope outer = known.setThreadLocals();
            try {
                ContextSnapshot.Scope inner = loggingAndLocale.setThreadLocals();
                return () -> close(inner, outer);
            } catch (RuntimeException thrown) {
                outer.close();
                throw thrown;
            }
        };
    }

    private static void close(ContextSnapshot.Scope inner, ContextSnapshot.Scope outer) {
        try (outer) {
            inner.close();
        }
    }
}
