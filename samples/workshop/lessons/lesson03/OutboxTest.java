package lesson03;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OutboxTest {

    @Test
    @Order(1)
    void losesNothingToAServerThatHasClosed(@PeerSpeaks(InvoiceServer.class) @PeerCloses(afterSending = 4) Peer server)
            throws IOException {
        try (var outbox = new Outbox(server.address())) {
            outbox.add("invoice-1");
            outbox.deliver();
            assertThatConnection(server).wasClosed();

            outbox.add("invoice-2");
            assertThatCall(outbox::deliver)
                    .as("deliver() of invoice-2, after the server has sent its FIN,")
                    .failsWithConnectionLoss();
            assertThat(outbox.waiting()).as("what waits").containsExactly("invoice-2");

            assertThatConnection(server).endedByRst();
            assertThatThrownBy(outbox::deliver, "deliver(), after the RST that answered invoice-2")
                    .isInstanceOfAny(SocketException.class, EOFException.class);
            assertThat(outbox.waiting()).as("what waits").containsExactly("invoice-2");
        }
    }

    @Test
    @Order(2)
    void losesNothingToAServerThatClosesInsteadOfAnswering(
            @PeerSpeaks(InvoiceServer.class) @PeerCloses(whenReceived = "invoice-2\r\n") Peer server)
            throws IOException {
        try (var outbox = new Outbox(server.address())) {
            outbox.add("invoice-1");
            outbox.add("invoice-2");

            assertThatCall(outbox::deliver)
                    .as("deliver(), when the server closes instead of answering invoice-2,")
                    .failsWithConnectionLoss();
            assertThat(outbox.waiting()).as("what waits").containsExactly("invoice-2");
        }
    }

    /** Its place is the first all the time: what is taken out and put back comes behind the others, or not at all. */
    @Test
    @Order(3)
    void losesNothingToAServerThatResetsInsteadOfAnswering(
            @PeerSpeaks(InvoiceServer.class) @PeerResets(whenReceived = "invoice-2\r\n") Peer server)
            throws IOException {
        try (var outbox = new Outbox(server.address())) {
            outbox.add("invoice-1");
            outbox.add("invoice-2");
            outbox.add("invoice-3");

            assertThatCall(outbox::deliver)
                    .as("deliver(), when the server resets the connection instead of answering invoice-2,")
                    .failsWithConnectionLoss();
            assertThat(outbox.waiting()).as("what waits, the oldest first").containsExactly("invoice-2", "invoice-3");
        }
    }

    /** It has come, and yet the server does not have it. */
    @Test
    @Order(4)
    void keepsWhatTheServerRefuses(@PeerSpeaks(FullServer.class) Peer server) throws IOException {
        try (var outbox = new Outbox(server.address())) {
            outbox.add("invoice-1");
            outbox.add("invoice-2");

            assertThatThrownBy(outbox::deliver, "deliver(), when the server answers DISK FULL to invoice-2, and not OK")
                    .isInstanceOf(IOException.class);
            assertThat(outbox.waiting()).as("what waits").containsExactly("invoice-2");
        }
    }

    @Test
    @Order(5)
    void forgetsWhatTheServerHas(@PeerSpeaks(InvoiceServer.class) Peer server) throws IOException {
        try (var outbox = new Outbox(server.address())) {
            outbox.add("invoice-1");
            outbox.add("invoice-2");

            outbox.deliver();

            assertThat(outbox.waiting()).as("what waits").isEmpty();
            assertThatConnection(server).within(ofSeconds(5)).received("invoice-1\r\ninvoice-2\r\n");
        }
    }

    static class InvoiceServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(invoice -> "OK").begin();
        }
    }

    static class FullServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(invoice -> invoice.equals("invoice-1") ? "OK" : "DISK FULL")
                    .begin();
        }
    }
}
