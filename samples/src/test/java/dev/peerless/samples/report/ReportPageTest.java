package dev.peerless.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The page of a report, in a real browser. Where there is none, all of this is aborted. */
class ReportPageTest {

    private static final String DIAGRAM_LINK = "nav a:nth-of-type(2)";

    @TempDir
    static Path directory;

    static Browser browser;
    static Path page;

    @BeforeAll
    static void open() throws IOException {
        browser = Browser.open();
        page = StagedRun.of(Mishaps.class, directory);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void visit() {
        browser.prefer("light");
        browser.resize(1100, 900);
        browser.visit(page);
    }

    @Test
    void asksForNothingAndComplainsOfNothing() {
        assertThat(browser.requests()).containsExactly(page.toUri().toString());
        assertThat(browser.messages()).isEmpty();
    }

    @Test
    void showsPayloadAsTextWhateverItIs() {
        assertThat(browser.texts("svg text.l")).contains("data 25 B  \"<b>\\\"quoted\\\"</b>; # : end\\n\"");
        assertThat(browser.all("svg b, td b")).isEmpty();
    }

    @Nested
    class Colours {

        @ParameterizedTest
        @ValueSource(strings = {"light", "dark"})
        void followTheUsersPreferenceAndCanBeRead(String scheme) throws IOException {
            browser.prefer(scheme);
            browser.visit(page);
            browser.resize(1100, 1800);
            browser.photograph(scheme);

            String background = browser.run("return getComputedStyle(document.body).backgroundColor");
            assertThat(background).isEqualTo(scheme.equals("dark") ? "rgb(13, 17, 23)" : "rgb(255, 255, 255)");
            assertThat(Accessibility.violations(browser)).isEmpty();
            assertThat(Accessibility.contrastsInDiagrams(browser))
                    .isNotEmpty()
                    .allSatisfy(contrast -> assertThat(Double.parseDouble(contrast.split(" ")[0]))
                            .as(contrast)
                            .isGreaterThanOrEqualTo(Accessibility.LEAST_CONTRAST));
        }
    }

    @Nested
    class Filter {

        @ParameterizedTest
        @ValueSource(strings = {"passed", "failed", "aborted"})
        void leavesOnlyTestsThatEndedSo(String outcome) {
            browser.find("#show-" + outcome).click();

            assertThat(shownTests()).isNotEmpty().allMatch(title -> title.startsWith(outcome + " "));
            assertThat(browser.texts("#shown"))
                    .containsExactly(outcome.equals("failed") ? "2 tests shown" : "1 test shown");

            browser.find("#show-all").click();

            assertThat(shownTests())
                    .containsExactly(
                            "passed Mishaps: echoes(Peer)",
                            "failed Mishaps: isClosedInAnOrderlyWay(Peer)",
                            "failed Mishaps: answersWhileItIsStalled(Peer)",
                            "aborted Mishaps: needsWhatIsNotHere(Peer)");
        }

        @Test
        void givesWayToALinkIntoWhatItHides() {
            browser.find("#show-passed").click();

            browser.find(DIAGRAM_LINK).click();

            browser.awaits("#show-all:checked");
            assertThat(shownTests()).hasSize(4);
        }

        private List<String> shownTests() {
            return browser.run("return [...document.querySelectorAll('.test')].filter(test => test.checkVisibility())"
                    + ".map(test => test.querySelector('h3').textContent)");
        }
    }

    @Nested
    class Links {

        @Test
        void leadFromAFailedTestToTheDiagramThatDecided() {
            browser.run("document.querySelectorAll('details').forEach(details => details.open = false)");

            browser.find(DIAGRAM_LINK).click();

            assertThat(browser.focused()).startsWith("connection #1: ").endsWith(", decides the verdict");
            assertThat(isInView(".lane:target svg .decides")).isTrue();
        }

        @Test
        void leadToTheDiagramWhereNothingIsMarked() {
            browser.find("nav li:nth-child(2) a:nth-of-type(2)").click();

            assertThat(browser.focused()).startsWith("connection #1: ");
            assertThat(isInView(".lane:target svg")).isTrue();
        }

        @Test
        void leadToTheTest() {
            browser.find("nav li:nth-child(2) a").click();

            assertThat(browser.focused()).isEqualTo("failed Mishaps: answersWhileItIsStalled(Peer)");
        }

        @Test
        void leadThereAgain() {
            browser.find(DIAGRAM_LINK).click();
            browser.awaits(".lane:target svg .decides");
            browser.run("document.querySelectorAll('details').forEach(details => details.open = false)");

            browser.find(DIAGRAM_LINK).click();

            assertThat(isInView(".lane:target svg .decides")).isTrue();
        }

        private boolean isInView(String css) {
            browser.settle();
            return browser.run(
                    "const box = document.querySelector(arguments[0]).getBoundingClientRect();"
                            + "return box.height > 0 && box.top >= 0 && box.top < innerHeight",
                    css);
        }
    }

    @Nested
    class Time {

        @Test
        void isCompressedOrToScale() {
            var compressed = tops();

            browser.find("#scale").click();
            var toScale = tops();
            browser.find("#scale").click();

            assertThat(toScale).hasSameSizeAs(compressed).isNotEqualTo(compressed);
            assertThat(tops()).isEqualTo(compressed);
            assertThat(toScale).isSorted();
            assertThat(distancesThatAreNotToScale(toScale)).isEmpty();
        }

        private List<Double> tops() {
            List<Number> tops = browser.run("return [...document.querySelectorAll('.lane[open] svg')].at(-1)"
                    + ".querySelectorAll('g.e').values().map(row => row.transform.baseVal[0].matrix.f).toArray()");
            return tops.stream().map(Number::doubleValue).toList();
        }

        /** Lines that would cover each other stand 22 apart; all others are where their time puts them, or below. */
        private List<String> distancesThatAreNotToScale(List<Double> tops) {
            List<Number> times = browser.run("return [...document.querySelectorAll('.lane[open] svg')].at(-1)"
                    + ".querySelectorAll('g.e').values().map(row => +row.dataset.t).toArray()");
            var wrong = new ArrayList<String>();
            double whole =
                    times.get(times.size() - 1).doubleValue() - times.get(0).doubleValue();
            double height = times.size() * 34 + 200;
            for (int i = 1; i < tops.size(); i++) {
                double wanted =
                        tops.get(0) + (times.get(i).doubleValue() - times.get(0).doubleValue()) / whole * height;
                double least = tops.get(i - 1) + 22;
                if (Math.abs(tops.get(i) - Math.max(wanted, least)) > 0.01) {
                    wrong.add(tops.get(i) + " instead of " + wanted);
                }
            }
            return wrong;
        }
    }

    @Nested
    class Keyboard {

        @Test
        void reachesEverythingInOrderAndShowsWhereItIs() {
            var reached = new ArrayList<String>();
            browser.press(Keys.TAB);
            for (int i = 0; i < 12; i++) {
                reached.add(name());
                assertThat(isVisiblyFocused())
                        .as("focus is visible at %s", name())
                        .isTrue();
                browser.press(Keys.TAB);
            }

            assertThat(reached)
                    .containsExactly(
                            "Skip to the tests",
                            "all (4)",
                            "time to scale",
                            "Mishaps: isClosedInAnOrderlyWay(Peer)",
                            "diagram of Mishaps: isClosedInAnOrderlyWay(Peer)",
                            "Mishaps: answersWhileItIsStalled(Peer)",
                            "diagram of Mishaps: answersWhileItIsStalled(Peer)",
                            "passed Mishaps: echoes(Peer)",
                            "failed Mishaps: isClosedInAnOrderlyWay(Peer)",
                            "Why",
                            "connection #1",
                            "connection #1: ...");
        }

        @Test
        void skipsToTheTests() {
            browser.press(Keys.TAB, Keys.ENTER, Keys.TAB);

            assertThat(name()).isEqualTo("passed Mishaps: echoes(Peer)");
        }

        @Test
        void opensAndCloses() {
            browser.press(Keys.TAB, Keys.ENTER, Keys.TAB, Keys.ENTER);
            assertThat(browser.find(".test.passed > details").getDomProperty("open"))
                    .isEqualTo("true");

            browser.press(Keys.SPACE);
            assertThat(browser.find(".test.passed > details").getDomProperty("open"))
                    .isEqualTo("false");
        }

        @Test
        void filtersAndScales() {
            browser.press(Keys.TAB, Keys.TAB, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
            assertThat(browser.find("#show-failed").isSelected()).isTrue();

            browser.press(Keys.TAB, Keys.SPACE);
            assertThat(browser.find("#scale").isSelected()).isTrue();
        }

        private String name() {
            String name = browser.run("const at = document.activeElement;"
                    + "return at.ariaLabel ?? (at.labels?.[0] ?? at).textContent.trim()");
            return name.replaceAll("^(connection #\\d+: ).*", "$1...");
        }

        private boolean isVisiblyFocused() {
            return browser.run("const style = getComputedStyle(document.activeElement);"
                    + "const box = document.activeElement.getBoundingClientRect();"
                    + "return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2"
                    + " && box.right > 0 && box.bottom > 0 && box.top < innerHeight");
        }
    }

    @Test
    void tellsAScreenReaderWhatEverythingIs() {
        browser.resize(1100, 1800);

        assertThat(browser.accessible())
                .contains(
                        "banner ",
                        "main ",
                        "navigation Failed tests",
                        "group Show",
                        "radio all (4)",
                        "radio failed (2)",
                        "checkbox time to scale",
                        "status ",
                        "heading Peerless report",
                        "heading Tests",
                        "link diagram of Mishaps: isClosedInAnOrderlyWay(Peer)",
                        "DisclosureTriangle failed Mishaps: isClosedInAnOrderlyWay(Peer)",
                        "group Why",
                        "image Sequence diagram of connection #1; the table below says the same",
                        "DisclosureTriangle Table of connection #1");
    }

    @Test
    void tellsTheSameInATable() {
        browser.run("document.querySelectorAll('details.table').forEach(table => table.open = true)");
        browser.resize(1100, 1800);

        assertThat(Stream.of("columnheader time", "columnheader who", "columnheader what", "columnheader note"))
                .allMatch(browser.accessible()::contains);
        assertThat(browser.texts("tr.decides td")).contains("peer", "decides the verdict");
    }

    @Test
    void fitsANarrowWindow() throws IOException {
        browser.resize(320, 800);
        browser.visit(page);
        browser.photograph("narrow");

        Number width = browser.run("return document.documentElement.scrollWidth");
        assertThat(width.intValue()).isLessThanOrEqualTo(320);
        assertThat(browser.find(".lane[open] > .draw").getDomAttribute("tabindex"))
                .isEqualTo("0");
        assertThat(Accessibility.violations(browser)).isEmpty();
    }
}
