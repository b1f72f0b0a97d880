package lesson17;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
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

    private static final int CLIENTS = 16;

    /** So many of the first and of the last do not count: the machine may have held them up. */
    private static final int STRAYS = 2;

    private static final int ATTEMPTS = 6;

    private final ExecutorService threads = Executors.newCachedThreadPool();

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
                .attempts(ATTEMPTS)
                .spacedExponentially(ofMillis(50), 2)
                .as("the same pauses, of which a part should be random")
                .spacedWithJitter(ofMillis(15));
    }

    /** A restart: the server loses all its clients in one moment, and all of them try for as long. */
    @Test
    @Order(2)
    @Peerless(watchReleases = false) // a look at who holds the other end takes as long as the pauses do
    void comesBackAtOtherTimesThanTheOtherClients(@PeerResets Peer server, @PeerResets Peer comparison) {
        for (int client = 1; client <= CLIENTS; client++) {
            threads.submit(() -> new Reconnector(server.address()).connect());
            threads.submit(() -> connectInStep(comparison));
        }

        var inStep = spreadOfLastAttempts(comparison);
        assertThat(spreadOfLastAttempts(server))
                .as(
                        "%d clients lost the server in the same moment; the time over which their last attempts are spread,"
                                + " but for the first and the last %d."
                                + " A random part in the pauses spreads them far wider than pauses without one, which this"
                                + " machine spreads over %d ms",
                        CLIENTS, STRAYS, inStep.toMillis())
                .isGreaterThan(inStep.multipliedBy(2).plusMillis(60));
    }

    private static Duration spreadOfLastAttempts(Peer server) {
        assertThatConnections(server)
                .as("%d attempts of each of %d clients", ATTEMPTS, CLIENTS)
                .within(ofSeconds(20))
                .attempts(ATTEMPTS * CLIENTS)
                .spacedAtLeast(ofNanos(1));
        return ofNanos(begin(server.connection(ATTEMPTS * CLIENTS - STRAYS))
                - begin(server.connection(ATTEMPTS * CLIENTS - CLIENTS + 1 + STRAYS)));
    }

    /** As a client does whose pauses grow, and have no random part. */
    private static boolean connectInStep(Peer server) throws InterruptedException {
        long pause = 50;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try (var socket = new Socket(server.host(), server.port())) {
                socket.getInputStream().read();
            } catch (IOException reset) {
                // As each of them is.
            }
            Thread.sleep(pause);
            pause = pause * 2;
        }
        return false;
    }

    private static long begin(Connection connection) {
        return connection.transcript().events().get(0).nanos();
    }

    @Test
    @Order(3)
    void givesUpAfterSixAttempts(@PeerResets Peer server) {
        var connecting = threads.submit(() -> new Reconnector(server.address()).connect());

        assertThatConnections(server)
                .as("six attempts to connect to a server that resets each of them, and no more")
                .within(ofSeconds(15))
                .hasCountFor(ATTEMPTS, ofMillis(500));
        assertThatCall(() -> connecting.get())
                .as("connect() after six attempts in vain, which should throw what went wrong")
                .failsWithConnectionLoss();
        assertThatConnections(server)
                .as("the attempts, now that connect() has given up")
                .hasCount(ATTEMPTS);
    }

    /** The third time it is back. */
    @Test
    @Order(4)
    void comesBackWhenTheServerDoes(@PeerGreets("hello\n") @PeerResets(connections = "1-2") Peer server) {
        assertThatCall(() -> new Reconnector(server.address()).connect().isConnected())
                .as("connect() to a server that is back at the third attempt")
                .succeedsWithin(ofSeconds(10))
                .isEqualTo(true);
        assertThatConnections(server).as("the attempts").hasCount(3);
    }
}
