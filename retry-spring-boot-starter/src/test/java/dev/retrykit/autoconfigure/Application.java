package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

/** An application with the starter, its configuration in three places, and beans. */
final class Application {

    private final String yaml;
    private final Map<String, Object> systemProperties = new LinkedHashMap<>();
    private final Map<String, Object> environment = new LinkedHashMap<>();
    private ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class, RetryAopAutoConfiguration.class));

    private Application(String yaml) {
        this.yaml = yaml;
    }

    /** An application with this {@code application.yml}. */
    static Application of(String yaml) {
        return new Application(yaml);
    }

    Application systemProperty(String name, String value) {
        systemProperties.put(name, value);
        return this;
    }

    Application variable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Application beans(Class<?>... configurations) {
        runner = runner.withUserConfiguration(configurations);
        return this;
    }

    void run(ContextConsumer<AssertableApplicationContext> test) {
        runner.withInitializer(this::configure).run(test);
    }

    /** What a person reads who starts it: description, an empty line, the action after an arrow. */
    String failure() {
        StringBuilder text = new StringBuilder();
        run(context -> {
            assertThat(context).hasFailed();
            text.append(analyze(Objects.requireNonNull(context.getStartupFailure())));
        });
        return text.toString();
    }

    private static String analyze(Throwable failure) {
        for (FailureAnalyzer analyzer :
                List.of(new InvalidRetryConfigurationFailureAnalyzer(), new RetryDeclarationFailureAnalyzer())) {
            FailureAnalysis analysis = analyzer.analyze(failure);
            if (analysis != null) {
                return analysis.getDescription() + "\n\n=> " + analysis.getAction() + "\n";
            }
        }
        throw new AssertionError("no analysis", failure);
    }

    private void configure(ConfigurableApplicationContext context) {
        MutablePropertySources sources = context.getEnvironment().getPropertySources();
        sources.replace("systemProperties", new MapPropertySource("systemProperties", systemProperties));
        sources.replace("systemEnvironment", new SystemEnvironmentPropertySource("systemEnvironment", environment));
        try {
            new YamlPropertySourceLoader()
                    .load("application.yml", new NamedResource(yaml))
                    .forEach(sources::addLast);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static final class NamedResource extends ByteArrayResource {

        NamedResource(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String getDescription() {
            return "application.yml";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
