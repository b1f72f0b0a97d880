package dev.peerless.assertions;

import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class ReconnectTest {

    @Test
    void waitsForTheNextConnection() throws Exception {
        try (var peer =
                Peer.plan().fault(Fault.reset(Trigger.onConnect()).on("1-2")).listen()) {
            var waiting =
                    CompletableFuture.runAsync(() -> assertThatConnections(peer).reconnectedWithin(FAR));
            try (var first = Client.connectTo(peer)) {
                assertThatConnection(peer.connection(1)).wasReset();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnection(peer.connection(2)).wasReset();
                    try (var third = Client.connectTo(peer)) {
                        waiting.join();
                        assertThatConnections(peer).hasCount(3).reconnectedWithin(FAR);
                    }
                }
            }
        }
    }

    @Test
    void doesNotCountAStallThatWasResumed() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.stall(Trigger.onConnect(), ofMillis(1)).on("2"))
                        .listen();
                var first = Client.connectTo(peer)) {
            peer.connection(1).close();
            assertThatConnection(peer).wasClosed();
            try (var second = Client.connectTo(peer)) {
                second.send("A");
                assertThatConnection(peer.connection(2)).received("A");
                assertThatConnections(peer).reconnectedWithin(FAR);
            }
        }
    }

    @Test
    void failsWhenTheTimeIsUp() throws Exception {
        try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).reconnectedWithin(SHORT)))
                    .isEqualTo("""
                            Expecting peer on port _ (vanishes on connect, all connections)
                            to have been connected to again within 40 ms of each end of a connection,
                            but no connection came within 40 ms of the end marked.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _     vanished   vanishes on connect
                            Help: a peer that vanished sends nothing, and writes to it succeed: only a read with a time limit, or a heartbeat that is not answered, tells the code under test.""");
        }
    }

    @Test
    void saysHowLateItWas() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.onConnect()).on("1"))
                        .listen();
                var first = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).reconnectedWithin(SHORT)))
                    .isNotEmpty();
            try (var second = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnections(peer).hasCount(2).reconnectedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting peer on port _ (resets on connect, connection 1)
                                to have been connected to again within 40 ms of each end of a connection,
                                but after connection #1 the next came only after _ ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect
                                >  #2 _  <  connect from 127.0.0.1:_""");
            }
        }
    }

    @Test
    void failsIfNoConnectionWasEnded() throws Exception {
        try (var peer = Peer.plan().listen()) {
            Client.connectTo(peer).close();
            assertThatConnection(peer.connection(1)).endedByFin();
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).reconnectedWithin(FAR)))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been connected to again within 10 min of each end of a connection,
                            but no connection was ended by a fault, by the test or by an upstream within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  FIN
                               #1 _  >  FIN        conversation""");
        }
    }

    @Test
    void failsAsSoonAsThePeerIsClosed() throws Exception {
        try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                var client = Client.connectTo(peer)) {
            assertThatConnection(peer).wasReset();
            peer.close();
            assertThat(failureOf(() -> assertThatConnections(peer).reconnectedWithin(FAR)))
                    .contains("but no connection came between the end marked and the closing of the peer.\n");
        }
        var idle = Peer.plan().listen();
        idle.close();
        assertThat(failureOf(() -> assertThatConnections(idle).within(FAR).reconnectedWithin(FAR)))
                .contains("but no connection was ended by a fault, by the test or by an upstream before the peer was"
                        + " closed.\n");
    }
}
