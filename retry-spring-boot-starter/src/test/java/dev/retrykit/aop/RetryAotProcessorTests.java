package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AdviceMode;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;
import org.springframework.resilience.retry.MethodRetryPredicate;

class RetryAotProcessorTests {

    interface Catalogue {

        @Retryable
        String find(String title);
    }

    @SuppressWarnings("UnusedMethod") // fallbacks are called by name
    static class Shop implements Catalogue {

        @Override
        public String find(String title) {
            return title;
        }

        @Retryable(fallback = "payLater")
        String pay(String order) {
            return order;
        }

        private String payLater(String order) {
            return order;
        }

        @Retryable(fallback = "bank::pay")
        String charge(String order) {
            return order;
        }

        @Retryable(fallback = "hidden::pay")
        String chargeElsewhere(String order) {
            return order;
        }

        @org.springframework.resilience.annotation.Retryable(predicate = Always.class)
        String adopted(String order) {
            return order;
        }

        String plain(String order) {
            return order;
        }
    }

    static class Bank {

        String pay(String order) {
            return order;
        }
    }

    static class Always implements MethodRetryPredicate {

        @Override
        public boolean shouldRetry(Method method, Throwable failure) {
            return true;
        }
    }

    @org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
    static class Application {

        @Bean
        static RetryDeclarations declarations(ConfigurableListableBeanFactory beanFactory) {
            return new RetryDeclarations(beanFactory, AdviceMode.PROXY, true);
        }

        @Bean
        Shop shop() {
            return new Shop();
        }

        @Bean
        Bank bank() {
            return new Bank();
        }

        @Bean
        Object hidden() {
            throw new IllegalStateException("nobody is to make it ahead of time");
        }
    }

    @Test
    void whatCallsLookUpAndCallIsKeptInANativeImage() throws Exception {
        RuntimeHints hints = hintsOf(Application.class);

        assertThat(isCalled(hints, Shop.class, "find")).isTrue();
        assertThat(isCalled(hints, Catalogue.class, "find")).isTrue();
        assertThat(isCalled(hints, Shop.class, "pay")).isTrue();
        assertThat(isCalled(hints, Shop.class, "payLater")).isTrue();
        assertThat(isCalled(hints, Bank.class, "pay")).isTrue();
        assertThat(isCalled(hints, Shop.class, "adopted")).isTrue();
        assertThat(isCalled(hints, Shop.class, "plain")).isFalse();
        assertThat(RuntimeHintsPredicates.reflection().onConstructorInvocation(Always.class.getDeclaredConstructor()))
                .accepts(hints);
    }

    @Test
    void withoutRetriesThereIsNothingToKeep() throws Exception {
        assertThat(isCalled(hintsOf(Shop.class), Shop.class, "pay")).isFalse();
    }

    private static boolean isCalled(RuntimeHints hints, Class<?> type, String method) throws NoSuchMethodException {
        return RuntimeHintsPredicates.reflection()
                .onMethodInvocation(type.getDeclaredMethod(method, String.class))
                .test(hints);
    }

    private static RuntimeHints hintsOf(Class<?> application) {
        DefaultGenerationContext generation = new DefaultGenerationContext(
                new ClassNameGenerator(ClassName.get(RetryAotProcessorTests.class)), new InMemoryGeneratedFiles());
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            context.register(application);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
        }
        return generation.getRuntimeHints();
    }
}
