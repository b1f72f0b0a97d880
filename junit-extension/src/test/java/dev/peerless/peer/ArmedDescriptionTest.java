package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.whenReceived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import org.junit.jupiter.api.Test;

/** Whoever reads of a peer in a message is told of the faults that a test has armed, too. */
class ArmedDescriptionTest {

    @Test
    void tellsWhatWasArmedAlsoWhenItWasTakenBack() {
        try (var peer = Peer.plan().listen()) {
            assertThat(peer).hasToString("peer on port " + peer.port() + " (well-behaved)");

            peer.arm(Fault.reset(afterSending(12)).on("1"));
            peer.arm(Fault.vanish(whenReceived("order"))).close();

            assertThat(peer)
                    .hasToString(
                            "peer on port " + peer.port() + " (resets after sending 12 bytes, connection 1; vanishes"
                                    + " when receiving \"order\", all connections)");
        }
    }

    @Test
    void tellsOfEqualOnesOnceAndNotOfAllThere() {
        try (var peer = Peer.plan().listen()) {
            for (int bytes = 1; bytes <= 9; bytes++) {
                peer.arm(Fault.reset(onConnect())).close();
                peer.arm(Fault.reset(afterSending(bytes))).close();
            }

            assertThat(peer)
                    .hasToString("peer on port " + peer.port() + " (resets on connect, all connections; resets after"
                            + " sending 1 byte, all connections; resets after sending 2 bytes, all connections; resets"
                            + " after sending 3 bytes, all connections)");
        }
    }

    /** In one plan these would contradict each other. */
    @Test
    void tellsOfThoseThatWereNeverInForceTogether() {
        try (var peer = Peer.plan().listen()) {
            peer.arm(Fault.refuse()).close();
            peer.arm(Fault.refuse()).close();
            peer.arm(Fault.reset(afterReceiving(5))).close();
            peer.arm(Fault.close(afterReceiving(5))).close();

            assertThat(peer)
                    .hasToString(
                            "peer on port " + peer.port() + " (refuses connections; resets after receiving 5 bytes,"
                                    + " all connections; closes after receiving 5 bytes, all connections)");
        }
    }
}
