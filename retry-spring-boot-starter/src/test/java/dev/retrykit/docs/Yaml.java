package dev.retrykit.docs;

import dev.retrykit.autoconfigure.RetryAutoConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.io.ByteArrayResource;

/** Configuration out of a page, in an application that has the starter. */
final class Yaml {

    private Yaml() {}

    static ApplicationContextRunner application(Page.Block block) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(RetryAutoConfiguration.class))
                .withInitializer(context -> add(block, context));
    }

    private static void add(Page.Block block, ConfigurableApplicationContext context) {
        try {
            new YamlPropertySourceLoader()
                    .load(block.place(), new ByteArrayResource(block.code().getBytes(StandardCharsets.UTF_8)))
                    .forEach(context.getEnvironment().getPropertySources()::addLast);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
