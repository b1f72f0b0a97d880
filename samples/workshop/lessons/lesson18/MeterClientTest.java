package lesson18;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.OwnMachineAborts;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.simulated.Call;
import dev.peerless.simulated.Simulated;
import javax.net.SocketFactory;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Peerless
class MeterClientTest {

    /** Simulated, so that it can be on every machine: the second read of the first socket throws what Linux would. */
    @Test
    @Order(1)
    void comesBackToTheServerAfterAnAbort(
            @PeerSpeaks(MeterServer.class) Peer server, @PeerSpeaks(MeterServer.class) Peer other) throws Exception {
        var aborted = Simulated.failure(NetworkFailure.CONNECTION_ABORTED)
                .at(Call.READ, 2)
                .onSocket(1)
                .socketFactory();

        try (var client = new MeterClient(aborted, server.address(), other.address())) {
            client.report(1, 230);

            assertThatCall(() -> client.report(2, 231))
                    .as("report(2, 231), when our own machine aborts the connection once")
                    .succeedsWithin(ofSeconds(8));
            assertThatConnections(server)
                    .as(
                            "after an abort by our own machine the client should come back to the same server;"
                                    + " it has complained: %s",
                            client.complaints())
                    .within(ofSeconds(2))
                    .hasCount(2);
            assertThat(client.complaints())
                    .as("complaints about a server that did nothing wrong")
                    .isEmpty();
        }
        assertThat(other.connectionCount())
                .as("connections to the other server, which nobody needs")
                .isZero();
    }

    /** The same in earnest: Linux ends the client's socket. That takes a right; without it this test is aborted. */
    @Test
    @Order(2)
    void comesBackToTheServerAfterARealAbort(
            @PeerSpeaks(MeterServer.class) @OwnMachineAborts(whenReceived = "READING 2 231\n", connections = "1")
                    Peer server,
            @PeerSpeaks(MeterServer.class) Peer other)
            throws Exception {
        try (var client = new MeterClient(SocketFactory.getDefault(), server.address(), other.address())) {
            client.report(1, 230);

            assertThatCall(() -> client.report(2, 231))
                    .as("report(2, 231), when our own machine aborts the connection once")
                    .succeedsWithin(ofSeconds(8));
            assertThatConnection(server.connection(1)).wasAborted();
            assertThatConnections(server)
                    .as(
                            "after an abort by our own machine the client should come back to the same server;"
                                    + " it has complained: %s",
                            client.complaints())
                    .hasCount(2);
            assertThat(client.complaints())
                    .as("complaints about a server that did nothing wrong")
                    .isEmpty();
        }
    }

    /** Nobody has acknowledged anything for 15 minutes, and our kernel gives up (lesson 5): a loss of another name. */
    @Test
    @Order(3)
    void comesBackToTheServerAfterALossOfAnotherName(
            @PeerSpeaks(MeterServer.class) Peer server, @PeerSpeaks(MeterServer.class) Peer other) throws Exception {
        var givenUp = Simulated.failure(NetworkFailure.TIMED_OUT)
                .at(Call.READ, 2)
                .onSocket(1)
                .socketFactory();

        try (var client = new MeterClient(givenUp, server.address(), other.address())) {
            client.report(1, 230);

            assertThatCall(() -> client.report(2, 231))
                    .as("report(2, 231), when our own kernel gives up the connection")
                    .succeedsWithin(ofSeconds(8));
            assertThat(client.complaints())
                    .as("complaints about a server that did nothing wrong")
                    .isEmpty();
            assertThatConnections(server)
                    .as("the client should come back to the same server")
                    .within(ofSeconds(2))
                    .hasCount(2);
        }
    }

    /** This one has deserved it. */
    @Test
    @Order(4)
    void complainsOfAServerThatAnswersNonsense(
            @PeerSpeaks(Nonsense.class) Peer server, @PeerSpeaks(MeterServer.class) Peer other) throws Exception {
        try (var client = new MeterClient(SocketFactory.getDefault(), server.address(), other.address())) {
            assertThatCall(() -> client.report(1, 230))
                    .as("report(1, 230), when the server answers nonsense, and the other one well")
                    .succeedsWithin(ofSeconds(8));
            assertThat(client.complaints()).as("complaints about it").hasSize(1);
        }
        assertThatConnection(other).received("READING 1 230\n");
    }

    static class MeterServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> "OK " + line.split(" ")[1]).begin();
        }
    }

    static class Nonsense implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> "<html>It works!</html>").begin();
        }
    }
}
