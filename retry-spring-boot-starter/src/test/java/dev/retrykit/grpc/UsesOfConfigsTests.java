package dev.retrykit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class UsesOfConfigsTests {

    private static GrpcServiceConfig config(String service) {
        return GrpcServiceConfig.read(
                "{\"methodConfig\": [{\"name\": [{\"service\": \"%s\"}], \"hedgingPolicy\": {\"maxAttempts\": 2}}]}"
                        .formatted(service),
                "test");
    }

    private static String warning(String service, String retrier) {
        return "The service config from which '" + retrier + "' has the policy of " + service
                + "/Do was written for a channel too: if that channel carries the method, attempts multiply; call"
                + " disableRetry() on the channel, or take grpc-method from the instance";
    }

    @Test
    void oneThatIsWrittenAfterItWasUsedIsWarnedOfOnceForEachUse(CapturedOutput output) {
        GrpcServiceConfig used = config("a.After");
        used.usedAround("a.After/Do", "one");
        used.usedAround("a.After/Do", "other");
        used.usedAround("a.After/Do", "other");

        // What says the same is the same, wherever it was read.
        config("a.After").toMap();
        config("a.After").toMap();

        assertThat(output).containsOnlyOnce(warning("a.After", "one")).containsOnlyOnce(warning("a.After", "other"));
    }

    @Test
    void oneThatIsUsedAfterItWasWrittenIsWarnedOfOnce(CapturedOutput output) {
        config("a.Before").toMap();

        GrpcServiceConfig used = config("a.Before");
        used.usedAround("a.Before/Do", "one");
        used.usedAround("a.Before/Do", "one");

        assertThat(output).containsOnlyOnce(warning("a.Before", "one"));
    }

    @Test
    void anotherThatIsWrittenIsNotWarnedOf(CapturedOutput output) {
        config("a.Used").usedAround("a.Used/Do", "one");

        config("a.Written").toMap();

        assertThat(output).isEmpty();
    }
}
