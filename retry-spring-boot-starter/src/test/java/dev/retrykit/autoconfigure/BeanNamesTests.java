package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/** An application whose other libraries have a {@code retryRegistry}, as Resilience4j has, must start with this one too. */
class BeanNamesTests {

    @Test
    void everyBeanIsNamedAfterTheLibrary() {
        List<Method> beans = autoConfigurations()
                .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
                .flatMap(type -> Stream.of(type.getDeclaredMethods()))
                .filter(method -> AnnotatedElementUtils.hasAnnotation(method, Bean.class))
                .toList();

        assertThat(beans)
                .hasSizeGreaterThan(15)
                .allSatisfy(bean -> assertThat(bean.getName()).startsWith("retrykit"));
    }

    private static Stream<Class<?>> autoConfigurations() {
        ClassLoader loader = BeanNamesTests.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("dev.retrykit."))
                .map(name -> ClassUtils.resolveClassName(name, loader));
    }
}
