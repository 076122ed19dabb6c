package dev.retrykit.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.retrykit.RetryRegistry;
import dev.retrykit.annotation.Retryable;
import dev.retrykit.testing.VirtualTime;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

// What follows stands in docs/testing.md too.
@SpringBootTest(
        classes = CheckoutTests.Shop.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "retrykit.instances.payments.max-attempts=4",
            "retrykit.instances.payments.backoff.delay=1s",
            "retrykit.instances.payments.backoff.jitter=none"
        })
@Import(CheckoutTests.Time.class)
class CheckoutTests {

    @TestConfiguration(proxyBeanMethods = false)
    static class Time {

        @Bean
        VirtualTime virtualTime() {
            return new VirtualTime();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(Payments.class)
    static class Shop {}

    static class Payments {

        private int failures;

        void failTimes(int times) {
            failures = times;
        }

        @Retryable("payments")
        public String pay(String order) throws IOException {
            if (failures-- > 0) {
                throw new IOException("no connection");
            }
            return "receipt of " + order;
        }
    }

    @Autowired
    Payments payments;

    @Autowired
    VirtualTime time;

    @Autowired
    RetryRegistry retries;

    @Test
    void waitsOneSecondThenTwo() throws IOException {
        Duration before = time.elapsed();
        payments.failTimes(2);
        assertThat(payments.pay("A-1")).isEqualTo("receipt of A-1");
        assertThat(time.elapsed().minus(before)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void givesUpAfterFourAttempts() {
        payments.failTimes(100);
        assertThatThrownBy(() -> payments.pay("A-1")).hasMessage("no connection");
        assertThat(retries.get("payments").statistics().retries()).isGreaterThanOrEqualTo(3);
    }
}
