package lesson14;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.PeerAnswersHeartbeats;
import dev.peerless.junit.PeerSendsHeartbeats;
import dev.peerless.peer.Peer;
import java.time.Duration;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriceFeedTest {

    private static final Duration FIREWALL = ofMillis(1500);

    /** One heartbeat may be lost, and the next still comes before the firewall forgets: that takes two in its time. */
    @Test
    @Order(1)
    void beatsSoOftenThatOneMayBeLost(
            @FirewallIdleTimeout("1500ms") @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n") Peer server)
            throws Exception {
        try (var feed = new PriceFeed(server.address(), FIREWALL)) {
            assertThatConnection(server)
                    .as("the feed's heartbeats, and a firewall that forgets after 1500 ms; one of them may be lost")
                    .sentHeartbeats(line("PING"))
                    .withTolerance(ofMillis(200))
                    .atLeastEvery(ofMillis(700))
                    .staysOpenFor(FIREWALL);
        }
    }

    /** Prices come all the time, and a PING now and then; the server never answers ours. It lives all the same. */
    @Test
    @Order(2)
    void answersPingsAndTakesAnyTrafficForLife(
            @PeerSendsHeartbeats(every = "150ms", message = "pear 2.40\n")
                    @PeerSendsHeartbeats(every = "400ms", message = "PING\n")
                    Peer server)
            throws Exception {
        try (var feed = new PriceFeed(server.address(), FIREWALL)) {
            assertThatConnection(server)
                    .as("the server's PINGs; who does not answer them is taken for dead")
                    .answeredHeartbeatsWithin(ofSeconds(2), line("PING"), line("PONG"));
            assertThatConnection(server)
                    .as("a server that sends prices, though it answers no PING")
                    .staysOpenFor(FIREWALL.plusSeconds(1));
            assertThat(feed.latest()).isEqualTo("pear 2.40");
        }
    }

    /** Its process hangs: the connection stays, and nothing comes any more. */
    @Test
    @Order(3)
    void noticesThatTheServerIsDead(
            @PeerSendsHeartbeats(every = "100ms", message = "pear 2.40\n", atMost = 3)
                    @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n", atMost = 1)
                    Peer server)
            throws Exception {
        try (var feed = new PriceFeed(server.address(), FIREWALL)) {
            assertThatConnection(server)
                    .as("a server that hangs, and a feed that should notice when nothing has come for 1500 ms")
                    .noticedLossWithin(ofSeconds(4))
                    .sentHeartbeats(line("PING"))
                    .givesUpAfterMissing(4);
            assertThat(feed.latest()).isEqualTo("pear 2.40");
        }
    }
}
