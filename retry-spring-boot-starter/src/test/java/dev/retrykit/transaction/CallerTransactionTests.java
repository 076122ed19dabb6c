package dev.retrykit.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.retrykit.RetryRegistry;
import dev.retrykit.RetryStatistics;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.autoconfigure.RetryAopAutoConfiguration;
import dev.retrykit.autoconfigure.RetryAutoConfiguration;
import dev.retrykit.autoconfigure.RetryTransactionAutoConfiguration;
import dev.retrykit.event.StopReason;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.transaction.support.TransactionTemplate;

/** Retried methods that are called inside a transaction. Each call fails twice and would succeed the third time. */
@ExtendWith(OutputCaptureExtension.class)
class CallerTransactionTests {

    private static final String WARNING = " failed inside a transaction of its caller. Its retries run in the same"
            + " transaction, which stays open while they wait and is not rolled back between them; once it can only be"
            + " rolled back, there are none. Put @Retryable on the method that begins the transaction, or"
            + " @Transactional(propagation = REQUIRES_NEW) on this one.";

    @EnableTransactionManagement(proxyTargetClass = true)
    @Configuration(proxyBeanMethods = false)
    static class Database {

        @Bean
        DataSource dataSource() {
            JdbcDataSource dataSource = new JdbcDataSource();
            dataSource.setURL("jdbc:h2:mem:caller");
            return dataSource;
        }

        @Bean
        PlatformTransactionManager transactionManager(DataSource dataSource) {
            return new JdbcTransactionManager(dataSource);
        }
    }

    static class Stock {
        private int calls;

        @Retryable("stock")
        public int plain() {
            return fail();
        }

        @Transactional
        @Retryable("stock")
        public int joining() {
            return fail();
        }

        @Transactional(propagation = Propagation.REQUIRES_NEW)
        @Retryable("stock")
        public int independent() {
            return fail();
        }

        @Retryable("stock")
        public CompletableFuture<Integer> asynchronous() {
            return CompletableFuture.completedFuture(fail());
        }

        private int fail() {
            if (++calls % 3 != 0) {
                throw new IllegalStateException("attempt " + calls);
            }
            return calls;
        }
    }

    static class Orders {

        @Transactional
        public int inTransaction(IntSupplier work) {
            return work.getAsInt();
        }

        @Transactional
        public int inDoomedTransaction(IntSupplier work) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return work.getAsInt();
        }
    }

    private static void run(Consumer<ApplicationContext> test) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        RetryAutoConfiguration.class,
                        RetryAopAutoConfiguration.class,
                        RetryTransactionAutoConfiguration.class))
                .withPropertyValues("retrykit.instances.stock.backoff.strategy=none")
                .withUserConfiguration(Database.class, Stock.class, Orders.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    test.accept(context);
                });
    }

    private static RetryStatistics statistics(ApplicationContext context) {
        return context.getBean(RetryRegistry.class).get("stock").statistics();
    }

    @Test
    void areWarnedAboutOnceAndRetried(CapturedOutput output) {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            Orders orders = context.getBean(Orders.class);
            assertThat(orders.inTransaction(stock::plain)).isEqualTo(3);
            assertThat(orders.inTransaction(stock::plain)).isEqualTo(6);
        });
        assertThat(output).containsOnlyOnce("CallerTransactionTests.Stock.plain" + WARNING);
    }

    @Test
    void areNotRetriedOnceTheirFailureHasMarkedTheTransaction(CapturedOutput output) {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            Orders orders = context.getBean(Orders.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> orders.inTransaction(stock::joining))
                    .withMessage("attempt 1");
            assertThat(statistics(context).ended(StopReason.NOT_RETRYABLE)).isEqualTo(1);
            assertThat(statistics(context).retries()).isZero();
        });
        assertThat(output).containsOnlyOnce("CallerTransactionTests.Stock.joining" + WARNING);
    }

    @Test
    void areNotRetriedInATransactionBegunByCodeThatTheirFailureHasMarked() {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            TransactionTemplate template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
            assertThatIllegalStateException()
                    .isThrownBy(() -> template.execute(status -> stock.joining()))
                    .withMessage("attempt 1");
        });
    }

    @Test
    void areNotRetriedInATransactionThatItsMethodHasGivenUp() {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            Orders orders = context.getBean(Orders.class);
            assertThatIllegalStateException()
                    .isThrownBy(() -> orders.inDoomedTransaction(stock::plain))
                    .withMessage("attempt 1");
        });
    }

    @Test
    void areRetriedWithoutAWordIfEachAttemptHasItsOwn(CapturedOutput output) {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            Orders orders = context.getBean(Orders.class);
            assertThat(orders.inTransaction(stock::independent)).isEqualTo(3);
            assertThat(orders.inDoomedTransaction(stock::independent)).isEqualTo(6);
        });
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void areRetriedWithoutAWordWhereThereIsNone(CapturedOutput output) {
        run(context -> {
            assertThat(context.getBean(Stock.class).plain()).isEqualTo(3);
            assertThat(context.getBean(Stock.class).joining()).isEqualTo(6);
        });
        assertThat(output).doesNotContain(WARNING);
    }

    @Test
    void areNotLookedAtIfTheyAreAsynchronous(CapturedOutput output) {
        run(context -> {
            Stock stock = context.getBean(Stock.class);
            Orders orders = context.getBean(Orders.class);
            assertThat(orders.inDoomedTransaction(() -> stock.asynchronous().join()))
                    .isEqualTo(3);
        });
        assertThat(output).doesNotContain(WARNING);
    }
}
