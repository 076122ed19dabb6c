package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AliasFor;

/** Where an annotation may stand, and what it covers there. Each call fails twice and succeeds the third time. */
@ExtendWith(OutputCaptureExtension.class)
class WhereItAppliesTests {

    private static final List<String> JDK_PROXIES = List.of("weaving.proxy-target-class=false");

    private static <T> void inContext(Class<T> type, BiConsumer<T, RetryRegistry> test, Class<?>... components) {
        try (AnnotationConfigApplicationContext context = Weaving.of(components)) {
            test.accept(context.getBean(type), context.getBean(RetryRegistry.class));
        }
    }

    @Nested
    class OnTheMethod {

        static class Shop {
            final Outage outage = new Outage(2);

            @Retryable("shop")
            int open() {
                return outage.call();
            }

            @Retryable
            protected int restock() {
                return outage.call();
            }

            public int close() {
                return outage.call();
            }
        }

        @Test
        void retriesByTheNamedInstance() {
            inContext(
                    Shop.class,
                    (shop, registry) -> {
                        assertThat(shop.open()).isEqualTo(3);
                        assertThat(registry.get("shop").statistics().retries()).isEqualTo(2);
                    },
                    Shop.class);
        }

        @Test
        void derivesANameFromClassAndMethod() {
            inContext(
                    Shop.class,
                    (shop, registry) -> {
                        assertThat(shop.restock()).isEqualTo(3);
                        assertThat(registry.contains("where-it-applies-tests-on-the-method-shop-restock"))
                                .isTrue();
                    },
                    Shop.class);
        }

        @Test
        void leavesOtherMethodsAlone() {
            inContext(
                    Shop.class,
                    (shop, registry) -> assertThatIllegalStateException()
                            .isThrownBy(shop::close)
                            .withMessage("outage 1"),
                    Shop.class);
        }

        static class Branch extends Shop {}

        @Test
        void appliesToASubclassUnderItsOwnName() {
            inContext(
                    Branch.class,
                    (branch, registry) -> {
                        assertThat(branch.restock()).isEqualTo(3);
                        assertThat(registry.contains("where-it-applies-tests-on-the-method-branch-restock"))
                                .isTrue();
                    },
                    Branch.class);
        }

        static class Kiosk extends Shop {
            @Override
            int open() {
                return super.open() * 10;
            }
        }

        @Test
        void appliesToAnOverridingMethod() {
            inContext(Kiosk.class, (kiosk, registry) -> assertThat(kiosk.open()).isEqualTo(30), Kiosk.class);
        }
    }

    @Nested
    class OnTheClass {

        static class Base {
            final Outage outage = new Outage(2);

            public int inherited() {
                return outage.call();
            }
        }

        @Retryable("counter")
        static class Counter extends Base {

            public int serve() {
                return outage.call();
            }

            int packagePrivate() {
                return outage.call();
            }

            @Retryable("special")
            public int special() {
                return outage.call();
            }

            public static int untouched(Outage outage) {
                return outage.call();
            }

            @Override
            public String toString() {
                return "counter " + outage.call();
            }
        }

        static class Till extends Counter {
            public int ring() {
                return outage.call();
            }
        }

        @Test
        void coversTheMethodsThatItDeclares() {
            inContext(Counter.class, (counter, r) -> assertThat(counter.serve()).isEqualTo(3), Counter.class);
            inContext(
                    Counter.class,
                    (counter, r) -> assertThat(counter.packagePrivate()).isEqualTo(3),
                    Counter.class);
        }

        @Test
        void coversTheMethodsOfSubclasses() {
            inContext(Till.class, (till, r) -> assertThat(till.ring()).isEqualTo(3), Till.class);
        }

        @Test
        void doesNotCoverWhatIsInheritedFromAbove() {
            inContext(
                    Counter.class,
                    (counter, r) -> assertThatIllegalStateException().isThrownBy(counter::inherited),
                    Counter.class);
        }

        @Test
        void doesNotCoverMethodsOfObject() {
            inContext(
                    Counter.class,
                    (counter, r) -> assertThatIllegalStateException().isThrownBy(counter::toString),
                    Counter.class);
        }

        @Test
        void givesWayToTheMethodsOwnAnnotation() {
            inContext(
                    Counter.class,
                    (counter, registry) -> {
                        assertThat(counter.special()).isEqualTo(3);
                        assertThat(registry.get("special").statistics().calls()).isEqualTo(1);
                        assertThat(registry.get("counter").statistics().calls()).isZero();
                    },
                    Counter.class);
        }
    }

    @Nested
    class OnTheInterface {

        interface Gateway {
            @Retryable
            int send();

            default int receive() {
                return 0;
            }
        }

        static class HttpGateway implements Gateway {
            final Outage outage = new Outage(2);

            @Override
            public int send() {
                return outage.call();
            }
        }

