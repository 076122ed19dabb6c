package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.data.annotation.Id;
import org.springframework.data.keyvalue.core.KeyValueAdapter;
import org.springframework.data.keyvalue.core.KeyValueTemplate;
import org.springframework.data.keyvalue.core.query.KeyValueQuery;
import org.springframework.data.map.MapKeyValueAdapter;
import org.springframework.data.map.repository.config.EnableMapRepositories;
import org.springframework.data.repository.CrudRepository;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.springframework.web.service.registry.ImportHttpServices;

/** Beans that are nothing but a proxy: annotation and name come from the interface that declares the method. */
class WithoutTargetTests {

    private static final String PREFIX = "without-target-tests-";

    private static List<String> namesIn(AnnotationConfigApplicationContext context) {
        return context.getBean(RetryDeclarations.class).all().stream()
                .map(RetryDeclaration::name)
                .toList();
    }

    @Nested
    class HttpClients {

        @HttpExchange
        interface Prices {
            @GetExchange("/price")
            @Retryable
            String price();
        }

        /** Answers 503 to the first two requests, and from then on which request it was. */
        @Configuration(proxyBeanMethods = false)
        static class Server {

            @Bean(destroyMethod = "shutdown")
            Closing server() throws IOException {
                Outage outage = new Outage(2);
                HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
                server.createContext("/price", exchange -> {
                    byte[] body;
                    int status;
                    try {
                        body = String.valueOf(outage.call()).getBytes(StandardCharsets.US_ASCII);
                        status = 200;
                    } catch (IllegalStateException down) {
                        body = new byte[] {'-'};
                        status = 503;
                    }
                    exchange.sendResponseHeaders(status, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
                server.start();
                return new Closing(server);
            }
        }

        record Closing(HttpServer server) {

            String url() {
                return "http://" + server.getAddress().getAddress().getHostAddress() + ":"
                        + server.getAddress().getPort();
            }

            void shutdown() {
                server.stop(0);
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class MadeByHand {
            @Bean
            Prices prices(Closing server) {
                RestClient client = RestClient.create(server.url());
                return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client))
                        .build()
                        .createClient(Prices.class);
            }
        }

        @Configuration(proxyBeanMethods = false)
        static class MadeLazily extends MadeByHand {
            @Bean
            @Lazy
            @Override
            Prices prices(Closing server) {
                return super.prices(server);
            }
        }

        @Configuration(proxyBeanMethods = false)
        @ImportHttpServices(types = Prices.class)
        static class Imported {
            @Bean
            RestClientHttpServiceGroupConfigurer groups(Closing server) {
                return groups -> groups.forEachClient((group, client) -> client.baseUrl(server.url()));
            }
        }

        @ParameterizedTest
        @ValueSource(classes = {MadeByHand.class, MadeLazily.class, Imported.class})
        void areRetriedUnderTheNameOfTheirInterface(Class<?> client) {
            try (var context = Weaving.of(Server.class, client)) {
                assertThat(namesIn(context)).containsExactly(PREFIX + "http-clients-prices-price");
                assertThat(context.getBean(Prices.class).price()).isEqualTo("3");
                assertThat(context.getBean(RetryRegistry.class)
                                .get(PREFIX + "http-clients-prices-price")
                                .statistics()
                                .retries())
                        .isEqualTo(2);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"true", "false"})
        void areRetriedByEitherKindOfProxy(String proxyTargetClass) {
            try (var context = Weaving.with(
                    List.of("weaving.proxy-target-class=" + proxyTargetClass), Server.class, Imported.class)) {
                assertThat(context.getBean(Prices.class).price()).isEqualTo("3");
            }
        }
    }

    @Nested
    class Repositories {

        record Order(@Id String id, String customer) {}

        interface Orders extends CrudRepository<Order, String> {
            @Retryable
            List<Order> findByCustomer(String customer);

            @Override
            @Retryable("orders")
            long count();
        }

        @Retryable("archive")
        interface Archive extends CrudRepository<Order, String> {}

        /** A store that is down for the first two of all readings. */
        static class Store extends MapKeyValueAdapter {
            private final Outage outage = new Outage(2);

            @Override
            public <T> Iterable<T> getAllOf(String keyspace, Class<T> type) {
                outage.call();
                return super.getAllOf(keyspace, type);
            }

            @Override
            public <T> Iterable<T> find(KeyValueQuery<?> query, String keyspace, Class<T> type) {
                outage.call();
                return super.find(query, keyspace, type);
            }

            @Override
            public long count(String keyspace) {
                outage.call();
                return super.count(keyspace);
            }
        }

        @Configuration(proxyBeanMethods = false)
        @EnableMapRepositories(considerNestedRepositories = true, basePackageClasses = WithoutTargetTests.class)
        static class Stored {
            @Bean
            KeyValueAdapter store() {
                return new Store();
            }

            @Bean
            KeyValueTemplate mapKeyValueTemplate(KeyValueAdapter store) {
                return new KeyValueTemplate(store);
            }
        }

        @Test
        void areRetriedUnderTheNameOfTheirInterface() {
            try (var context = Weaving.of(Stored.class)) {
                assertThat(namesIn(context))
                        .contains(PREFIX + "repositories-orders-find-by-customer", "orders", "archive");
                Orders orders = context.getBean(Orders.class);
                orders.save(new Order("1", "Ada"));
                assertThat(orders.findByCustomer("Ada")).containsExactly(new Order("1", "Ada"));
                assertThat(context.getBean(RetryRegistry.class)
                                .get(PREFIX + "repositories-orders-find-by-customer")
                                .statistics()
                                .retries())
                        .isEqualTo(2);
            }
        }

        @Test
        void areRetriedWhereTheyAnnotateAnInheritedMethod() {
            try (var context = Weaving.of(Stored.class)) {
                assertThat(context.getBean(Orders.class).count()).isZero();
                assertThat(context.getBean(RetryRegistry.class)
                                .get("orders")
                                .statistics()
                                .retries())
                        .isEqualTo(2);
            }
        }

        @Test
        void areRetriedWhereTheInterfaceIsAnnotated() {
            try (var context = Weaving.of(Stored.class)) {
                assertThat(context.getBean(Archive.class).count()).isZero();
                assertThat(context.getBean(RetryRegistry.class)
                                .get("archive")
                                .statistics()
                                .retries())
                        .isEqualTo(2);
            }
        }

        @Test
        void keepOneProxy() {
            try (var context = Weaving.of(Stored.class)) {
                Object orders = context.getBean(Orders.class);
                assertThat(AopUtils.isJdkDynamicProxy(orders)).isTrue();
                assertThat(AopUtils.isAopProxy(AopProxyUtils.getSingletonTarget(orders)))
                        .isFalse();
            }
        }
    }
}
