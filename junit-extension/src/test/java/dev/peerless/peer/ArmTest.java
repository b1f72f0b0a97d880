package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.fault.Trigger.onConnect;
import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.fault.Trigger.whenReceived;
import static dev.peerless.peer.RawClient.NOTHING;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Listening;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Faults that the test adds while the peer lives, and takes back. */
class ArmTest {

    private static final String REFUSED = "ConnectException: Connection refused";

    private final Peer peer = Peer.plan().speak(Conversation.echo()).listen();

    @AfterEach
    void close() {
        peer.close();
    }

    @Nested
    class Strikes {

        @Test
        void connectionsThatLiveAtOnceIfItIsOnConnect() throws Exception {
            try (var first = RawClient.acceptedBy(peer, 1);
                    var second = RawClient.acceptedBy(peer, 2);
                    var armed = peer.arm(Fault.close(onConnect()).on("1"))) {
                assertThat(first.read()).isEqualTo("-1");
                second.assertServed();
                assertThat(peer.unfiredFaults()).isEmpty();
                assertThat(Wire.awaitFin(peer, SENT).origin())
                        .hasToString(armed.fault().summary());
            }
        }

        @Test
        void connectionsToCome() throws Exception {
            try (var first = RawClient.acceptedBy(peer, 1);
                    var armed = peer.arm(Fault.close(afterReceiving(2)).on("2"));
                    var second = RawClient.to(peer)) {
                second.write("ab");
                assertThat(second.readText(1)).isEqualTo("a");
                assertThat(second.read()).isEqualTo("-1");
                first.assertServed();
                assertThat(armed.fault().connections().contains(1)).isFalse();
            }
        }

