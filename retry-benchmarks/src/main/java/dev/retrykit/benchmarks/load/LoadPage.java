package dev.retrykit.benchmarks.load;

import dev.retrykit.benchmarks.chart.Chart;
import dev.retrykit.benchmarks.report.MarkedPart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Simulates everything and writes the simulated parts of the page on load, and its plots. */
public final class LoadPage {

    private final Path page;
    private final Path images;

    private LoadPage(Path page) {
        this.page = page;
        this.images = page.resolveSibling("images");
    }

    /**
     * Writes the page.
     *
     * @param arguments the page, which has all parts already; then {@code defaults} or {@code others}, to write only the
     *     half that is about the budgets as they are, or about other circumstances and quotas
     * @throws IOException if it cannot be read or written
     */
    public static void main(String[] arguments) throws IOException {
        LoadPage page = new LoadPage(Path.of(arguments[0]));
        String half = arguments.length > 1 ? arguments[1] : "";
        if (!half.equals("others")) {
            page.writeDefaults();
        }
        if (!half.equals("defaults")) {
            page.writeOthers();
        }
    }

    private void writeDefaults() throws IOException {
        AmplificationPart amplification = new AmplificationPart();
        write("amplification", amplification.text(), amplification.chart());
        SuccessPart success = new SuccessPart();
        write("success", success.text(), success.chart());
        RecoveryPart recovery = new RecoveryPart();
        write("recovery", recovery.text(), recovery.chart());
        write("goals", new Goals(recovery).text());
    }

    private void writeOthers() throws IOException {
        write("proposal", new ProposalPart().text());
        write("variations", new VariationPart().text());
    }

    private void write(String part, String text, Chart chart) throws IOException {
        write(part, text);
        Files.createDirectories(images);
        Files.writeString(images.resolve("load-" + part + ".svg"), chart.svg());
    }

    private void write(String part, String text) throws IOException {
        MarkedPart.replace(page, "<!-- " + part + ": written by the profile load -->", text);
        System.out.println(text);
    }
}
