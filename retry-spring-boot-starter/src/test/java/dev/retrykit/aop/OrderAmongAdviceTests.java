package dev.retrykit.aop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.retrykit.RetryRegistry;
import dev.retrykit.RetryStatistics;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.event.CallOutcome;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.AsyncConfigurer;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.MethodValidationPostProcessor;

/** Where retries stand among advice of Spring's own, unless another order is asked for. */
class OrderAmongAdviceTests {

    /** Of the same order as advice that has none: new advice then stands inside of it. */
    private static final List<String> INNERMOST = List.of("weaving.order=" + Integer.MAX_VALUE);

    private static RetryStatistics statistics(ApplicationContext context, String name) {
        return context.getBean(RetryRegistry.class).get(name).statistics();
    }

    @Nested
    class Transactions {

        @EnableTransactionManagement(proxyTargetClass = true)
        @Configuration(proxyBeanMethods = false)
        static class Database {

            @Bean
            DataSource dataSource() {
                JdbcDataSource dataSource = new JdbcDataSource();
                dataSource.setURL(
                        "jdbc:h2:mem:order;DB_CLOSE_DELAY=-1;INIT=CREATE TABLE IF NOT EXISTS booking (n INT)");
                return dataSource;
            }

            @Bean
            PlatformTransactionManager transactionManager(DataSource dataSource) {
                return new JdbcTransactionManager(dataSource);
            }

            @Bean
            JdbcClient jdbc(DataSource dataSource) {
                JdbcClient client = JdbcClient.create(dataSource);
                client.sql("DELETE FROM booking").update();
                return client;
            }
        }

        static class Ledger {
            private final Outage outage = new Outage(2);
            private final JdbcClient jdbc;

            Ledger(JdbcClient jdbc) {
                this.jdbc = jdbc;
            }

            @Transactional
            @Retryable("ledger")
            public int book() {
                jdbc.sql("INSERT INTO booking VALUES (?)").param(outage.calls()).update();
                return outage.call();
            }
        }

        private static List<@Nullable Integer> bookings(ApplicationContext context) {
            return context.getBean(JdbcClient.class)
                    .sql("SELECT n FROM booking ORDER BY n")
                    .query(Integer.class)
                    .list();
        }

        @Test
        void eachAttemptHasItsOwn() {
            try (var context = Weaving.of(Database.class, Ledger.class)) {
                assertThat(context.getBean(Ledger.class).book()).isEqualTo(3);
                assertThat(bookings(context)).containsExactly(2);
            }
        }

        @Test
        void anOrderInsideThemMakesAllAttemptsShareOne() {
            try (var context = Weaving.with(INNERMOST, Database.class, Ledger.class)) {
                assertThat(context.getBean(Ledger.class).book()).isEqualTo(3);
                assertThat(bookings(context)).containsExactly(0, 1, 2);
            }
        }
    }

    @Nested
    class MethodSecurity {

        @EnableMethodSecurity(proxyTargetClass = true)
        @Configuration(proxyBeanMethods = false)
        static class Secured {
            @Bean
            Door door() {
                return new Door();
            }
        }

        static class Door {
            private final AtomicInteger asked = new AtomicInteger();

            public boolean opens() {
                asked.incrementAndGet();
                return true;
            }
        }

        static class Vault {
            private final Outage outage = new Outage(2);

            @PreAuthorize("hasRole('CLERK') and @door.opens()")
            @Retryable("vault")
            public int open() {
                return outage.call();
            }
        }

        @AfterEach
        void logOut() {
            SecurityContextHolder.clearContext();
        }

        private static void logInAs(String role) {
            SecurityContextHolder.getContext()
                    .setAuthentication(new TestingAuthenticationToken("somebody", "", "ROLE_" + role));
        }

        @Test
        void isAskedOnceForAllAttempts() {
            logInAs("CLERK");
            try (var context = Weaving.of(Secured.class, Vault.class)) {
                assertThat(context.getBean(Vault.class).open()).isEqualTo(3);
                assertThat(context.getBean(Door.class).asked).hasValue(1);
            }
        }

