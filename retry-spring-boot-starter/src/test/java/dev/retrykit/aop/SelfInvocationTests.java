package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.annotation.Retryable;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Calls of a bean's own annotated methods, as they stand in bytecode. */
@ExtendWith(OutputCaptureExtension.class)
class SelfInvocationTests {

    private static final String CALLS = "(.+) calls (.+) on the same object.*";

    /** Caller and callee of each warning, without the outer class. */
    private static Set<String> foundIn(Class<?> type) {
        return SelfInvocation.in(Marks.of(BeanType.of(type))).stream()
                .map(warning -> warning.replaceAll(CALLS, "$1 -> $2").replace("SelfInvocationTests.", ""))
                .collect(Collectors.toSet());
    }

    @SuppressWarnings({"UnusedMethod", "UnusedVariable"})
    static class Shop {
        int count;
        Shop other = this;

        @Retryable
        public int charge(long amount, String currency) {
            return 1;
        }

        int plainly() {
            return charge(1, "EUR");
        }

        int throughThis() {
            return 1 + this.charge(count, "EUR".trim());
        }

        int withArgumentsThatBranch(boolean big) {
            return charge(big ? 100L : count++, big ? "EUR" : String.valueOf(count));
        }

        int inALoop() {
            int sum = 0;
            for (int i = 0; i < 3; i++) {
                sum += charge(i * 2L, "EUR") % 2;
            }
            return sum;
        }

        int afterACatch() {
            try {
                throw new IOException(String.valueOf(other.count += 1));
            } catch (IOException failure) {
                return charge(failure.hashCode(), "EUR");
            }
        }

        IntSupplier inALambda() {
            return () -> charge(2, "EUR");
        }

        private int hiddenCaller() {
            return charge(3, "EUR");
        }
    }

    @Test
    void areFoundWhereverTheyStand() {
        assertThat(foundIn(Shop.class))
                .containsExactlyInAnyOrder(
                        "Shop.plainly -> Shop.charge",
                        "Shop.throughThis -> Shop.charge",
                        "Shop.withArgumentsThatBranch -> Shop.charge",
                        "Shop.inALoop -> Shop.charge",
                        "Shop.afterACatch -> Shop.charge",
                        "Shop.inALambda -> Shop.charge",
                        "Shop.hiddenCaller -> Shop.charge");
    }

    static class References {
        @Retryable
        public int charge() {
            return 1;
        }

        IntSupplier bound() {
            return this::charge;
        }

        ToIntFunction<References> unbound() {
            return References::charge;
        }

        IntSupplier boundToAnother(References other) {
            return other::charge;
        }
    }

    @Test
    void areFoundInMethodReferences() {
        assertThat(foundIn(References.class)).containsExactly("References.bound -> References.charge");
    }

    @SuppressWarnings("UnusedVariable")
    static class Innocent {
        private final Innocent proxy;

        Innocent(Innocent proxy) {
            this.proxy = proxy;
        }

        @Retryable
        public int charge(int amount) {
            return amount == 0 ? 0 : charge(amount - 1);
        }

        int charge(String other) {
            return 1;
        }

        int throughTheProxy() {
            return proxy.charge(1);
        }

        int throughAParameter(Innocent another) {
            return another.charge(1);
        }

        int asAnArgument(List<Innocent> others) {
            others.add(this);
            return others.get(0).charge(1);
        }

        int anOverload() {
            return charge("one");
        }

        static int onNoObject(Innocent another) {
            return another.charge(1);
        }
    }

    @Test
    void areNotSeenInCallsOfOtherObjectsOverloadsAndRecursions() {
        assertThat(foundIn(Innocent.class)).isEmpty();
    }

    static class Base {
        @Retryable
        public int charge() {
            return 1;
        }
    }

    static class Derived extends Base {
        @Override
        public int charge() {
            return super.charge();
        }

        int viaSuper() {
            return super.charge();
        }

        int viaThis() {
            return charge();
        }
    }

    @Test
    void areNotSeenInCallsOfTheSuperclass() {
        assertThat(foundIn(Derived.class)).containsExactly("Derived.viaThis -> Derived.charge");
    }

    interface Gateway {
        @Retryable
        void send();

        default void sendTwice() {
            send();
            send();
        }
    }

    static class Mail implements Gateway {
        @Override
        public void send() {}

        void later() {
            ((Gateway) this).send();
        }
    }

    @Test
    void areFoundWhereTheAnnotationStandsOnAnInterface() {
        assertThat(foundIn(Mail.class)).containsExactly("Mail.later -> Gateway.send");
    }

    @Test
    void areNotLookedForInClassesThatCannotBeRead() throws Exception {
        Method generated = Proxy.newProxyInstance(
                        getClass().getClassLoader(), new Class<?>[] {Gateway.class}, (proxy, method, arguments) -> null)
                .getClass()
                .getMethod("send");
        Mark mark = Marks.of(BeanType.of(Gateway.class)).values().iterator().next();
        assertThat(SelfInvocation.in(Map.of(generated, mark))).isEmpty();
    }

    static class Till {
        @Retryable
        public int ring() {
            return 1;
        }

        public int ringTwice() {
            return ring() + ring();
        }
    }

    private static void readDeclarations() {
        DefaultListableBeanFactory beanFactory = new DefaultListableBeanFactory();
        beanFactory.registerBeanDefinition("till", new RootBeanDefinition(Till.class));
        beanFactory.registerBeanDefinition("again", new RootBeanDefinition(Till.class));
        new RetryDeclarations(beanFactory).all();
    }

    @Test
    void areWarnedAboutOnce(CapturedOutput output) {
        readDeclarations();
        assertThat(output)
                .containsOnlyOnce("SelfInvocationTests.Till.ringTwice calls SelfInvocationTests.Till.ring on the same"
                        + " object, past its proxy: such a call is not retried. Call it from another bean, or on the"
                        + " bean itself injected with @Lazy, or weave the class (retrykit.aop.mode=aspectj).");
    }
}
