package lesson04;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.PeerStalls;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.simulated.Call;
import dev.peerless.simulated.Simulated;
import dev.peerless.wire.TcpState;
import java.io.IOException;
import javax.net.SocketFactory;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class QuotesTest {

    private static final SocketFactory SOCKETS = SocketFactory.getDefault();

    @Test
    @Order(1)
    void asksAnewWhenItsWriteIsTheFirstToBeToldOfTheReset(
            @PeerSpeaks(QuoteServer.class) @PeerResets(onDemand = true, connections = "1") Peer server)
            throws IOException {
        try (var quotes = new Quotes(SOCKETS, server.address(), ofSeconds(5))) {
            assertThat(quotes.of("ACME")).as("the price of ACME").isEqualTo("12.50");
            assertThatConnections(server)
                    .as("the connection that is kept, after one question")
                    .hasCount(1);
            reset(server.connection(1));

            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), after a RST that nobody was told of yet,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo("12.50");
        }
    }

    @Test
    @Order(2)
    void asksAnewWhenSomebodyElseWasToldOfTheReset(
            @PeerSpeaks(QuoteServer.class) @PeerResets(onDemand = true, connections = "1") Peer server)
            throws IOException {
        try (var quotes = new Quotes(SOCKETS, server.address(), ofSeconds(5))) {
            assertThat(quotes.of("ACME")).as("the price of ACME").isEqualTo("12.50");
            reset(server.connection(1));
            quotes.ping();

            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), after a RST that ping() was told of,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo("12.50");
        }
    }

    @Test
    @Order(3)
    void asksAnewWhenItsReadIsTheFirstToBeToldOfTheReset(
            @PeerSpeaks(QuoteServer.class) @PeerResets(whenReceived = "QUOTE", connections = "1") Peer server)
            throws IOException {
        try (var quotes = new Quotes(SOCKETS, server.address(), ofSeconds(5))) {
            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), when a RST comes instead of the answer,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo("12.50");
        }
    }

    @Test
    @Order(4)
    void asksAnewWhenTheServerEndsTheConnectionInsteadOfAnswering(
            @PeerSpeaks(QuoteServer.class) @PeerCloses(whenReceived = "QUOTE", connections = "1") Peer server)
            throws IOException {
        try (var quotes = new Quotes(SOCKETS, server.address(), ofSeconds(5))) {
            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), when a FIN comes instead of the answer,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo("12.50");
            assertThatConnection(server.connection(1))
                    .as("the lost connection, when of(\"ACME\") has asked over a new one")
                    .wasReleasedWithin(ofSeconds(5));
        }
    }

    /** Simulated, so that it can be on every machine: a write throws what Linux throws when it ends a connection itself. */
    @Test
    @Order(5)
    void asksAnewWhateverTheLossIsCalled(@PeerSpeaks(QuoteServer.class) Peer server) throws IOException {
        var aborting = Simulated.failure(NetworkFailure.CONNECTION_ABORTED)
                .at(Call.WRITE, 2)
                .onSocket(1)
                .socketFactory();
        try (var quotes = new Quotes(aborting, server.address(), ofSeconds(5))) {
            assertThat(quotes.of("ACME")).as("the price of ACME").isEqualTo("12.50");

            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), when the loss goes by another name again,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo("12.50");
        }
    }

    @Test
    @Order(6)
    void leavesASlowServerInPeace(@PeerSpeaks(QuoteServer.class) @PeerStalls(whenReceived = "QUOTE") Peer server)
            throws IOException {
        try (var quotes = new Quotes(SOCKETS, server.address(), ofMillis(200))) {
            assertThatCall(() -> quotes.of("ACME"))
                    .as("of(\"ACME\"), when no answer comes,")
                    .failsWith(READ_TIMED_OUT);
            assertThatConnections(server)
                    .as("the connections to a server that is only slow: it should not be asked anew")
                    .hasCount(1);
        }
    }

    /** Returns when the RST has arrived. */
    private static void reset(Connection connection) {
        connection.fire();
        assertThatConnection(connection).wasReset();
        if (OS.LINUX.isCurrentOs()) {
            assertThatConnection(connection).isInState(TcpState.CLOSED);
        }
    }

    static class QuoteServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> line.equals("PING") ? null : "12.50")
                    .begin();
        }
    }
}