        @Test
        void countingFromTheMomentItWasArmed() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                client.write("QU");
                assertThat(client.readText(2)).isEqualTo("QU");
                try (var bytes = peer.arm(Fault.stall(afterReceiving(5), Duration.ofMillis(1)));
                        var pattern = peer.arm(Fault.close(whenReceived("QUIT")))) {
                    client.write("IT, QU");
                    assertThat(client.readText(6)).isEqualTo("IT, QU");
                    client.write("IT");
                    assertThat(client.readText(1)).isEqualTo("I");
                    assertThat(client.read()).isEqualTo("-1");
                    assertThat(peer.unfiredFaults()).isEmpty();
                    assertThat(bytes.fault().name())
                            .isNotEqualTo(pattern.fault().name());
                }
            }
        }

        @Test
        void onDemandAsOftenAsItIsArmed() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                for (int i = 0; i < 3; i++) {
                    try (var armed = peer.arm(Fault.stall(onDemand()))) {
                        peer.connection(1).fire();
                        client.write("x");
                        assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                        assertThat(armed.fault().trigger()).isEqualTo(onDemand());
                    }
                    assertThat(client.read()).isEqualTo("x");
                }
            }
        }

        @Test
        void orIsToldLikeADeclaredOne() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1);
                    var armed = peer.arm(Fault.reset(afterReceiving(16)))) {
                client.assertServed();
                armed.fault();
            }
            assertThat(peer.unfiredFaults())
                    .extracting(UnfiredFault::toString)
                    .containsExactly("resets after receiving 16 bytes never struck: #1 had received 1 of 16 bytes");
        }

        @Test
        void withASeedThatWasDrawnForIt() {
            try (var armed = peer.arm(Fault.reset(onConnect()).withProbability(0.5))) {
                assertThat(armed.fault().seed()).isPresent();
                assertThat(armed.toString())
                        .matches("resets on connect, all connections, with probability 0\\.5 and seed \\d+ armed on"
                                + " peer on port \\d+ \\(echoes;.*\\)");
            }
        }
    }

    /** What can be taken back; cuts, overload and ignored connects have tests of their own. */
    @Nested
    class IsTakenBack {

        @Test
        void beforeItStruck() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                peer.arm(Fault.reset(afterReceiving(2))).close();
                peer.arm(Fault.reset(afterSending(2))).close();
                peer.arm(Fault.reset(whenReceived("xx"))).close();
                peer.arm(Fault.reset(onDemand())).close();

                for (int i = 0; i < 5; i++) {
                    client.assertServed();
                }
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.connection(1).fire());
            }
        }

        @Test
        void byTheEndOfAStall() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                try (var armed = peer.arm(Fault.stall(onConnect()))) {
                    client.write("x");
                    assertThat(client.readForAMoment()).isEqualTo(NOTHING);
                    armed.fault();
                }
                assertThat(client.read()).isEqualTo("x");
            }
        }

        @Test
        void byTakingConnectsAgain() throws Exception {
            try (var armed = peer.arm(Fault.refuse())) {
                assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
                armed.fault();
            }
            try (var client = RawClient.to(peer)) {
                client.assertServed();
            }
        }

        @Test
        void butNotWhatTheTestHasDecidedSince() throws Exception {
            try (var armed = peer.arm(Fault.refuse())) {
                peer.listenAgain();
                peer.stopListening();
                armed.fault();
            }
            assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
        }

        @Test
        void butNotACrashInTheMeantime() throws Exception {
            try (var armed = peer.arm(Fault.refuse())) {
                peer.crash();
                armed.fault();
            }
            assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
        }

        @Test
        void butNotWhatIsOverAlready() throws Exception {
            try (var armed = peer.arm(Fault.refuse(Duration.ofMillis(1)))) {
                Wire.await(peer, Listening.class, Listening::listening);
                peer.stopListening();
                armed.fault();
            }
            assertThat(RawClient.connect(peer)).isEqualTo(REFUSED);
        }

        @Test
        void butNotWhatWentOverTheWire() throws Exception {
            try (var reset = RawClient.acceptedBy(peer, 1);
                    var closed = RawClient.acceptedBy(peer, 2);
                    var halfClosed = RawClient.acceptedBy(peer, 3);
                    var vanished = RawClient.acceptedBy(peer, 4)) {
                peer.arm(Fault.reset(onConnect()).on("1")).close();
                peer.arm(Fault.close(onConnect()).on("2")).close();
                peer.arm(Fault.halfClose(onConnect()).on("3")).close();
                peer.arm(Fault.vanish(onConnect()).on("4")).close();

                assertThat(reset.read()).isEqualTo("SocketException: Connection reset");
                assertThat(closed.read()).isEqualTo("-1");
                assertThat(halfClosed.read()).isEqualTo("-1");
                vanished.write("x");
                assertThat(vanished.readForAMoment()).isEqualTo(NOTHING);
                assertThat(peer.unfiredFaults()).isEmpty();
            }
        }

        @Test
        void butNotACrash() throws Exception {
            try (var client = RawClient.acceptedBy(peer, 1)) {
                var time = Duration.ofMillis(200);
                long start = System.nanoTime();
                peer.arm(Fault.crash(onConnect(), time).on("1")).close();

                assertThat(client.read()).isEqualTo("-1");
                RawClient.assertRefusedFor(time, start, peer);
                // It restarts as it was to.
                Wire.await(peer, Listening.class, Listening::listening);
                assertThat(RawClient.connect(peer)).isEqualTo("ok");
            }
        }

        @Test
        void fromAPeerThatIsClosedToo() {
            var armed = peer.arm(Fault.stall(onConnect()).allowedNotToFire());
            close();

            armed.close();

            assertThat(peer.isClosed()).isTrue();
        }
    }

    @Test
    void strikesNobodyTwice() throws Exception {
        try (var client = RawClient.acceptedBy(peer, 1);
                var one = peer.arm(Fault.halfClose(onConnect()));
                var other = peer.arm(Fault.halfClose(onConnect()))) {
            assertThat(client.read()).isEqualTo("-1");
            assertThat(peer.transcript().events())
                    .filteredOn(WireEvent.Fin.class::isInstance)
                    .hasSize(1);
            assertThat(one.fault()).isEqualTo(other.fault());
        }
    }
}
