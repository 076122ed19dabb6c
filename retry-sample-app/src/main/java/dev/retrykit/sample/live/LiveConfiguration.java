package dev.retrykit.sample.live;

import dev.retrykit.RetryRegistry;
import dev.retrykit.time.Ticker;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Has the library tell what the page shows. */
@Configuration(proxyBeanMethods = false)
class LiveConfiguration {

    @Bean
    AttemptClock attemptClock() {
        return new AttemptClock(Ticker.system());
    }

    @Bean
    CallLog callLog(AttemptClock clock) {
        return new CallLog(clock, InstantSource.system());
    }

    @Bean
    Recorder recorder(RetryRegistry registry) {
        return new Recorder(registry, Ticker.system(), InstantSource.system());
    }
}
