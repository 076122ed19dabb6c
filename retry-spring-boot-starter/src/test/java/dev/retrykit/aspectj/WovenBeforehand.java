package dev.retrykit.aspectj;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.aspectj.weaver.tools.WeavingAdaptor;

/** Weaves the classes of this package's tests into a directory, as AspectJ's compiler does with classes it is given. */
final class WovenBeforehand {

    private static final String PACKAGE = WovenBeforehand.class.getPackageName();

    private final Path directory;

    WovenBeforehand(Path directory) {
        this.directory = directory;
    }

    void weave(String classPath) throws IOException, URISyntaxException {
        Path compiled = Path.of(placeOf(WovenShop.class)).resolve(PACKAGE.replace('.', '/'));
        Path aspects = Files.createDirectory(directory.resolve("aspects"));
        String aspect = Turnstile.class.getSimpleName() + ".class";
        Files.copy(compiled.resolve(aspect), aspects.resolve(aspect));
        List<URL> path = new ArrayList<>();
        // The weaver reads the JDK's own classes through this one.
        path.add(Path.of(System.getProperty("java.home"), "lib", "jrt-fs.jar")
                .toUri()
                .toURL());
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            path.add(Path.of(entry).toUri().toURL());
        }
        WeavingAdaptor weaver =
                new WeavingAdaptor((name, original, woven) -> write(name, woven), path.toArray(URL[]::new), new URL[] {
                    placeOf(RetryAspect.class).toURL(), aspects.toUri().toURL()
                });
        for (Path each : classFiles(compiled)) {
            String name = PACKAGE + "." + each.getFileName().toString().replace(".class", "");
            byte[] woven = weaver.weaveClass(name, Files.readAllBytes(each));
            if (woven != null) {
                write(name, woven);
            }
        }
    }

    static URI placeOf(Class<?> type) throws URISyntaxException {
        return type.getProtectionDomain().getCodeSource().getLocation().toURI();
    }

    private static List<Path> classFiles(Path compiled) throws IOException {
        try (Stream<Path> files = Files.list(compiled)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .sorted()
                    .toList();
        }
    }

    private void write(String name, byte[] bytecode) {
        try {
            Path file = directory.resolve(name.replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, bytecode);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
