package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.connectedFor;
import static dev.peerless.fault.Trigger.idleFor;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.plan.Conversation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** A declared fault that never struck is told, with how far it got. */
class GuardTest {

    private static final Duration LONG = Duration.ofHours(1);

    private static List<String> unfired(Peer peer) {
        return peer.unfiredFaults().stream().map(UnfiredFault::toString).toList();
    }

    private static Peer echoingPeer(Fault fault) {
        return Peer.plan().speak(Conversation.echo()).fault(fault).listen();
    }

    /** Exchanges nine bytes each way over so many connections, and tells what has not struck. */
    private static List<String> unfiredAfterNineBytes(Fault fault, int connections) throws Exception {
        try (var peer = echoingPeer(fault)) {
            for (int i = 0; i < connections; i++) {
                try (var client = RawClient.to(peer)) {
                    client.write("123456789");
                    assertThat(client.readText(9)).isEqualTo("123456789");
                }
            }
            return unfired(peer);
        }
    }

    @Nested
    class Progress {

        @Test
        void isToldInBytes() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(afterReceiving(16)), 1))
                    .containsExactly("resets after receiving 16 bytes never struck: #1 had received 9 of 16 bytes");
            assertThat(unfiredAfterNineBytes(Fault.reset(afterSending(16)), 1))
                    .containsExactly("resets after sending 16 bytes never struck: #1 had been sent 9 of 16 bytes");
            assertThat(unfiredAfterNineBytes(Fault.reset(whenReceived("QUIT")), 1))
                    .containsExactly(
                            "resets when receiving \"QUIT\" never struck: #1 had received 9 bytes without \"QUIT\"");
        }

        @Test
        void isToldInTime() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(connectedFor(LONG)), 1))
                    .singleElement()
                    .asString()
                    .matches("resets after 1 h never struck: #1 was connected for \\d+ m?s of 1 h");
            assertThat(unfiredAfterNineBytes(Fault.reset(idleFor(LONG)), 1))
                    .singleElement()
                    .asString()
                    .matches("resets after 1 h of idleness never struck: #1 was idle for at most \\d+ m?s of 1 h");
        }

        @Test
        void isToldOfWhatNobodyDemanded() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(onDemand()), 1))
                    .containsExactly("resets on demand never struck: #1 was never told to");
        }

        @Test
        void isToldOfEachConnectionUpToFive() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(onDemand()), 2))
                    .containsExactly("resets on demand never struck: #1 was never told to, #2 was never told to");
            assertThat(unfiredAfterNineBytes(Fault.reset(onDemand()), 7))
                    .containsExactly("resets on demand never struck: #1 was never told to, #2 was never told to,"
                            + " #3 was never told to, #4 was never told to, #5 was never told to and 2 more");
        }

        @Test
        void isNamedByTheLabel() throws Exception {
            assertThat(unfiredAfterNineBytes(
                            Fault.reset(afterReceiving(16)).labelled("@PeerResets(afterReceiving = 16)"), 1))
                    .containsExactly("@PeerResets(afterReceiving = 16) never struck: #1 had received 9 of 16 bytes");
        }

        @Test
        void countsBytesThatHaveArrivedButWereNotReadYet() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(afterReceiving(16))).listen();
                    var client = RawClient.to(peer)) {
                client.write("123456789");

                assertThat(unfired(peer))
                        .containsExactly("resets after receiving 16 bytes never struck: #1 had received 9 of 16 bytes");
            }
        }
    }

    @Nested
    class NoSuchConnection {

        @Test
        void isToldWhenNoneCame() {
            try (var peer = echoingPeer(Fault.reset(onConnect()))) {
                assertThat(unfired(peer))
                        .containsExactly("resets on connect never struck: no connection came,"
                                + " and it was meant for all connections");
            }
        }

        @Test
        void isToldWhenTooFewCame() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(onConnect()).on("2"), 1))
                    .containsExactly("resets on connect never struck: 1 connection came,"
                            + " and it was meant for connection 2");
            assertThat(unfiredAfterNineBytes(Fault.reset(onConnect()).on("3-"), 2))
                    .containsExactly("resets on connect never struck: 2 connections came,"
                            + " and it was meant for connections from 3 on");
        }
    }

    @Nested
    class Nothing {

        @Test
        void isToldOfAFaultThatStruckOnce() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.halfClose(afterSending(18)).on("1"), 1))
                    .hasSize(1);
            assertThat(unfiredAfterNineBytes(Fault.stall(afterSending(9)), 3)).isEmpty();
        }

        @Test
        void isToldEvenIfTheTestEndsAsSoonAsItHasItsBytes() throws Exception {
            for (int i = 0; i < 200; i++) {
                assertThat(unfiredAfterNineBytes(Fault.reset(afterSending(9)), 1))
                        .isEmpty();
            }
        }

        @Test
        void isToldEvenIfThePeerIsClosedBeforeTheReset() throws Exception {
            for (int i = 0; i < 50; i++) {
                try (var peer = echoingPeer(Fault.reset(afterSending(9)));
                        var client = RawClient.to(peer)) {
                    client.write("123456789");
                    client.readText(9);
                    close(peer);
                    assertThat(unfired(peer)).isEmpty();
                }
            }
        }

        private static void close(Peer peer) {
            peer.close();
        }

        @Test
        void isToldOfAFaultThatMayNotFire() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.reset(onDemand()).allowedNotToFire(), 1))
                    .isEmpty();
            assertThat(unfiredAfterNineBytes(Fault.idleFirewall(LONG, FirewallAction.DROP), 1))
                    .isEmpty();
        }

        @Test
        void isToldOfRefusing() {
            try (var peer = echoingPeer(Fault.refuse())) {
                assertThat(unfired(peer)).isEmpty();
            }
        }
    }

    @Nested
    class Chance {

        @Test
        void thatPassedEveryConnectionOverIsNoFailure() throws Exception {
            assertThat(unfiredAfterNineBytes(Fault.close(onConnect()).withProbability(0, 1), 3))
                    .isEmpty();
        }

        @Test
        void thatArmedAConnectionMustLeadToAStrike() throws Exception {
            var certain = Fault.reset(afterReceiving(16)).withProbability(0.999_999, 1);

            assertThat(unfiredAfterNineBytes(certain, 1))
                    .containsExactly("resets after receiving 16 bytes never struck: #1 had received 9 of 16 bytes");
        }

        @Test
        void wasNeverTriedIfNoConnectionCame() {
            try (var peer = echoingPeer(Fault.close(onConnect()).withProbability(0.5, 1))) {
                assertThat(unfired(peer))
                        .containsExactly("closes on connect never struck: no connection came,"
                                + " and it was meant for all connections");
            }
        }
    }

    @Nested
    class SeveralFaults {

        @Test
        void areToldInOrderOfDeclaration() throws Exception {
            var first = Fault.reset(afterReceiving(100));
            var struck = Fault.stall(afterReceiving(1), Duration.ofMillis(1));
            var last = Fault.close(onDemand());
            try (var peer = Peer.plan().fault(first).fault(struck).fault(last).listen();
                    var client = RawClient.to(peer)) {
                client.write("x");
                Wire.awaitReceived(peer, 1);

                assertThat(peer.unfiredFaults()).extracting(UnfiredFault::fault).containsExactly(first, last);
            }
        }

        @Test
        void saysThatTheConnectionWasOverBefore() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.close(onConnect()).on("1"))
                            .fault(Fault.stall(onConnect()))
                            .listen();
                    var client = RawClient.to(peer)) {
                client.read();

                assertThat(unfired(peer)).containsExactly("stalls on connect never struck: #1 was over before");
            }
        }
    }
}
