package dev.retrykit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.retrykit.AttemptTimeout;
import dev.retrykit.RetryPolicy;
import dev.retrykit.RetryRegistry;
import dev.retrykit.autoconfigure.RetryAutoConfiguration;
import dev.retrykit.backoff.Backoff;
import dev.retrykit.backoff.Jitter;
import dev.retrykit.condition.FailureCondition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The tables of settings: none is missing, and what they point at exists. */
class SourceSystemsTests {

    private static final Page PAGE = Page.of("docs/source-systems.md");
    private static final Pattern REFERENCE = Pattern.compile("`([\\w.]*?)(\\w+Tests)#(\\w+)`");
    private static final Pattern UNKNOWN = Pattern.compile("([\\w.-]+) is no property of Retrykit");
    private static final String NO_COUNTERPART = "none: ";

    static Stream<Arguments> settings() {
        return Stream.of(
                Arguments.of(
                        "gRPC",
                        Set.of(
                                "MaxAttempts",
                                "InitialBackoff",
                                "MaxBackoff",
                                "BackoffMultiplier",
                                "RetryableStatusCodes",
                                "methodConfig",
                                "name",
                                "waitForReady",
                                "retryPolicy",
                                "WithDefaultServiceConfig",
                                "WithInsecure",
                                "GRPC_GO_RETRY=on",
                                "retryThrottling.maxTokens",
                                "retryThrottling.tokenRatio",
                                "hedgingPolicy.maxAttempts",
                                "hedgingPolicy.hedgingDelay",
                                "hedgingPolicy.nonFatalStatusCodes",
                                "grpc-retry-pushback-ms",
                                "grpc-previous-rpc-attempts")),
                Arguments.of(
                        "gax for .NET",
                        Set.of(
                                "BackoffJitter",
                                "IJitter",
                                "BackoffMultiplier",
                                "InitialBackoff",
                                "MaxAttempts",
                                "MaxBackoff",
                                "NoJitter",
                                "RandomJitter",
                                "RetryFilter",
                                "FilterForStatusCodes(params StatusCode[])",
                                "FilterForStatusCodes(IEnumerable<StatusCode>)",
                                "FromConstantBackoff(maxAttempts, backoff, retryFilter, backoffJitter)",
                                "FromExponentialBackoff(maxAttempts, initialBackoff, maxBackoff, backoffMultiplier,"
                                        + " retryFilter, backoffJitter)",
                                "NextBackoff(currentBackoff)")),
                Arguments.of(
                        "gax for Java",
                        Set.of(
                                "getInitialRetryDelay",
                                "getInitialRpcTimeout",
                                "getMaxAttempts",
                                "getMaxRetryDelay",
                                "getMaxRpcTimeout",
                                "getRetryDelayMultiplier",
                                "getRpcTimeoutMultiplier",
                                "getTotalTimeout",
                                "isJittered",
                                "newBuilder",
                                "toBuilder",
                                "RetrySettings()",
                                "Serializable",
                                "withStreamWaitTimeout")),
                Arguments.of(
                        "Azure",
                        Set.of("condition", "count", "interval", "max-interval", "delta", "first-fast-retry")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("settings")
    void noSettingIsMissing(String system, Set<String> settings) {
        Set<String> listed = PAGE.section(system).rows().stream()
                .flatMap(row -> Page.code(row.get(0)).stream())
                .collect(Collectors.toSet());

        assertThat(listed).containsAll(settings);
    }

    @Test
    void eachSettingHasATestOrAReason() {
        assertThat(PAGE.rows()).hasSizeGreaterThan(50).allSatisfy(row -> {
            assertThat(row).hasSize(4);
            if (!row.get(1).startsWith(NO_COUNTERPART)) {
                assertThat(row.get(3)).containsPattern(REFERENCE);
            }
        });
    }

    @Test
    void eachTestExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> missing = new ArrayList<>();
        REFERENCE.matcher(PAGE.text()).results().forEach(reference -> {
            String packageName = reference.group(1).isEmpty() ? "dev.retrykit.sources." : reference.group(1);
            String source = sources.getOrDefault(packageName + reference.group(2), "");
            // An annotation before it: a test, and not a method that is left over.
            if (!Pattern.compile("@\\w+[^;{}]*\\bvoid " + reference.group(3) + "\\(")
                    .matcher(source)
                    .find()) {
                missing.add(reference.group());
            }
        });

        assertThat(missing).isEmpty();
    }

    /** The test classes of all modules by their full names. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (String module : List.of("retry-core", "retry-spring-boot-starter", "retry-sample-app")) {
            Path root = Page.ROOT.resolve(module).resolve("src/test/java");
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.filter(each -> each.toString().endsWith("Tests.java"))
                        .toList()) {
                    String name =
                            root.relativize(file).toString().replace('/', '.').replace('\\', '.');
                    sources.put(name.substring(0, name.length() - ".java".length()), Files.readString(file));
                }
            }
        }
        return sources;
    }

    /** The starter is asked itself, which refuses what it does not know; a key that does not exist shows that it does. */
    @Test
    void eachPropertyIsKnown() {
        Set<String> properties = new TreeSet<>(Set.of("retrykit.instances.probe.no-such-key"));
        for (List<String> row : PAGE.rows()) {
            for (String property : Page.code(row.get(2))) {
                String key = property.split(":", 2)[0].replace("<name>", "probe");
                properties.add("retrykit." + (key.startsWith("budgets.") ? "" : "instances.probe.") + key);
            }
        }
        Set<String> unknown = new TreeSet<>();
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class))
                .withPropertyValues(
                        properties.stream().map(key -> key + "=nonsense").toArray(String[]::new))
                .run(context -> UNKNOWN.matcher(String.valueOf(context.getStartupFailure()))
                        .results()
                        .forEach(match -> unknown.add(match.group(1))));

        assertThat(properties).hasSizeGreaterThan(15);
        assertThat(unknown).containsExactly("retrykit.instances.probe.no-such-key");
    }

