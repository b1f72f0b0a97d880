package lesson15;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.Peerless;
import dev.peerless.peer.ClientPeer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Peerless(recordPayloadUpTo = 200_000)
class ReportTest {

    /** The server compiles a page when it is first asked for. */
    private static final Duration PATIENCE = ofSeconds(30);

    private static Pages pages;

    @BeforeAll
    static void start() throws Exception {
        pages = new Pages();
    }

    @AfterAll
    static void stop() throws Exception {
        pages.close();
    }

    /** 100 orders are 6,600 bytes. This is the test that was there before: it has always been green. */
    @Test
    @Order(1)
    void aShortReportThatFailsIsAnErrorPage(ClientPeer browser) {
        browser.get(pages.report(100, 99));

        assertThatConnection(browser)
                .as("the answer to a report of 100 orders, of which the 99th cannot be read")
                .within(PATIENCE)
                .receivedData()
                .startsWith("HTTP/1.1 500 ")
                .contains("Sorry");
    }

    /** 150 orders are 9,900 bytes. */
    @Test
    @Order(2)
    void aLongReportThatFailsIsAnErrorPage(ClientPeer browser) {
        browser.get(pages.report(150, 149));

        assertThatConnection(browser)
                .as("the answer to a report of 150 orders, of which the 149th cannot be read")
                .within(PATIENCE)
                .receivedData()
                .startsWith("HTTP/1.1 500 ")
                .contains("Sorry");
    }

    /** Business goes well: 20,000 orders, 1.3 MB. And where nothing fails the report is there, to its last line. */
    @Test
    @Order(3)
    void aReportOfAnyLengthIsAnErrorPageOrWhole(ClientPeer browser) {
        browser.get(pages.report(20_000, 19_999));

        assertThatConnection(browser.connection(1))
                .as("the answer to a report of 20,000 orders, of which the 19,999th cannot be read")
                .within(PATIENCE)
                .receivedData()
                .startsWith("HTTP/1.1 500 ")
                .contains("Sorry");

        browser.get(pages.report(1_500));

        assertThatConnection(browser.connection(2))
                .as("the answer to a report of 1,500 orders, all of which can be read")
                .within(PATIENCE)
                .receivedData()
                .startsWith("HTTP/1.1 200 ")
                .containsInOrder("Orders of the day", "order 000001", "order 001500", "End of the report");
    }
}
