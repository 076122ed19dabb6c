package dev.retrykit.aspectj;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.aspectj.bridge.IMessage;
import org.aspectj.bridge.MessageHandler;
import org.aspectj.tools.ajc.Main;
import org.aspectj.weaver.loadtime.Agent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Woven classes, in a JVM of their own, since an agent must be there before they are loaded. */
class RetryAspectTests {

    private static final String CLASS_PATH =
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private static List<String> outputOfTheApplication(String classPath, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, WovenApplication.class.getName()));
        File output = File.createTempFile("woven", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
            List<String> lines = Files.readAllLines(output.toPath(), StandardCharsets.UTF_8);
            assertThat(process.exitValue()).as(String.join("\n", lines)).isZero();
            return lines.stream().filter(line -> line.startsWith("> ")).toList();
        } finally {
            assertThat(output.delete()).isTrue();
        }
    }

    @Test
    void methodsThatAreWovenWhenTheyAreLoadedAreRetriedOnceAndNotTwice() throws Exception {
        Path weaver = Path.of(
                Agent.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        assertRetried(outputOfTheApplication(
                CLASS_PATH,
                "-javaagent:" + weaver,
                "-Dorg.aspectj.weaver.loadtime.configuration=META-INF/aop.xml;META-INF/woven-shop-aop.xml"));
    }

    @Test
    void methodsThatWereWovenBeforeAreRetriedWithoutAnAgent(@TempDir Path directory) throws Exception {
        new WovenBeforehand(directory).weave(CLASS_PATH);
        assertRetried(outputOfTheApplication(directory + File.pathSeparator + CLASS_PATH));
    }

    @Test
    void methodsThatAspectJCompiledAreRetriedWithoutAnAgent(@TempDir Path directory) throws Exception {
        MessageHandler messages = new MessageHandler();
        new Main()
                .run(
                        new String[] {
                            "-17",
                            "-parameters",
                            "-proc:none",
                            "-nowarn",
                            "-cp",
                            CLASS_PATH,
                            "-aspectpath",
                            Path.of(WovenBeforehand.placeOf(RetryAspect.class)).toString(),
                            "-d",
                            directory.toString(),
                            source("WovenShop"),
                            source("Turnstile")
                        },
                        messages);
        assertThat(messages.getMessages(IMessage.ERROR, true)).isEmpty();
        assertRetried(outputOfTheApplication(directory + File.pathSeparator + CLASS_PATH));
    }

    private static String source(String name) {
        return Path.of("src/test/java/dev/retrykit/aspectj", name + ".java").toString();
    }

    private static void assertRetried(List<String> output) {
        assertThat(output)
                .containsExactly(
                        "> aspectj proxy: false",
                        "> aspectj visible: 3",
                        "> aspectj self: 3",
                        "> aspectj private: 3",
                        "> aspectj final: 3",
                        "> aspectj static: 3",
                        "> aspectj later: 3",
                        "> aspectj counted: 3",
                        "> aspectj inside counted: 3",
                        "> aspectj countedLater: 3",
                        "> aspectj inside countedLater: 6",
                        "> aspectj hedged: 2",
                        "> aspectj inside hedged: 8",
                        "> aspectj async: 3",
                        "> aspectj super: 3",
                        "> aspectj bridge: 3",
                        "> aspectj type: 3",
                        "> aspectj interface: 3",
                        "> aspectj fallback: 13",
                        "> aspectj fallback self: 11",
                        "> aspectj fallback static: -6",
                        "> aspectj fallback later: 4",
                        "> aspectj condition: 3",
                        "> aspectj condition: failed: patience 2 2",
                        "> aspectj new object: 6",
                        "> aspectj attempts: {bread=3, bridge=3, common=3, counted=3, countedHedged=2, countedLater=3, dispatch=3, hidden 7x=3, inherited=3,"
                                + " later=3, patience 2=2, patience 3=3, remote=3, self=6, static=3, trade=3,"
                                + " unchangeable=3, visible=6}",
                        "> aspectj retries: 36",
                        "> proxy proxy: true",
                        "> proxy visible: 3",
                        "> proxy self: failed: self 1",
                        "> proxy private: failed: hidden 7x 1",
                        "> proxy final: failed: unchangeable 1",
                        "> proxy static: failed: common 1",
                        "> proxy later: 3",
                        "> proxy counted: 3",
                        "> proxy inside counted: 3",
                        "> proxy countedLater: 3",
                        "> proxy inside countedLater: 6",
                        "> proxy hedged: 2",
                        "> proxy inside hedged: 8",
                        "> proxy async: 3",
                        "> proxy super: 3",
                        "> proxy bridge: 3",
                        "> proxy type: 3",
                        "> proxy interface: 3",
                        "> proxy fallback: 13",
                        "> proxy fallback self: failed: no self",
                        "> proxy fallback static: failed: no static",
                        "> proxy fallback later: 4",
                        "> proxy condition: 3",
                        "> proxy condition: failed: patience 2 2",
                        "> proxy new object: failed: visible 4",
                        "> proxy attempts: {bread=3, bridge=3, common=1, counted=3, countedHedged=2, countedLater=3, dispatch=3, hidden 7x=1, inherited=3,"
                                + " later=3, patience 2=2, patience 3=3, remote=3, self=2, static=1, trade=3,"
                                + " unchangeable=1, visible=4}",
                        "> proxy retries: 22",
                        "> two contexts both: 3",
                        "> two contexts first: 0",
                        "> two contexts second: 2",
                        "> two contexts one: 6",
                        "> two contexts first: 2",
                        "> two contexts none: failed: trade 7",
                        "> mistakes unknown name: failed: @Retryable on WovenShop.Unknown.call must name an instance under"
                                + " 'retrykit.instances', but was 'nowhere'",
                        "> mistakes static without static: failed: Fallback 'spare' of @Retryable on"
                                + " WovenShop.Orphan.common must be a method that can answer, but"
                                + " WovenShop.Orphan.spare(String) is not static.");
    }
}