        @Test
        void refusesBeforeThereIsACall() {
            logInAs("GUEST");
            try (var context = Weaving.of(Secured.class, Vault.class)) {
                Vault vault = context.getBean(Vault.class);
                assertThatExceptionOfType(AccessDeniedException.class).isThrownBy(vault::open);
                assertThat(context.getBean(RetryRegistry.class)
                                .get("vault")
                                .statistics()
                                .calls())
                        .isZero();
            }
        }
    }

    @Nested
    class Validation {

        @Configuration(proxyBeanMethods = false)
        static class Validating {
            @Bean
            static MethodValidationPostProcessor methodValidationPostProcessor() {
                MethodValidationPostProcessor postProcessor = new MethodValidationPostProcessor();
                postProcessor.setProxyTargetClass(true);
                return postProcessor;
            }
        }

        @Validated
        static class Counter {
            @Retryable("counter")
            public String greet(@NotBlank String name) {
                return name;
            }
        }

        @Test
        void failsAnAttemptThatIsNotRetried() {
            try (var context = Weaving.of(Validating.class, Counter.class)) {
                Counter counter = context.getBean(Counter.class);
                assertThatExceptionOfType(ConstraintViolationException.class)
                        .isThrownBy(() -> counter.greet(" "))
                        .withMessage("greet.name: must not be blank");
                assertThat(statistics(context, "counter").calls(CallOutcome.FAILED, false))
                        .isEqualTo(1);
            }
        }
    }

    @Nested
    class Caching {

        @EnableCaching(proxyTargetClass = true)
        @Configuration(proxyBeanMethods = false)
        static class Cached {
            @Bean
            ConcurrentMapCacheManager cacheManager() {
                return new ConcurrentMapCacheManager();
            }
        }

        static class Catalogue {
            private final Outage outage = new Outage(2);

            @Cacheable("prices")
            @Retryable("catalogue")
            public int price() {
                return outage.call();
            }
        }

        @Test
        void isInside() {
            try (var context = Weaving.of(Cached.class, Catalogue.class)) {
                Catalogue catalogue = context.getBean(Catalogue.class);
                assertThat(catalogue.price()).isEqualTo(3);
                assertThat(catalogue.price()).isEqualTo(3);
                RetryStatistics statistics = statistics(context, "catalogue");
                assertThat(statistics.calls(CallOutcome.SUCCESS, true)).isEqualTo(1);
                assertThat(statistics.calls(CallOutcome.SUCCESS, false)).isEqualTo(1);
            }
        }

        @Test
        void isOutsideIfTheOrderSaysSo() {
            try (var context = Weaving.with(INNERMOST, Cached.class, Catalogue.class)) {
                Catalogue catalogue = context.getBean(Catalogue.class);
                assertThat(catalogue.price()).isEqualTo(3);
                assertThat(catalogue.price()).isEqualTo(3);
                assertThat(statistics(context, "catalogue").calls(CallOutcome.SUCCESS, false))
                        .isZero();
            }
        }
    }

    @Nested
    class Asynchronous {

        @EnableAsync(proxyTargetClass = true)
        @Configuration(proxyBeanMethods = false)
        static class OneThread implements AsyncConfigurer {
            private final ExecutorService executor = Executors.newSingleThreadExecutor();

            @Override
            public Executor getAsyncExecutor() {
                return executor;
            }

            void finish() throws InterruptedException {
                executor.shutdown();
                assertThat(executor.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        static class Post {
            private final Outage outage = new Outage(2);
            private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

            @Async
            @Retryable("post")
            public void send() {
                threads.add(Thread.currentThread());
                outage.call();
            }

            int sent() {
                return outage.calls();
            }

            Set<Thread> threads() {
                return threads;
            }
        }

        @Test
        void methodsMakeAllAttemptsOnTheirOwnThread() throws Exception {
            try (var context = Weaving.of(OneThread.class, Post.class)) {
                Post post = context.getBean(Post.class);
                post.send();
                context.getBean(OneThread.class).finish();
                assertThat(post.sent()).isEqualTo(3);
                assertThat(post.threads()).hasSize(1).doesNotContain(Thread.currentThread());
                assertThat(statistics(context, "post").calls(CallOutcome.SUCCESS, true))
                        .isEqualTo(1);
            }
        }
    }
}
