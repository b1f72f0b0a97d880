package dev.peerless.samples.report;

import static dev.peerless.samples.report.ManyConnections.CONNECTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A page with a thousand connections stays usable. */
class BigReportTest {

    /** It opens within a second on a machine that is idle; a busy one takes its time. */
    private static final Duration OPENED = Duration.ofSeconds(10);

    private static final int ELEMENTS = 40_000;

    @Test
    void opensSoonAndDrawsWhatIsAskedFor(@TempDir Path directory) throws IOException {
        try (var browser = Browser.open()) {
            var page = StagedRun.of(ManyConnections.class, directory);

            browser.visit(page);
            browser.photograph("many");

            Number opened = browser.run("return performance.getEntriesByType('navigation')[0].domComplete");
            Number elements = browser.run("return document.getElementsByTagName('*').length");
            System.out.printf(
                    "%d connections: open after %.0f ms, %s elements%n", CONNECTIONS, opened.doubleValue(), elements);
            assertThat(opened.doubleValue()).isLessThan(OPENED.toMillis());
            assertThat(elements.intValue()).isLessThan(ELEMENTS);
            assertThat(browser.all(".lane")).hasSize(CONNECTIONS);

            // The one that decided is seen at once, though it is the last of them.
            browser.find("nav a:nth-of-type(2)").click();
            assertThat(browser.focused()).startsWith("connection #" + CONNECTIONS + ": ");
            assertThat(browser.all(".lane:target > .draw > svg g.e")).hasSize(11);

            // One that has not been drawn is, by keyboard, when it is opened: and to scale, if that is wanted.
            browser.run("document.getElementById('scale').click();"
                    + "document.getElementById('t1p1c900').closest('.group').open = true;"
                    + "document.querySelector('#t1p1c900 > summary').focus()");
            assertThat(browser.all("#t1p1c900 svg")).isEmpty();
            browser.press(Keys.ENTER);
            browser.awaits("#t1p1c900[open] > .draw > svg[data-scaled='1']");
            assertThat(browser.all("#t1p1c900 > .draw > svg g.e")).hasSize(11);
            assertThat(browser.all("#t1p1c900 > details.table tr")).hasSize(12);
            assertThat(browser.messages()).isEmpty();
        }
    }
}
