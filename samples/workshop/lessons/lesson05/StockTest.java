package lesson05;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.peerless.junit.PeerCrashes;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.PeerStalls;
import dev.peerless.junit.PeerVanishes;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import java.io.IOException;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@TestMethodOrder(OrderAnnotation.class)
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StockTest {

    @Test
    @Order(1)
    void givesUpAServerWhoseMachineIsGone(
            @PeerSpeaks(StockServer.class) @PeerVanishes(whenReceived = "LEVEL bolts") Peer server) throws IOException {
        try (var stock = new Stock(server.address(), ofMillis(300))) {
            assertThatCall(() -> stock.level("bolts"))
                    .as("level(\"bolts\") with a patience of 300 ms, when the server's machine is gone,")
                    .givesUpWithin(ofSeconds(3))
                    .failsWith(READ_TIMED_OUT);
        }
    }

    @Test
    @Order(2)
    void doesNotTakeALateAnswerForThatToTheNextQuestion(
            @PeerSpeaks(StockServer.class) @PeerStalls(whenReceived = "LEVEL bolts\r\n", connections = "1") Peer server)
            throws IOException {
        try (var stock = new Stock(server.address(), ofSeconds(2))) {
            assertThatCall(() -> stock.level("bolts"))
                    .as("level(\"bolts\") with a patience of 2 s, when the server takes longer,")
                    .failsWith(READ_TIMED_OUT);
            server.connection(1).resume();

            assertThatCall(() -> stock.level("nuts"))
                    .as("level(\"nuts\"), while the answer about bolts comes late,")
                    .succeedsWithin(ofSeconds(5))
                    .isEqualTo(31);
        }
    }

    @Test
    @Order(3)
    void noticesAServerThatWasKilledWithNothingLeftToRead(
            @PeerSpeaks(StockServer.class) @PeerCrashes(whenReceived = "LEVEL bolts\r\n") Peer server)
            throws IOException {
        try (var stock = new Stock(server.address(), ofSeconds(5))) {
            assertThatCall(() -> stock.level("bolts"))
                    .as("level(\"bolts\"), when the server is killed: a FIN,")
                    .failsWithConnectionLoss();
            assertThatConnection(server).wasReleasedWithin(ofSeconds(5));
        }
    }

    @Test
    @Order(4)
    void noticesAServerThatWasKilledBeforeItHadReadAll(
            @PeerSpeaks(StockServer.class) @PeerCrashes(whenReceived = "LEVEL") Peer server) throws IOException {
        try (var stock = new Stock(server.address(), ofSeconds(5))) {
            assertThatCall(() -> stock.level("bolts"))
                    .as("level(\"bolts\"), when the server is killed: a RST,")
                    .failsWithConnectionLoss();
            assertThatConnection(server).wasReleasedWithin(ofSeconds(5));
        }
    }

    static class StockServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(question -> question.endsWith("bolts") ? "700" : "31")
                    .begin();
        }
    }
}
