package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class ReuseTest {

    private static final Fault FIRST_VANISHES =
            Fault.vanish(Trigger.afterReceiving(1)).on("1");

    @Test
    void anotherConnectionIsFine() throws Exception {
        try (var peer = Peer.plan().fault(FIRST_VANISHES).listen();
                var first = Client.connectTo(peer)) {
            first.send("A");
            assertThatConnection(peer).vanished();
            try (var second = Client.connectTo(peer)) {
                second.send("B");
                assertThatConnection(peer.connection(2)).received("B");
                assertThatConnections(peer).reusedNoLostConnection().reusedNoLostConnectionFor(SHORT);
            }
        }
    }

    @Test
    void failsWhenSomethingCame() throws Exception {
        try (var peer = Peer.plan().fault(FIRST_VANISHES).listen();
                var first = Client.connectTo(peer)) {
            first.send("A");
            assertThatConnection(peer).vanished();
            first.send("B");
            assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnectionFor(FAR)))
                    .isEqualTo("""
                            Expecting peer on port _ (vanishes after receiving 1 byte, connection 1)
                            to have got nothing on connections that were lost for 10 min,
                            but 1 B came on connection #1 _ ms after its vanishing.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 1 B  "A"
                            >  #1 _     vanished   vanishes after receiving 1 byte
                            >  #1 _  <  data 1 B  "B\"""");
            assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnection()))
                    .contains("to have got nothing on connections that were lost,\nbut 1 B came on connection #1");
        }
    }

    @Test
    void waitsForTheLoss() throws Exception {
        try (var peer = Peer.plan().fault(FIRST_VANISHES).listen();
                var first = Client.connectTo(peer)) {
            var waiting = CompletableFuture.runAsync(
                    () -> assertThatConnections(peer).within(FAR).reusedNoLostConnection());
            first.send("A");
            waiting.join();
        }
    }

    @Test
    void cannotBeKnownOfAStall() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer)) {
            peer.connection(1).stall();
            assertThat(failureOf(() -> assertThatConnections(peer).reusedNoLostConnection()))
                    .contains("but " + But.STALLED + ".\n");
            peer.connection(1).resume();
            peer.connection(1).close();
            assertThatConnections(peer).reusedNoLostConnection();
        }
    }

    @Test
    void failsWhenNothingIsLost() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).reusedNoLostConnection()))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have got nothing on connections that were lost,
                            but no connection was ended by a fault, by the test or by an upstream within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
            peer.close();
            assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).reusedNoLostConnection()))
                    .contains("by an upstream before the peer was closed.\n");
        }
    }
}
