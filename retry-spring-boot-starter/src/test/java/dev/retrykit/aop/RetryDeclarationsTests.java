package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.retrykit.annotation.Retryable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.PropertyPlaceholderHelper;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class RetryDeclarationsTests {

    private final DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();

    private List<RetryDeclaration> declarationsOf(Class<?>... types) {
        for (Class<?> type : types) {
            beanFactory.registerBeanDefinition(type.getName(), new RootBeanDefinition(type));
        }
        return RetryDeclarations.of(beanFactory);
    }

    private RetryDeclarationException complaintAbout(Class<?>... types) {
        return catchThrowableOfType(RetryDeclarationException.class, () -> declarationsOf(types));
    }

    static class Attributes {
        Attributes() {
            throw new AssertionError("must not be instantiated");
        }

        @Retryable(
                value = " payments ",
                maxAttempts = "4",
                delay = "200ms",
                retryOn = IOException.class,
                ignore = IllegalStateException.class)
        void all() {}
    }

    static class NoAttributes {
        @Retryable
        void none() {}
    }

    @Test
    void sayWhatTheAnnotationSays() throws Exception {
        assertThat(declarationsOf(Attributes.class))
                .containsExactly(new RetryDeclaration(
                        "payments",
                        false,
                        Attributes.class,
                        Attributes.class.getDeclaredMethod("all"),
                        new RetryAttributes(
                                "4", "200ms", List.of(IOException.class), List.of(IllegalStateException.class), null)));
    }

    @Test
    void sayNothingWhereTheAnnotationSaysNothing() {
        RetryDeclaration declaration = declarationsOf(NoAttributes.class).get(0);
        assertThat(declaration.derived()).isTrue();
        assertThat(declaration.attributes()).isEqualTo(RetryAttributes.NONE);
        assertThat(declaration)
                .hasToString(
                        "RetryDeclarationsTests.NoAttributes.none ('retry-declarations-tests-no-attributes-none')");
    }

    @Test
    void areReadWithoutInstantiatingAnything() {
        assertThat(declarationsOf(Attributes.class)).hasSize(1);
        assertThat(beanFactory.getSingletonNames()).isEmpty();
    }

    @Test
    void passOverTemplatesAndTypesThatNobodyKnows() {
        RootBeanDefinition template = new RootBeanDefinition(Attributes.class);
        template.setAbstract(true);
        beanFactory.registerBeanDefinition("template", template);
        beanFactory.registerBeanDefinition("lost", new RootBeanDefinition("com.example.NotThere"));
        assertThat(declarationsOf(NoAttributes.class)).hasSize(1);
    }

    interface Gateway {
        @Retryable
        void send();
    }

    static class Mail implements Gateway {
        @Override
        public void send() {}
    }

    static class Post implements Gateway {
        @Override
        public void send() {}
    }

    @Test
    void holdAMethodOfAnInterfaceOnceForAllImplementations() {
        assertThat(declarationsOf(Mail.class, Post.class))
                .extracting(RetryDeclaration::describe)
                .containsExactly("RetryDeclarationsTests.Gateway.send");
    }

    static class Placeholders {
        @Retryable(value = "${instance}", maxAttempts = "${attempts:7}")
        void resolved() {}
    }

    @Test
    void resolvePlaceholders() {
        resolvePlaceholder("instance", "payments");
        RetryDeclaration declaration = declarationsOf(Placeholders.class).get(0);
        assertThat(declaration.name()).isEqualTo("payments");
        assertThat(declaration.attributes().maxAttempts()).isEqualTo("7");
    }

    @Test
    void refuseAPlaceholderThatNothingResolves() {
        resolvePlaceholder("something-else", "");
        RetryDeclarationException complaint = complaintAbout(Placeholders.class);
        assertThat(complaint)
                .hasMessageStartingWith(
                        "Attribute 'value' of @Retryable on RetryDeclarationsTests.Placeholders.resolved"
                                + " is \"${instance}\", which cannot be resolved: ");
        assertThat(complaint.action())
                .isEqualTo("Define the property, or give the placeholder a default as in \"${name:default}\".");
    }

    private void resolvePlaceholder(String name, String value) {
        PropertyPlaceholderHelper helper = new PropertyPlaceholderHelper("${", "}", ":", null, false);
        beanFactory.addEmbeddedValueResolver(
                text -> helper.replacePlaceholders(text, asked -> asked.equals(name) ? value : null));
    }

    @Test
    void shareADerivedNameAmongOverloads() {
        assertThat(declarationsOf(dev.retrykit.aop.v1.OrderService.class))
                .extracting(RetryDeclaration::name)
                .containsExactly("order-service-charge", "order-service-charge");
    }

    @Test
    void tellClassesOfOneNameApartByTheirPackages(CapturedOutput output) {
        assertThat(declarationsOf(dev.retrykit.aop.v1.OrderService.class, dev.retrykit.aop.v2.OrderService.class))
                .extracting(RetryDeclaration::name)
                .containsExactly(
                        "v1-order-service-charge",
                        "v1-order-service-charge",
                        "v2-order-service-charge",
                        "v2-order-service-charge");
        assertThat(output)
                .containsOnlyOnce("More than one class derives the retry name 'order-service-charge';"
                        + " dev.retrykit.aop.v1.OrderService.charge is called 'v1-order-service-charge'."
                        + " Name it in Retrykit's @Retryable to choose another.")
                .containsOnlyOnce("dev.retrykit.aop.v2.OrderService.charge is called 'v2-order-service-charge'.");
    }

    @Test
    void refuseClassesThatNotEvenTheirPackagesTellApart() {
        RetryDeclarationException complaint =
                complaintAbout(dev.retrykit.aop.v1.OrderService.class, dev.retrykit.aop.old.v1.OrderService.class);
        assertThat(complaint)
                .hasMessage("Methods of dev.retrykit.aop.v1.OrderService and dev.retrykit.aop.old.v1.OrderService both"
                        + " derive the retry name 'v1-order-service-charge', also with the package in front.");
        assertThat(complaint.action()).isEqualTo("Name the instance of one of them in Retrykit's @Retryable.");
    }

    @Test
    void takeALateClassOfATakenNameByItsPackage() {
        RetryDeclarations declarations = new RetryDeclarations(beanFactory);
        beanFactory.registerBeanDefinition("v1", new RootBeanDefinition(dev.retrykit.aop.v1.OrderService.class));
        assertThat(declarations.all()).hasSize(2);
        Mark late = declarations.marksOf(BeanType.of(dev.retrykit.aop.v2.OrderService.class)).values().stream()
                .findFirst()
                .orElseThrow();
        assertThat(declarations.declarationOf(late).name()).isEqualTo("v2-order-service-charge");
        assertThat(declarations.all()).hasSize(3);
    }

    static class Batch {
        @Retryable
        @SuppressWarnings("unused")
        Future<String> run() {
            throw new UnsupportedOperationException();
        }
    }

    static class Stage {
        @Retryable
        ForkJoinTask<String> run() {
            throw new UnsupportedOperationException();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Batch | RetryDeclarationsTests.Batch.run returns java.util.concurrent.Future, whose failure only its caller sees: it cannot be retried. | Return a CompletableFuture or CompletionStage. Else take @Retryable off it.
            Stage | RetryDeclarationsTests.Stage.run returns java.util.concurrent.ForkJoinTask, whose failure only its caller sees: it cannot be retried. | Return a CompletableFuture or CompletionStage. Else take @Retryable off it.
            """)
    void refuseReturnTypesThatFailUnseen(String type, String message, String action) throws Exception {
        RetryDeclarationException complaint =
                complaintAbout(Class.forName(RetryDeclarationsTests.class.getName() + "$" + type));
        assertThat(complaint).hasMessage(message);
        assertThat(complaint.action()).isEqualTo(action);
    }

    @Retryable("mixed")
    static class Mixed {
        public Future<String> later() {
            throw new UnsupportedOperationException();
        }

        public String now() {
            return "";
        }
    }

    @Test
    void passOverSuchMethodsUnderAnAnnotationOnTheType(CapturedOutput output) {
        assertThat(declarationsOf(Mixed.class))
                .extracting(RetryDeclaration::describe)
                .containsExactly("RetryDeclarationsTests.Mixed.now");
        assertThat(output)
                .containsOnlyOnce("RetryDeclarationsTests.Mixed.later returns java.util.concurrent.Future, whose"
                        + " failure only its caller sees: it cannot be retried."
                        + " The @Retryable on its type passes it over.");
    }

    static class Hidden {
        @Retryable
        @SuppressWarnings("UnusedMethod")
        private void secret() {}

        @Retryable
        static void shared() {}
    }

    @Test
    void warnOfMethodsThatNoProxyReaches(CapturedOutput output) {
        assertThat(declarationsOf(Hidden.class)).isEmpty();
        assertThat(output)
                .containsOnlyOnce("RetryDeclarationsTests.Hidden.secret is private, which no proxy of its class can"
                        + " reach: its calls are not retried. Make it visible and call it from another bean, or"
                        + " weave the class (retrykit.aop.mode=aspectj).")
                .containsOnlyOnce("RetryDeclarationsTests.Hidden.shared is static, which no proxy of its class can"
                        + " reach: its calls are not retried. Make it a method of the bean, or weave the class"
                        + " (retrykit.aop.mode=aspectj).");
    }

    interface Source<T> {
        @Retryable
        T read();
    }

    static class FutureSource implements Source<Future<String>> {
        @Override
        public Future<String> read() {
            throw new UnsupportedOperationException();
        }
    }

    @Test
    void lookAtTheReturnTypeOfTheMethodThatRuns() {
        assertThat(complaintAbout(FutureSource.class))
                .hasMessage("RetryDeclarationsTests.Source.read returns java.util.concurrent.Future, whose failure only"
                        + " its caller sees: it cannot be retried.");
    }

    static class Lazy {
        @Retryable
        Stream<String> lines() {
            return Stream.empty();
        }

        @Retryable
        Iterator<String> pages() {
            return Collections.emptyIterator();
        }

        @Retryable
        InputStream bytes() {
            return InputStream.nullInputStream();
        }

        @Retryable
        ConnectableFlux<String> shared() {
            return Flux.<String>empty().publish();
        }

        @Retryable
        Mono<String> mono() {
            return Mono.empty();
        }

        @Retryable
        Flow.Publisher<String> flow() {
            return JdkFlowAdapter.publisherToFlowPublisher(Flux.empty());
        }
    }

    @Test
    void warnOnceOfResultsThatMayFailWhenTheyAreUsed(CapturedOutput output) {
        assertThat(declarationsOf(Lazy.class)).hasSize(6);
        String later = ": it is retried until it has returned one; what fails later is not. ";
        assertThat(output)
                .containsOnlyOnce("RetryDeclarationsTests.Lazy.lines returns java.util.stream.Stream" + later
                        + "Return what has been read from it.")
                .containsOnlyOnce("RetryDeclarationsTests.Lazy.pages returns java.util.Iterator" + later)
                .containsOnlyOnce("RetryDeclarationsTests.Lazy.bytes returns java.io.InputStream" + later)
                .containsOnlyOnce("RetryDeclarationsTests.Lazy.shared returns reactor.core.publisher.ConnectableFlux"
                        + later + "Return a Mono or Flux, with Reactor on the class path.")
                .doesNotContain("Lazy.mono returns", "Lazy.flow returns");
    }

    @Test
    void refuseNull() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> RetryDeclarations.of(nothing()))
                .withMessage("beanFactory must not be null");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals", "unchecked"})
    private static <T> T nothing() {
        return (T) null;
    }
}
