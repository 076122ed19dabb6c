package dev.retrykit.sample.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.FluentWait;

/** The page by the names of what is on it. */
final class Page {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final ChromeDriver driver;

    Page(ChromeDriver driver) {
        this.driver = driver;
    }

    void open(String address) {
        driver.get(address);
        await("the feed", () -> text("connection").equals("Live"));
        await("the first figures", () -> !driver.findElements(By.cssSelector("[data-instance]"))
                .isEmpty());
    }

    WebElement element(String id) {
        return driver.findElement(By.id(id));
    }

    String text(String id) {
        return element(id).getText();
    }

    /** A figure as it is written; NaN where there is none. */
    double figure(String id) {
        return number(text(id));
    }

    /** A count in an instance's row, the small print below it left out. */
    long count(String instance, String field) {
        return Math.round(number(Objects.toString(driver.executeScript(
                "return document.querySelector(`[data-instance=${arguments[0]}] [data-field=${arguments[1]}]`)"
                        + ".firstChild.textContent",
                instance,
                field))));
    }

    /** What a chart shows, as pixels. */
    String picture(String chart) {
        return Objects.toString(
                driver.executeScript("return document.getElementById('chart-' + arguments[0]).toDataURL()", chart));
    }

    /** Presses keys wherever the focus is. */
    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Tabs until something has the focus. */
    void tabTo(String id) {
        for (int step = 0; step < 40; step++) {
            if (id.equals(focused())) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("'" + id + "' must be reached by tabs, but was not");
    }

    String focused() {
        return Objects.toString(driver.executeScript("return document.activeElement.id"));
    }

    boolean isOn(String id) {
        return element(id).isSelected();
    }

    Object ask(String script) {
        return Objects.requireNonNull(driver.executeScript("return " + script));
    }

    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(Object::toString)
                .toList();
    }

    void await(String what, BooleanSupplier condition) {
        new FluentWait<>(condition)
                .withTimeout(PATIENCE)
                .pollingEvery(LOOK_EVERY)
                .withMessage(what + " must show, but the page says\n" + driver.findElement(By.id("figures")).getText())
                .until(BooleanSupplier::getAsBoolean);
    }

    void photograph(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static double number(String text) {
        String digits = text.replace(",", "");
        return digits.matches("-?[0-9.]+") ? Double.parseDouble(digits) : Double.NaN;
    }
}
