package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.AttemptScope;
import dev.retrykit.CallObserver;
import dev.retrykit.CallerContext;
import dev.retrykit.Retrier;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetrierSource;
import dev.retrykit.aop.RetryBeanPostProcessor;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.aop.WovenCalls;
import dev.retrykit.aspectj.AspectActivation;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.InstanceMethods;
import dev.retrykit.endpoint.InstanceSources;
import dev.retrykit.endpoint.PolicyOverrides;
import dev.retrykit.endpoint.RecentCalls;
import dev.retrykit.endpoint.RetryEndpoint;
import dev.retrykit.endpoint.RetryEndpointWebExtension;
import dev.retrykit.endpoint.Shown;
import dev.retrykit.gax.GaxRetryInfo;
import dev.retrykit.gax.GaxStatusSource;
import dev.retrykit.grpc.GrpcAttemptInterceptor;
import dev.retrykit.grpc.GrpcPushback;
import dev.retrykit.grpc.GrpcRetryInfo;
import dev.retrykit.grpc.GrpcStatusSource;
import dev.retrykit.http.JdkHttpStatusSource;
import dev.retrykit.http.JdkRetryAfter;
import dev.retrykit.http.SpringHttpStatusSource;
import dev.retrykit.http.SpringRetryAfter;
import dev.retrykit.http.WebClientRetryAfter;
import dev.retrykit.http.WebClientStatusSource;
import dev.retrykit.logging.RetryLogger;
import dev.retrykit.metrics.BudgetNames;
import dev.retrykit.metrics.RetryMetrics;
import dev.retrykit.time.Ticker;
import dev.retrykit.transaction.CallerTransaction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.ClassUtils;

/** Every bean of the starter's gives way to one of the application's. */
class ReplacedBeansTests {

