package dev.retrykit.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The starter on class paths that lack the jars of optional libraries. A class loader that only hides names would not
 * show a class of ours that cannot be linked without them.
 */
class BareClassPathTests {

    private static final String MICROMETER =
            "micrometer-|spring-boot-micrometer-|spring-boot-health|spring-boot-actuator|resilience4j-";
    private static final String ACTUATOR = "spring-boot-actuator|spring-boot-health";
    private static final String SPRING_GRPC = "spring-grpc-";
    private static final String GRPC = "grpc-|gax|protobuf|" + SPRING_GRPC;
    private static final String GAX = "gax|proto-google-common-protos|protobuf";
    private static final String WEBFLUX = "spring-webflux";
    private static final String SECURITY_AND_VALIDATION = "spring-security-|hibernate-validator|jakarta.validation-api";
    private static final String JACKSON = "jackson-";

    @ParameterizedTest
    @ValueSource(strings = {MICROMETER, ACTUATOR, GRPC, SPRING_GRPC, GAX, WEBFLUX, SECURITY_AND_VALIDATION})
    void retriesWithout(String jars) throws Exception {
        assertThat(answerWithout(jars, "attempts")).isEqualTo(4);
    }

    @Test
    void retriesWithoutAnyOfThem() throws Exception {
        assertThat(answerWithout(
                        String.join("|", MICROMETER, GRPC, JACKSON, "reactor-|reactive-streams|spring-web|kotlin"),
                        "attempts"))
                .isEqualTo(4);
    }

    @Test
    void refusesAServiceConfigWithoutGrpc() throws Exception {
        assertThat(answerWithout(GRPC, "failureWithServiceConfig")).isEqualTo("""
                retrykit.grpc.service-config must be written only where io.grpc:grpc-api is on the class path, but was \
                'classpath:echo-service-config.json'

                    Origin: "retrykit.grpc.service-config" from property source "commandLineArgs"

                => Add io.grpc:grpc-api to the dependencies, or remove the property.""");
    }

    @Test
    void refusesAServiceConfigWithoutJacksonAndGrpc() throws Exception {
        assertThat(answerWithout(GRPC + "|" + JACKSON, "failureWithServiceConfig"))
                .isEqualTo("""
                retrykit.grpc.service-config must be written only where io.grpc:grpc-api and \
                tools.jackson.core:jackson-databind are on the class path, but was 'classpath:echo-service-config.json'

                    Origin: "retrykit.grpc.service-config" from property source "commandLineArgs"

                => Add io.grpc:grpc-api and tools.jackson.core:jackson-databind to the dependencies, or remove the \
                property.""");
    }

    private static @Nullable Object answerWithout(String jars, String question) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader loader = classPathWithout(jars)) {
            Thread.currentThread().setContextClassLoader(loader);
            return loader.loadClass(BareApplication.class.getName())
                    .getMethod(question)
                    .invoke(null);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URLClassLoader classPathWithout(String jars) throws IOException {
        Pattern absent = Pattern.compile("(" + jars + ").*\\.jar");
        List<URL> urls = new ArrayList<>();
        int left = 0;
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            if (absent.matcher(new File(entry).getName()).lookingAt()) {
                left++;
            } else {
                urls.add(url(entry));
            }
        }
        assertThat(left).as("jars left out").isPositive();
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }

    /** Surefire starts with a jar that only refers to the class path, and says here what it refers to. */
    private static String classPath() {
        String surefire = System.getProperty("surefire.test.class.path");
        return surefire == null ? Objects.requireNonNull(System.getProperty("java.class.path")) : surefire;
    }

    private static URL url(String entry) throws MalformedURLException {
        return new File(entry).toURI().toURL();
    }
}
