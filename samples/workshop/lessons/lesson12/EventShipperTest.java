package lesson12;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;

import dev.peerless.assertions.CapturedLog;
import dev.peerless.junit.CapturesLog;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@CapturesLog
class EventShipperTest {

    /** What is logged is for the test alone, and not for the terminal. */
    private static final Logger HEARD = Logger.getLogger(EventShipper.class.getName());

    @BeforeAll
    static void keepTheTerminalQuiet() {
        HEARD.setUseParentHandlers(false);
    }

    @Test
    @Order(1)
    void anOutageIsOneLineAndNotOneForEachEvent(@PeerRefuses Peer collector) {
        try (var log = CapturedLog.start();
                var shipper = new EventShipper(collector.address())) {
            ship(4, shipper);

            assertThatLog(log)
                    .as("the log of 4 events that could not be sent, of thousands in a real night")
                    .hasAtLeast(1)
                    .linesContaining(String.valueOf(collector.port()))
                    .hasAtMost(1)
                    .linesContaining(String.valueOf(collector.port()))
                    .hasAtMost(0)
                    .linesWithStackTrace();
        }
    }

    @Test
    @Order(2)
    void theEndOfTheOutageSaysHowMuchWasDropped(@PeerRefuses Peer collector) {
        try (var shipper = new EventShipper(collector.address())) {
            ship(23, shipper);
            collector.listenAgain();

            try (var log = CapturedLog.start()) {
                shipper.ship("the first after the outage");
                shipper.ship("the second");

                assertThatConnection(collector).receivedContaining("the second");
                assertThatLog(log)
                        .as("the log when events go through again, after 23 that were dropped")
                        .hasAtLeast(1)
                        .linesMatching(Pattern.compile("\\b23\\b"))
                        .hasAtMost(1)
                        .linesContaining(String.valueOf(collector.port()));
            }
        }
    }

    @Test
    @Order(3)
    @Peerless
    void theNextOutageIsTold(Peer collector) {
        try (var shipper = new EventShipper(collector.address())) {
            for (int outage = 1; outage <= 2; outage++) {
                shipper.ship("event before outage " + outage);
                assertThatConnection(collector.connection(outage)).receivedContaining("event before outage " + outage);

                try (var log = CapturedLog.start()) {
                    collector.stopListening();
                    collector.connection(outage).reset();
                    assertThatConnection(collector.connection(outage)).wasReset();
                    ship(10, shipper);

                    assertThatLog(log)
                            .as("the log of outage %d, of 10 events", outage)
                            .hasAtLeast(1)
                            .linesContaining(String.valueOf(collector.port()))
                            .hasAtMost(1)
                            .linesContaining(String.valueOf(collector.port()));
                }
                collector.listenAgain();
            }
        }
    }

    private static void ship(int events, EventShipper shipper) {
        for (int number = 1; number <= events; number++) {
            shipper.ship("event " + number);
        }
    }
}
