package dev.retrykit.docs;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Java out of a page, with the imports and the class around it that a reader has in mind. */
final class Snippet extends SimpleJavaFileObject {

    private static final Pattern TYPE = Pattern.compile(
            "^(?:public |final |abstract |sealed )*(?:class|interface|record|enum) (\\w+)", Pattern.MULTILINE);

    private static final String IMPORTS = Stream.of(
                    "dev.retrykit.*",
                    "dev.retrykit.annotation.*",
                    "dev.retrykit.autoconfigure.*",
                    "dev.retrykit.backoff.*",
                    "dev.retrykit.budget.*",
                    "dev.retrykit.condition.*",
                    "dev.retrykit.event.*",
                    "dev.retrykit.testing.*",
                    "dev.retrykit.time.*",
                    "java.io.*",
                    "java.net.http.*",
                    "java.time.*",
                    "java.util.*",
                    "java.util.concurrent.*",
                    "org.junit.jupiter.api.Test",
                    "org.springframework.beans.factory.annotation.*",
                    "org.springframework.boot.autoconfigure.*",
                    "org.springframework.boot.test.context.*",
                    "org.springframework.context.annotation.*",
                    "org.springframework.stereotype.*",
                    "org.springframework.web.client.*",
                    "static org.assertj.core.api.Assertions.*")
            .map(name -> "import " + name + ";\n")
            .collect(Collectors.joining());

    private final String source;

    private Snippet(String type, String source) {
        super(URI.create("string:///" + type + ".java"), Kind.SOURCE);
        this.source = source;
    }

    /** A block that declares types stands by itself; statements get a method, and a {@code client} to call. */
    static Snippet of(String code) {
        Matcher type = TYPE.matcher(code);
        if (type.find()) {
            return new Snippet(type.group(1), IMPORTS + code);
        }
        return new Snippet("Statements", IMPORTS + """
                class Statements {
                    interface Client {
                        String pay(String order) throws IOException;
                    }

                    void run(Client client) throws Throwable {
                %s
                    }
                }
                """.formatted(code));
    }

    /** Compiles it; what the compiler says against it, or nothing. */
    List<String> problems(Path output) throws IOException {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "this needs a JDK");
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, Locale.ROOT, null)) {
            boolean compiled = compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of(
                                    "-proc:none",
                                    "-parameters",
                                    "-classpath",
                                    System.getProperty("java.class.path"),
                                    "-d",
                                    output.toString()),
                            null,
                            List.of(this))
                    .call();
            List<String> errors = diagnostics.getDiagnostics().stream()
                    .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                    .map(each -> each.getMessage(Locale.ROOT))
                    .toList();
            return compiled || !errors.isEmpty() ? errors : List.of("the compiler failed without saying why");
        }
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
    }
}
