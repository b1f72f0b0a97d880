package dev.peerless.samples.report;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium or Chrome. It is looked for on the path, unless {@code CHROME_BIN} names it; its driver, too, unless
 * {@code webdriver.chrome.driver} does. Where one of them is missing, tests that want it are aborted with that reason.
 */
final class Browser implements AutoCloseable {

    private static final Pattern REQUEST = Pattern.compile("\"Network\\.requestWillBeSent\".*?\"url\":\"([^\"]+)\"");

    /** It would say each time that it brings no typed form of the protocol for this version; none is used. */
    private static final Logger OF_VERSIONS = Logger.getLogger("org.openqa.selenium.devtools.CdpVersionFinder");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        var browser = named(System.getenv("CHROME_BIN"))
                .or(() -> onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"));
        var service = named(System.getProperty("webdriver.chrome.driver"))
                .or(() -> onPath("chromedriver", "chromedriver.exe"));
        if (browser.isEmpty()) {
            abort("there is no Chromium or Chrome on the path, and CHROME_BIN names none");
        } else if (service.isEmpty()) {
            abort("there is no chromedriver on the path, and -Dwebdriver.chrome.driver names none");
        }
        OF_VERSIONS.setLevel(Level.SEVERE);
        var options = new ChromeOptions();
        options.setBinary(browser.orElseThrow().toFile());
        options.addArguments(
                "--headless=new", "--window-size=1100,900", "--hide-scrollbars", "--disable-dev-shm-usage");
        // A sandbox needs rights that containers and root do not have; the page is our own.
        options.addArguments("--no-sandbox", "--disable-background-networking", "--no-first-run");
        options.setPageLoadTimeout(Duration.ofMinutes(1));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        return new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(service.orElseThrow().toFile())
                        .usingAnyFreePort()
                        .build(),
                options));
    }

    private static Optional<Path> named(String file) {
        return Optional.ofNullable(file).filter(name -> !name.isBlank()).map(Path::of);
    }

    private static Optional<Path> onPath(String... names) {
        var folders = Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator);
        return Stream.of(names)
                .flatMap(name -> Stream.of(folders).map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a page from the disk, as if for the first time: with nothing chosen and no part of it linked to. */
    void visit(Path page) {
        driver.get("about:blank");
        requests();
        messages();
        driver.get(page.toUri().toString());
    }

    void resize(int width, int height) {
        driver.manage().window().setSize(new Dimension(width, height));
        // Windows have a least width; what the page sees has none.
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Tells pages that the user prefers {@code light} or {@code dark} colours. */
    void prefer(String scheme) {
        var feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** Waits until there is such an element; the page may bring it forth in a task of its own. */
    void awaits(String css) {
        runAsync(
                "const [css, done] = arguments;"
                        + "const look = () => document.querySelector(css) ? done() : requestAnimationFrame(look); look()",
                css);
    }

    /** Waits until what has changed has been drawn and told: what was never drawn, nobody is told of. */
    void settle() {
        runAsync("const [done] = arguments; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    }

    /** Types to whatever has the focus. */
    void press(Keys... keys) {
        for (var key : keys) {
            new Actions(driver).sendKeys(key).perform();
            settle();
        }
    }

    /** Gives the text of what has the focus. */
    String focused() {
        settle();
        return run("return document.activeElement.textContent");
    }

    /** Gives the text of every such element, drawn or not. */
    List<String> texts(String css) {
        return run("return [...document.querySelectorAll(arguments[0])].map(element => element.textContent)", css);
    }

    @SuppressWarnings("unchecked") // what a script returns is up to it
    <T> T run(String script, Object... arguments) {
        return (T) driver.executeScript(script, arguments);
    }

    @SuppressWarnings("unchecked") // as above
    <T> T runAsync(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(1));
        return (T) driver.executeAsyncScript(script, arguments);
    }

    /** Gives what the page, or the browser about the page, has said since the last time. */
    List<String> messages() {
        var messages = new ArrayList<String>();
        driver.manage().logs().get(LogType.BROWSER).forEach(entry -> messages.add(entry.getMessage()));
        return messages;
    }

    /** Gives the addresses that pages have asked for since the last time. */
    List<String> requests() {
        var requests = new ArrayList<String>();
        driver.manage()
                .logs()
                .get(LogType.PERFORMANCE)
                .forEach(entry ->
                        REQUEST.matcher(entry.getMessage()).results().forEach(found -> requests.add(found.group(1))));
        return requests;
    }

    /** Gives what is there for a screen reader: role and name of each thing that it is told of. */
    @SuppressWarnings("unchecked") // as the protocol says
    List<String> accessible() {
        settle();
        var tree = driver.executeCdpCommand("Accessibility.getFullAXTree", Map.of());
        var told = new ArrayList<String>();
        for (var node : (List<Map<String, Object>>) tree.get("nodes")) {
            if (!Boolean.TRUE.equals(node.get("ignored"))) {
                told.add(value(node, "role") + " " + value(node, "name"));
            }
        }
        return told;
    }

    private static Object value(Map<String, Object> node, String property) {
        return node.get(property) instanceof Map<?, ?> found ? found.get("value") : "";
    }

    /** Keeps what is seen, for people to look at. */
    void photograph(String name) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "report-page"));
        Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
