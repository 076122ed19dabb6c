package dev.retrykit.autoconfigure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * Tells what reflection needs at run time: the records that properties are bound to, whose components are the keys that
 * exist.
 */
final class RetryRuntimeHints implements RuntimeHintsRegistrar {

    private static final List<Class<?>> READ = List.of(
            RetryProperties.class,
            RetryProperties.Grpc.class,
            RetryProperties.Aop.class,
            PolicyProperties.class,
            BackoffProperties.class,
            ServerDelayProperties.class,
            HedgingProperties.class,
            BudgetProperties.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
        READ.forEach(type -> {
            BindableRuntimeHintsRegistrar.forTypes(type).registerHints(hints, classLoader);
            // The names of keys are on the fields of the components.
            hints.reflection().registerType(type, MemberCategory.ACCESS_DECLARED_FIELDS);
        });
    }
}
