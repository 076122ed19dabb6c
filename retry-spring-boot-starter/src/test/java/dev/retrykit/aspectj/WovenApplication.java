package dev.retrykit.aspectj;

import dev.retrykit.RetryRegistry;
import dev.retrykit.autoconfigure.RetryAopAutoConfiguration;
import dev.retrykit.autoconfigure.RetryAutoConfiguration;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.scheduling.annotation.EnableAsync;

/** Runs in a JVM of its own with a weaving agent, once in each mode, and prints what came of every call. */
final class WovenApplication {

    private static final PrintStream OUT = System.out;

    private WovenApplication() {}

    @EnableAsync
    @Configuration(proxyBeanMethods = false)
    static class Asynchronous {}

    public static void main(String[] arguments) {
        runIn("aspectj");
        runIn("proxy");
        runInTwoContexts();
        runWithMistakes();
    }

    /** What a definition does not tell is noticed when the object is made, though no proxy is made of it. */
    private static void runWithMistakes() {
        try (AnnotationConfigApplicationContext context = context("aspectj")) {
            context.registerBean("unknown", Object.class, WovenShop.Unknown::new);
            say("mistakes", "unknown name", () -> context.getBean("unknown"));
            context.registerBean("orphan", Object.class, WovenShop.Orphan::new);
            say("mistakes", "static without static", () -> context.getBean("orphan"));
        }
    }

    /** The context that started last decides, and after it the one before. */
    private static void runInTwoContexts() {
        WovenShop.attempts.clear();
        try (AnnotationConfigApplicationContext first = context("aspectj")) {
            try (AnnotationConfigApplicationContext second = context("aspectj")) {
                say("two contexts", "both", second.getBean(WovenShop.Market.class)::trade);
                say("two contexts", "first", () -> retriesIn(first));
                say("two contexts", "second", () -> retriesIn(second));
            }
            say("two contexts", "one", first.getBean(WovenShop.Market.class)::trade);
            say("two contexts", "first", () -> retriesIn(first));
        }
        say("two contexts", "none", new WovenShop.Market()::trade);
    }

    private static long retriesIn(ApplicationContext context) {
        return context.getBean(RetryRegistry.class).get("shop").statistics().retries();
    }

    private static void runIn(String mode) {
        WovenShop.attempts.clear();
        Turnstile.passed.set(0);
        try (AnnotationConfigApplicationContext context = context(mode)) {
            play(mode, context);
        }
    }

    private static AnnotationConfigApplicationContext context(String mode) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "retrykit.instances.hedged.extends",
                                "shop",
                                "retrykit.instances.hedged.hedging.delay",
                                "1ms",
                                "retrykit.aop.mode",
                                mode,
                                "retrykit.instances.shop.backoff.strategy",
                                "none",
                                "retrykit.instances.shop.budget",
                                "none",
                                "retrykit.instances.patient.extends",
                                "shop",
                                "retrykit.instances.patient.retry-when",
                                "#attempt < #times and #why.startsWith('pat')")));
        context.register(RetryAutoConfiguration.class, RetryAopAutoConfiguration.class);
        context.registerBean("shop", WovenShop.class);
        context.registerBean("branch", WovenShop.Branch.class);
        context.registerBean(WovenShop.Market.class);
        context.registerBean(WovenShop.RemoteShop.class);
        context.registerBean(WovenShop.Depot.class);
        context.register(Asynchronous.class);
        context.refresh();
        return context;
    }

    @SuppressWarnings("unchecked")
    private static void play(String mode, AnnotationConfigApplicationContext context) {
        WovenShop shop = (WovenShop) context.getBean("shop");
        WovenShop.Branch branch = context.getBean(WovenShop.Branch.class);
        say(mode, "proxy", () -> AopUtils.isAopProxy(shop));
        say(mode, "visible", shop::visible);
        say(mode, "self", shop::callsItself);
        say(mode, "private", () -> shop.callsPrivate(7, "x"));
        say(mode, "final", shop::unchangeable);
        say(mode, "static", WovenShop::common);
        say(mode, "later", () -> shop.later().join());
        say(mode, "counted", shop::counted);
        say(mode, "inside counted", Turnstile.passed::get);
        say(mode, "countedLater", () -> shop.countedLater().join());
        say(mode, "inside countedLater", Turnstile.passed::get);
        say(mode, "hedged", () -> shop.countedHedged().join());
        say(mode, "inside hedged", Turnstile.passed::get);
        say(
                mode,
                "async",
                () -> context.getBean(WovenShop.Depot.class).dispatch().join());
        say(mode, "super", branch::inherited);
        say(mode, "bridge", () -> ((WovenShop.Handler<Object>) (WovenShop.Handler<?>) branch).handle("a"));
        say(mode, "type", () -> context.getBean(WovenShop.Market.class).trade());
        say(mode, "interface", () -> context.getBean(WovenShop.Remote.class).remote());
        say(mode, "fallback", () -> shop.answered("bread"));
        say(mode, "fallback self", shop::callsAnswered);
        say(mode, "fallback static", WovenShop::callsCommonAnswered);
        say(mode, "fallback later", () -> shop.answeredLater("milk").join());
        say(mode, "condition", () -> shop.patient("patience 3", 3));
        say(mode, "condition", () -> shop.patient("patience 2", 2));
        say(mode, "new object", () -> new WovenShop().visible());
        say(mode, "attempts", () -> new TreeMap<>(WovenShop.attempts));
        say(mode, "retries", () -> retriesIn(context));
    }

    private static void say(String mode, String what, Callable<?> call) {
        Object answer;
        try {
            answer = call.call();
        } catch (Exception failure) {
            answer = "failed: "
                    + NestedExceptionUtils.getMostSpecificCause(failure).getMessage();
        }
        OUT.println("> " + mode + " " + what + ": " + answer);
    }
}