        @Test
        void appliesToImplementationsUnderTheNameOfTheInterface() {
            inContext(
                    Gateway.class,
                    (gateway, registry) -> {
                        assertThat(AopUtils.isCglibProxy(gateway)).isTrue();
                        assertThat(gateway.send()).isEqualTo(3);
                        assertThat(registry.contains("where-it-applies-tests-on-the-interface-gateway-send"))
                                .isTrue();
                    },
                    HttpGateway.class);
        }

        @Test
        void appliesThroughAProxyOfInterfaces() {
            try (var context = Weaving.with(JDK_PROXIES, HttpGateway.class)) {
                Gateway gateway = context.getBean(Gateway.class);
                assertThat(AopUtils.isJdkDynamicProxy(gateway)).isTrue();
                assertThat(gateway.send()).isEqualTo(3);
            }
        }

        interface Opening {
            int open();
        }

        @Retryable("door")
        interface Door extends Opening {
            int close();
        }

        static class FrontDoor implements Door {
            final Outage outage = new Outage(2);

            @Override
            public int open() {
                return outage.call();
            }

            @Override
            public int close() {
                return outage.call();
            }

            public int paint() {
                return outage.call();
            }
        }

        @Test
        void onTheTypeCoversTheMethodsOfTheInterfaceAndThoseItInherits() {
            inContext(FrontDoor.class, (door, r) -> assertThat(door.open()).isEqualTo(3), FrontDoor.class);
            inContext(FrontDoor.class, (door, r) -> assertThat(door.close()).isEqualTo(3), FrontDoor.class);
        }

        @Test
        void onTheTypeDoesNotCoverOtherMethodsOfTheImplementation() {
            inContext(
                    FrontDoor.class,
                    (door, r) -> assertThatIllegalStateException().isThrownBy(door::paint),
                    FrontDoor.class);
        }

        static class Knocker {
            final Outage outage = new Outage(2);

            public final int open() {
                return outage.call();
            }

            public int close() {
                return outage.call();
            }
        }

        static class BackDoor extends Knocker implements Door {}

        @Test
        void appliesToMethodsThatASuperclassHappensToHave() {
            inContext(BackDoor.class, (door, r) -> assertThat(door.close()).isEqualTo(3), BackDoor.class);
        }

        @Test
        void warnsOfAFinalMethodThatAProxyOfTheClassCannotReach(CapturedOutput output) {
            inContext(BackDoor.class, (door, r) -> assertThat(door.close()).isEqualTo(3), BackDoor.class);
            assertThat(output)
                    .containsOnlyOnce("WhereItAppliesTests.OnTheInterface.Door.open is final, which no proxy of its"
                            + " class can reach: its calls are not retried. Take 'final' off it, call it through an"
                            + " interface of which the bean is a proxy, or weave the class"
                            + " (retrykit.aop.mode=aspectj).");
        }

        static final class SideDoor extends Knocker implements Door {}

        @Test
        void warnsOfAFinalClassThatCanHaveNoProxy(CapturedOutput output) {
            inContext(
                    SideDoor.class,
                    (door, r) -> assertThatIllegalStateException().isThrownBy(door::close),
                    SideDoor.class);
            assertThat(output)
                    .containsOnlyOnce(
                            "WhereItAppliesTests.OnTheInterface.SideDoor is final, so that there can be no proxy"
                                    + " of it: calls of its annotated methods are not retried. Take 'final' off it, let it be a"
                                    + " proxy of interfaces (spring.aop.proxy-target-class=false), or weave the class"
                                    + " (retrykit.aop.mode=aspectj).");
        }

        @Test
        void reachesAFinalClassThroughAProxyOfInterfaces() {
            try (var context = Weaving.with(JDK_PROXIES, SideDoor.class)) {
                assertThat(context.getBean(Door.class).close()).isEqualTo(3);
            }
        }

        @Test
        void reachesAFinalMethodThroughAProxyOfInterfaces() {
            try (var context = Weaving.with(JDK_PROXIES, BackDoor.class)) {
                assertThat(context.getBean(Door.class).open()).isEqualTo(3);
            }
        }
    }

    @Nested
    class AsMetaAnnotation {

        @Retention(RetentionPolicy.RUNTIME)
        @Retryable(maxAttempts = "2")
        @interface Patient {
            @AliasFor(annotation = Retryable.class, attribute = "value")
            String instance();
        }

        static class Clinic {
            final Outage outage = new Outage(1);

            @Patient(instance = "clinic")
            public int admit() {
                return outage.call();
            }
        }

        @Test
        void mergesItsAttributes() {
            inContext(
                    Clinic.class,
                    (clinic, registry) -> {
                        assertThat(clinic.admit()).isEqualTo(2);
                        assertThat(registry.get("clinic").policy().maxAttempts())
                                .hasValue(2);
                    },
                    Clinic.class);
        }
    }

    @Nested
    class GenericBridges {

