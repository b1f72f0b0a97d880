package lesson16;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShopClientTest {

    private final Shop shop = new Shop();

    /** The shop has it all, and sends the socks. Only its answer never comes: there is a reset instead. */
    @Test
    @Order(1)
    void sendsOnePairOfSocksThoughTheFirstAnswerIsLost(
            @PeerResets(whenReceived = "socks\n", connections = "1") Peer server) {
        server.speak(shop);

        assertThatCall(() -> new ShopClient(server.address()).order("socks"))
                .as("order(\"socks\"), whose first answer is lost")
                .succeedsWithin(ofSeconds(8))
                .isEqualTo("sent socks");
        assertThat(shop.done())
                .as("what the shop has done for one order(\"socks\"), when a RST came instead of its first answer")
                .containsExactly("sent socks");

        assertThatCall(() -> new ShopClient(server.address()).order("socks"))
                .as("another order(\"socks\"), of somebody else")
                .succeedsWithin(ofSeconds(8))
                .isEqualTo("sent socks");
        assertThat(shop.done())
                .as("what the shop has done for two orders, each of which has a number of its own")
                .containsExactly("sent socks", "sent socks");
    }

    /** A payment has no number. Nobody knows whether it was made: it must not be repeated, and the caller must know. */
    @Test
    @Order(2)
    void paysOnceAndTellsThatNobodyKnows(@PeerResets(whenReceived = "PAY 20\n") Peer server) {
        server.speak(shop);

        assertThatCall(() -> new ShopClient(server.address()).pay(20))
                .as("pay(20), when the connection is reset instead of the answer")
                .failsWithConnectionLoss();
        assertThatConnections(server)
                .as("pay(20), when the connection is reset instead of the answer")
                .sentAtMostOnceFor("PAY 20", ofMillis(300));
    }

    /** Who was refused has certainly told the shop nothing. */
    @Test
    @Order(3)
    void paysAtTheOtherServerWhenTheFirstOneRefuses(@PeerRefuses Peer down, Peer up) {
        up.speak(shop);

        assertThatCall(() -> new ShopClient(down.address(), up.address()).pay(20))
                .as("pay(20), when the first server refuses the connection")
                .succeedsWithin(ofSeconds(8))
                .isEqualTo("was paid 20");
        assertThatConnection(up).received("PAY 20\n");
    }
}
