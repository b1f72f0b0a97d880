package lesson02;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Replies;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WordCounterTest {

    @Test
    @Order(1)
    void readsTheAnswerThatComesAfterItsOwnFin(@PeerGreets("READY\r\n") @PeerSpeaks(CountingServer.class) Peer server) {
        assertThatCall(() -> new WordCounter(server.address()).count("to be or not to be"))
                .as("count(), when the server answers after the FIN of its client,")
                .succeedsWithin(ofSeconds(5))
                .isEqualTo(6);
        assertThatConnection(server)
                .as("what count() has sent, and how")
                .received("to be or not to be")
                .endedByFin();
    }

    @Test
    @Order(2)
    void closesAfterTheServerHas(@PeerGreets("BUSY\r\n") @PeerCloses(afterSending = 6) Peer server) {
        assertThatThrownBy(
                        () -> new WordCounter(server.address()).count("to be or not to be"),
                        "count(), when the server says BUSY and ends the connection")
                .isInstanceOf(IOException.class);

        assertThatConnection(server)
                .as("count(), when the server says BUSY and ends the connection,")
                .wasReleasedWithin(ofSeconds(5));
    }

    static class CountingServer implements Conversation {

        @Override
        public Dialogue begin() {
            return new Dialogue() {

                private Bytes text = Bytes.EMPTY;

                @Override
                public void received(Bytes bytes, Replies replies) {
                    text = text.plus(bytes);
                }

                @Override
                public void finished(Replies replies) {
                    var words = text.utf8().strip();
                    replies.send((words.isEmpty() ? 0 : words.split(" ").length) + "\r\n");
                    replies.finish();
                }
            };
        }
    }
}
