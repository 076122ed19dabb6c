package dev.retrykit.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The storefront in a process of its own, from bean definitions that were generated when it was built. */
class AotTests {

    private static final Pattern STARTED = Pattern.compile("Tomcat started on port (\\d+)");
    private static final int LONGEST_SECONDS = 120;

    @Test
    void retriesAsEver() throws Exception {
        Process storefront = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dspring.aot.enabled=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SampleApplication.class.getName())
                .redirectErrorStream(true)
                .start();
        // What is read below ends with the process.
        CompletableFuture<Void> end = storefront
                .onExit()
                .completeOnTimeout(storefront, LONGEST_SECONDS, TimeUnit.SECONDS)
                .thenAccept(Process::destroyForcibly);
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(storefront.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> log = new ArrayList<>();
            int port = portIn(output, log);
            assertThat(log).anyMatch(line -> line.contains("Starting AOT-processed SampleApplication"));

            HttpResponse<String> echo = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/echo?message=hello"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(echo.statusCode()).isEqualTo(200);
            assertThat(echo.body()).contains("\"attempts\":4");
        } finally {
            storefront.destroyForcibly().waitFor();
            end.join();
        }
    }

    private static int portIn(BufferedReader output, List<String> log) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            log.add(line);
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return Integer.parseInt(started.group(1));
            }
        }
        throw new AssertionError("the storefront must start, but said\n" + String.join("\n", log));
    }
}