    /** A value that is refused by itself, and not for what is missing beside it, says "must" after its name. */
    @Test
    void eachValueOfAPropertyIsTaken() {
        Set<String> values = new TreeSet<>();
        for (List<String> row : PAGE.rows()) {
            Page.code(row.get(2)).stream()
                    .filter(property -> property.contains(": "))
                    .filter(property -> !property.startsWith("budgets."))
                    .forEach(values::add);
        }
        List<String> refused = new ArrayList<>();
        for (String value : values) {
            String key = "retrykit.instances.probe." + value.substring(0, value.indexOf(':'));
            new ApplicationContextRunner()
                    .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class))
                    .withPropertyValues(
                            "retrykit.instances.probe.total-timeout=9s",
                            key + "=" + value.substring(value.indexOf(':') + 2).replace("[]", ""))
                    .run(context -> {
                        if (String.valueOf(context.getStartupFailure()).contains(key + " must")) {
                            refused.add(value);
                        }
                    });
        }

        assertThat(values).hasSizeGreaterThan(6).contains("on-unacceptable-result: return-last");
        assertThat(refused).isEmpty();
    }

    @Test
    void theExampleOfGrpcIsThePolicyThatIsPlayed() {
        RetryPolicy policy = policyOfExample("gRPC", "grpc-echo");

        assertThat(policy.maxAttempts()).hasValue(4);
        assertThat(policy.backoff()).isEqualTo(Backoff.grpc(Duration.ofMillis(10), 1.0, Duration.ofMillis(10)));
        assertThat(policy.retryOn()).isEqualTo(FailureCondition.onStatus("UNAVAILABLE"));
    }

    @Test
    void theExampleOfGaxForDotnetIsThePolicyThatIsPlayed() {
        RetryPolicy policy = policyOfExample("gax for .NET", "gax-dotnet");

        assertThat(policy.maxAttempts()).hasValue(6);
        assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(5));
        assertThat(policy.backoff())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(1), 2)
                        .cappedAt(Duration.ofSeconds(5))
                        .jittered(Jitter.none()));
        assertThat(policy.retryOn()).isEqualTo(FailureCondition.onStatus("UNAVAILABLE", "ABORTED"));
    }

    @Test
    void theExampleOfGaxForJavaIsThePolicyThatIsPlayed() {
        RetryPolicy policy = policyOfExample("gax for Java", "gax-java");

        assertThat(policy.maxAttempts()).isEmpty();
        assertThat(policy.totalTimeout()).contains(Duration.ofSeconds(20));
        assertThat(policy.backoff())
                .isEqualTo(Backoff.exponential(Duration.ofSeconds(1), 2)
                        .cappedAt(Duration.ofSeconds(5))
                        .jittered(Jitter.full()));
        assertThat(policy.attemptTimeout())
                .contains(AttemptTimeout.growing(Duration.ofSeconds(4), 2, Duration.ofSeconds(30)));
    }

    @Test
    void theExampleOfAzureIsThePolicyThatIsPlayed() {
        RetryPolicy policy = policyOfExample("Azure", "azure");

        assertThat(policy.maxAttempts()).hasValue(11);
        assertThat(policy.backoff())
                .isEqualTo(Backoff.azure(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(100)));
        assertThat(policy.firstRetryImmediate()).isFalse();
    }

    private static RetryPolicy policyOfExample(String system, String instance) {
        Page.Block example = PAGE.section(system).blocks("yaml").get(0);
        List<RetryPolicy> found = new ArrayList<>();
        Yaml.application(example)
                .run(context -> found.add(
                        context.getBean(RetryRegistry.class).get(instance).policy()));
        return found.get(0);
    }
}
