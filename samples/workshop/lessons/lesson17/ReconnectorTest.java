package lesson17;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.Peer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReconnectorTest {

    private final ExecutorService threads = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    /** A server as it starts, behind a balancer that accepts for it: each connection comes about, and is reset. */
    @Test
    @Order(1)
    void backsOffMoreAndMoreAndNotInStepWithOthers(@PeerResets Peer server) {
        threads.submit(() -> new Reconnector(server.address()).connect());

        assertThatConnections(server)
                .as("the pauses between attempts, which should be at least 50, 100, 200, 400 and 800 ms")
                .within(ofSeconds(15))
                .attempts(6)
                .spacedExponentially(ofMillis(50), 2)
                .as("the same pauses, of which a part should be random")
                .spacedWithJitter(ofMillis(15));
    }

    @Test
    @Order(2)
    void givesUpAfterSixAttempts(@PeerResets Peer server) {
        var connecting = threads.submit(() -> new Reconnector(server.address()).connect());

        assertThatConnections(server)
                .as("six attempts to connect to a server that resets each of them, and no more")
                .within(ofSeconds(15))
                .hasCountFor(6, ofMillis(500));
        assertThatCall(() -> connecting.get())
                .as("connect() after six attempts in vain, which should throw what went wrong")
                .failsWithConnectionLoss();
        assertThatConnections(server).hasCount(6);
    }

    /** The third time it is back. */
    @Test
    @Order(3)
    void comesBackWhenTheServerDoes(@PeerGreets("hello\n") @PeerResets(connections = "1-2") Peer server) {
        assertThatCall(() -> new Reconnector(server.address()).connect().isConnected())
                .as("connect() to a server that is back at the third attempt")
                .succeedsWithin(ofSeconds(10))
                .isEqualTo(true);
        assertThatConnections(server).hasCount(3);
    }
}