        interface Handler<T> {
            int handle(T message);
        }

        static class TextHandler implements Handler<String> {
            final Outage outage = new Outage(2);

            @Override
            @Retryable("text")
            public int handle(String message) {
                return outage.call();
            }
        }

        static class QuietHandler implements AnnotatedHandler<String> {
            final Outage outage = new Outage(2);

            @Override
            public int handle(String message) {
                return outage.call();
            }
        }

        interface AnnotatedHandler<T> extends Handler<T> {
            @Override
            @Retryable("annotated")
            int handle(T message);
        }

        @Test
        @SuppressWarnings("unchecked")
        void areRetriedOnceThroughEitherSignature() {
            inContext(
                    TextHandler.class,
                    (handler, r) -> assertThat(handler.handle("a")).isEqualTo(3),
                    TextHandler.class);
            inContext(
                    Handler.class,
                    (handler, r) -> assertThat(handler.handle("a")).isEqualTo(3),
                    TextHandler.class);
        }

        @Test
        void areRetriedThroughAProxyOfInterfaces() {
            try (var context = Weaving.with(JDK_PROXIES, TextHandler.class)) {
                Handler<String> handler = context.<Handler<String>>getBeanProvider(
                                ResolvableType.forClassWithGenerics(Handler.class, String.class))
                        .getObject();
                assertThat(handler.handle("a")).isEqualTo(3);
            }
        }

        @Test
        void takeTheAnnotationOfAGenericInterface() {
            inContext(
                    QuietHandler.class,
                    (handler, registry) -> {
                        assertThat(handler.handle("a")).isEqualTo(3);
                        assertThat(registry.contains("annotated")).isTrue();
                    },
                    QuietHandler.class);
        }
    }

    @Nested
    class KindsOfBeans {

        static class Meter {
            static int instances;
            final Outage outage = new Outage(2);

            Meter() {
                instances++;
            }

            @Retryable("meter")
            public int read() {
                return outage.call();
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class LazyMeter {
            @Bean
            @Lazy
            Meter meter() {
                return new Meter();
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class PrototypeMeter {
            @Bean
            @Scope("prototype")
            Meter meter() {
                return new Meter();
            }
        }

        static class MeterFactory implements FactoryBean<Meter> {
            @Override
            public Meter getObject() {
                return new Meter();
            }

            @Override
            public Class<?> getObjectType() {
                return Meter.class;
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class HiddenMeter {
            @Bean
            Object meter() {
                return new Meter();
            }
        }

        @Test
        void lazyBeansAreDeclaredBeforeTheyExist() {
            try (var context = Weaving.of(LazyMeter.class)) {
                Meter.instances = 0;
                assertThat(context.getBean(RetryDeclarations.class).all())
                        .extracting(RetryDeclaration::name)
                        .containsExactly("meter");
                assertThat(Meter.instances).isZero();
                assertThat(context.getBean(Meter.class).read()).isEqualTo(3);
            }
        }

        @Test
        void prototypesShareAProxyClassAndARetrier() {
            try (var context = Weaving.of(PrototypeMeter.class)) {
                Meter first = context.getBean(Meter.class);
                Meter second = context.getBean(Meter.class);
                assertThat(first.read()).isEqualTo(3);
                assertThat(second.read()).isEqualTo(3);
                assertThat(second).isNotSameAs(first).hasSameClassAs(first);
                assertThat(context.getBean(RetryRegistry.class)
                                .get("meter")
                                .statistics()
                                .retries())
                        .isEqualTo(4);
            }
        }

        @Test
        void productsOfFactoriesAreRetried() {
            inContext(Meter.class, (meter, r) -> assertThat(meter.read()).isEqualTo(3), MeterFactory.class);
        }

        @Test
        void beansOfUndeclaredTypeJoinWhenTheyAreCalled() {
            try (var context = Weaving.of(HiddenMeter.class)) {
                RetryDeclarations declarations = context.getBean(RetryDeclarations.class);
                Meter meter = (Meter) context.getBean("meter");
                assertThat(meter.read()).isEqualTo(3);
                assertThat(declarations.all())
                        .extracting(RetryDeclaration::describe)
                        .containsExactly("WhereItAppliesTests.KindsOfBeans.Meter.read");
            }
        }

        @Test
        void lambdasTakeTheAnnotationOfTheirInterface() {
            inContext(
                    Feed.class,
                    (feed, registry) -> {
                        assertThat(feed.next()).isEqualTo(3);
                        assertThat(registry.contains("where-it-applies-tests-kinds-of-beans-feed-next"))
                                .isTrue();
                    },
                    LambdaFeed.class);
        }

        interface Feed {
            @Retryable
            int next();
        }

        @Configuration(proxyBeanMethods = false)
        static class LambdaFeed {
            @Bean
            Feed feed() {
                Outage outage = new Outage(2);
                return outage::call;
            }
        }
    }
}
