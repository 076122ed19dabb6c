package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.RetryRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** The starter without one of the libraries that it can do without, and without all of them. */
class AbsentLibraryTests {

    private static final String[] OPTIONAL = {
        "io.micrometer",
        "org.springframework.boot.actuate",
        "org.springframework.boot.micrometer",
        "org.springframework.boot.health",
        "reactor",
        "org.springframework.transaction",
        "org.springframework.web",
        "io.grpc",
        "com.google.api.gax",
        "kotlinx",
        "tools.jackson"
    };

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.micrometer",
                "org.springframework.boot.actuate",
                "reactor",
                "org.springframework.transaction",
                "org.springframework.web",
                "io.grpc",
                "com.google.api.gax",
                "kotlinx",
                "tools.jackson"
            })
    void startsWithout(String packageName) {
        startsAndRetriesWithout(packageName);
    }

    @Test
    void startsWithoutAnyOfThem() {
        startsAndRetriesWithout(OPTIONAL);
    }

    @Test
    void startsWithAllOfThem() {
        startsAndRetriesWithout();
    }

    private static void startsAndRetriesWithout(String... packageNames) {
        new ApplicationContextRunner()
                .withClassLoader(new FilteredClassLoader(packageNames))
                .withConfiguration(AutoConfigurations.of(autoConfigurations()))
                .withPropertyValues(
                        "retrykit.instances.shop-order.max-attempts=2",
                        "retrykit.instances.shop-order.backoff.strategy=none")
                .withUserConfiguration(Shop.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(AopUtils.isAopProxy(context.getBean(Shop.class))).isTrue();
                    assertThat(context.getBean(RetryRegistry.class).contains("shop-order"))
                            .isTrue();
                });
    }

    /** Those that the jar lists, as an application finds them. */
    private static Class<?>[] autoConfigurations() {
        ClassLoader loader = AbsentLibraryTests.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("dev.retrykit."))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new);
    }
}