    /** What has no type that an application could define, or is one of several that all are asked. */
    private static final Set<String> OWN_AFFAIRS = Set.of(
            "retrykitConfiguredRetriers",
            "retrykitApplicationExecutor",
            "retrykitRegistryStop",
            "retrykitRegistryStart",
            "retrykitRegisteredRetriers",
            "retrykitObservedRetriers",
            "retrykitConfigurationChanges",
            "retrykitSpringRetryProcessors",
            "retrykitSourceIsNotLazy",
            "retrykitCallerTransactionCustomizer");

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ours()))
            .withConfiguration(AutoConfigurations.of(EndpointAutoConfiguration.class))
            .withBean(SimpleMeterRegistry.class)
            .withBean(ObservationRegistry.class, ObservationRegistry::create)
            .withPropertyValues(
                    "management.endpoints.web.exposure.include=retry",
                    "retrykit.aop.mode=aspectj",
                    "retrykit.observations=call");

    /** All that are listed, those included that somebody adds. */
    private static Class<?>[] ours() {
        ClassLoader loader = ReplacedBeansTests.class.getClassLoader();
        return ImportCandidates.load(AutoConfiguration.class, loader).getCandidates().stream()
                .filter(name -> name.startsWith("dev.retrykit."))
                .map(name -> ClassUtils.resolveClassName(name, loader))
                .toArray(Class<?>[]::new);
    }

    static Stream<Arguments> beans() {
        InstantSource clock = InstantSource.system();
        return Map.<Class<?>, Supplier<?>>ofEntries(
                        Map.entry(
                                RetryDeclarations.class, () -> new RetryDeclarations(new DefaultListableBeanFactory())),
                        Map.entry(RetryRegistry.class, RetryRegistry::create),
                        Map.entry(RetrierSource.class, () -> unused(RetrierSource.class)),
                        Map.entry(EffectivePolicies.class, () -> unused(EffectivePolicies.class)),
                        Map.entry(PolicyOverrides.class, () -> unused(PolicyOverrides.class)),
                        Map.entry(BudgetNames.class, () -> unused(BudgetNames.class)),
                        Map.entry(CallerContext.class, () -> (CallerContext) () -> (AttemptScope) attempt -> () -> {}),
                        Map.entry(CallObserver.class, () -> (CallObserver) retrier -> null),
                        Map.entry(CallerTransaction.class, CallerTransaction::new),
                        Map.entry(SpringHttpStatusSource.class, SpringHttpStatusSource::new),
                        Map.entry(SpringRetryAfter.class, () -> new SpringRetryAfter(clock)),
                        Map.entry(WebClientStatusSource.class, WebClientStatusSource::new),
                        Map.entry(WebClientRetryAfter.class, () -> new WebClientRetryAfter(clock)),
                        Map.entry(JdkHttpStatusSource.class, JdkHttpStatusSource::new),
                        Map.entry(JdkRetryAfter.class, () -> new JdkRetryAfter(clock)),
                        Map.entry(GrpcStatusSource.class, GrpcStatusSource::new),
                        Map.entry(GrpcPushback.class, GrpcPushback::new),
                        Map.entry(GrpcRetryInfo.class, GrpcRetryInfo::new),
                        Map.entry(GrpcAttemptInterceptor.class, GrpcAttemptInterceptor::new),
                        Map.entry(GaxStatusSource.class, GaxStatusSource::new),
                        Map.entry(GaxRetryInfo.class, GaxRetryInfo::new),
                        Map.entry(InstanceMethods.class, () -> unused(InstanceMethods.class)),
                        Map.entry(RetryBeanPostProcessor.class, ReplacedBeansTests::postProcessor),
                        Map.entry(AspectActivation.class, ReplacedBeansTests::activation),
                        Map.entry(RetryLogger.class, () -> new RetryLogger(Ticker.system())),
                        Map.entry(RetryMetrics.class, () -> new RetryMetrics(RetryRegistry.create(), Retrier::name)),
                        Map.entry(RecentCalls.class, () -> new RecentCalls(clock)),
                        Map.entry(RetryEndpoint.class, ReplacedBeansTests::endpoint),
                        Map.entry(
                                RetryEndpointWebExtension.class,
                                () -> new RetryEndpointWebExtension(endpoint(), Set.of())))
                .entrySet()
                .stream()
                .map(bean -> Arguments.of(bean.getKey(), bean.getValue()));
    }

    private static RetryBeanPostProcessor postProcessor() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("declarations", new RetryDeclarations(beans));
        return new RetryBeanPostProcessor(
                beans.getBeanProvider(RetryDeclarations.class), beans.getBeanProvider(RetrierSource.class), 0);
    }

    private static AspectActivation activation() {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        return new AspectActivation(new WovenCalls(
                beans.getBeanProvider(RetryDeclarations.class), beans.getBeanProvider(RetrierSource.class)));
    }

    private static RetryEndpoint endpoint() {
        return new RetryEndpoint(
                RetryRegistry.create(),
                new InstanceSources(
                        name -> List.of(), name -> List.of(), new RecentCalls(InstantSource.system()), null),
                List.of(),
                Shown.of(Show.NEVER));
    }

    private static <T> T unused(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, given) -> method.getName().equals("hashCode") ? Integer.valueOf(1) : null));
    }

    @ParameterizedTest
    @MethodSource("beans")
    <T> void giveWay(Class<T> type, Supplier<T> own) {
        runner.withBean("own", type, own).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanNamesForType(type)).containsExactly("own");
        });
    }

    @Test
    void areAllLookedAtHere() {
        runner.run(context -> {
            List<String> lookedAt = beans().map(bean -> context.getBeanNamesForType((Class<?>) bean.get()[0]))
                    .flatMap(Stream::of)
                    .toList();
            assertThat(context.getBeanDefinitionNames())
                    .filteredOn(name -> name.startsWith("retrykit") && !OWN_AFFAIRS.contains(name))
                    .containsExactlyInAnyOrderElementsOf(lookedAt);
            assertThat(context.getBeanDefinitionNames()).containsAll(OWN_AFFAIRS);
        });
    }
}
