package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.AttemptScope;
import dev.retrykit.CallerContext;
import dev.retrykit.RetryRegistry;
import dev.retrykit.aop.RetrierSource;
import dev.retrykit.aop.RetryDeclarations;
import dev.retrykit.endpoint.EffectivePolicies;
import dev.retrykit.endpoint.PolicyOverrides;
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
import dev.retrykit.metrics.BudgetNames;
import dev.retrykit.transaction.CallerTransaction;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Every bean of the starter's gives way to one of the application's. */
class ReplacedBeansTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    RetryAutoConfiguration.class,
                    RetryAopAutoConfiguration.class,
                    RetryContextAutoConfiguration.class,
                    RetryGaxAutoConfiguration.class,
                    RetryGrpcAutoConfiguration.class,
                    RetryHttpAutoConfiguration.class,
                    RetryTransactionAutoConfiguration.class));

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
                        Map.entry(GaxRetryInfo.class, GaxRetryInfo::new))
                .entrySet()
                .stream()
                .map(bean -> Arguments.of(bean.getKey(), bean.getValue()));
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
        runner.run(context -> assertThat(context.getBeanNamesForType(type))
                .singleElement()
                .asString()
                .startsWith("retrykit"));
        runner.withBean("own", type, own).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(context.getBeanNamesForType(type)).containsExactly("own");
        });
    }
}
