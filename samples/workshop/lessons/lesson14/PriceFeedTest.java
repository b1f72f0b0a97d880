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
@Timeout(value = 40, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PriceFeedTest {

    private static final Duration FIREWALL = ofSeconds(6);
    private static final Duration QUICK_FIREWALL = ofMillis(1500);

    /**
     * One heartbeat may be lost, and the next still comes before the firewall forgets, also if it is a little late. A third
     * of the firewall's time keeps to that on a busy machine, too, and half of it does not on an idle one.
     */
    @Test
    @Order(1)
    void beatsSoOftenThatOneMayBeLost(
            @FirewallIdleTimeout("6s") @PeerAnswersHeartbeats(received = "PING\n", with = "PONG\n") Peer server)
            throws Exception {
        try (var feed = new PriceFeed(server.address(), FIREWALL)) {
            assertThatConnection(server)
                    .as("heartbeats through a firewall that forgets after 6 s: at least one every 2 s, so that one"
                            + " may be lost and the next is still in time")
                    .within(ofSeconds(10))
                    .sentHeartbeats(line("PING"))
                    .withTolerance(ofMillis(800))
                    .atLeastEvery(ofSeconds(2))
                    .staysOpenFor(ofSeconds(1));
        }
    }

    /** A price and a PING come now and then; the server never answers ours. It is never silent for 6 s, so it lives. */
    @Test
    @Order(2)
    void answersPingsAndTakesAnyTrafficForLife(
            @PeerSendsHeartbeats(every = "1500ms", message = "pear 2.40\n")
                    @PeerSendsHeartbeats(every = "1500ms", message = "PING\n")
                    Peer server)
            throws Exception {
        try (var feed = new PriceFeed(server.address(), FIREWALL)) {
            assertThatConnection(server)
                    .as("a server that speaks every 1500 ms, and answers no PING: dead is who says nothing for 6 s")
                    .staysOpenFor(FIREWALL.plusSeconds(1));
            assertThatConnection(server)
                    .as("the server's PINGs; who does not answer them is taken for dead")
                    .answeredHeartbeatsWithin(ofSeconds(2), line("PING"), line("PONG"));
            assertThat(feed.latest())
                    .as("the latest price, which no PING and no PONG is")
                    .isEqualTo("pear 2.40");
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
        try (var feed = new PriceFeed(server.address(), QUICK_FIREWALL)) {
            assertThatConnection(server)
                    .as("a server that hangs, and a feed that should notice when nothing has come for 1500 ms")
                    .noticedLossWithin(ofSeconds(4))
                    .sentHeartbeats(line("PING"))
                    .givesUpAfterMissing(6);
            assertThat(feed.latest())
                    .as("the latest price, which no PING and no PONG is")
                    .isEqualTo("pear 2.40");
        }
    }
}
