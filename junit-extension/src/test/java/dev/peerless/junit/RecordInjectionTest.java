package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.peer.TakenPort;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An annotation on a record's component is copied to its field, and one on a Kotlin constructor's {@code val} as well. */
class RecordInjectionTest {

    @Test
    void aRecordTakesPeersByItsConstructor() {
        InnerRun.of(RecordCases.class).succeeded(2);
    }

    record RecordCases(
            @PeerEchoes Peer declared,
            @Clients(count = 2) ClientPeer clients,
            Peer plain,
            @PortInUse int port) {

        RecordCases {
            assertThat(declared.connectionCount()).isZero();
        }

        @Test
        @PeerGreets("hi")
        void arePeersOfThisTest(@PeerEchoes Peer alike) throws Exception {
            assertThat(declared).isSameAs(alike);
            assertThat(clients.settledPlan()).hasToString("dials 2 times");
            assertThat(plain.settledPlan()).hasToString("greets with \"hi\"");
            assertThat(port).isPositive();
            try (var client = new RawClient(declared)) {
                client.send("hello").receives("hello");
            }
        }

        @Test
        void areClosedAfterIt() {
            assertThat(declared.isClosed()).isFalse();
        }
    }

    @Test
    void soDoesAClassWhoseFinalFieldSaysTheSameAsTheConstructor() {
        InnerRun.of(CopiedCases.class, CopiedForAllCases.class).succeeded(3);
    }

    static class CopiedCases {

        @PeerEchoes
        @PeerResets(afterReceiving = 100, mayNotFire = true)
        private final Peer peer;

        @PortInUse
        private final TakenPort port;

        CopiedCases(
                @PeerEchoes @PeerResets(afterReceiving = 100, mayNotFire = true) Peer peer, @PortInUse TakenPort port) {
            this.peer = peer;
            this.port = port;
        }

        @Test
        void areTheConstructors() throws Exception {
            assertThat(port.port()).isPositive();
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class CopiedForAllCases {

        @PeerEchoes
        private final Peer peer;

        CopiedForAllCases(@PeerEchoes Peer peer) {
            this.peer = peer;
        }

        @Test
        void one() {
            assertThat(peer.isClosed()).isFalse();
        }

        @Test
        void another() {
            assertThat(peer.isClosed()).isFalse();
        }
    }

    @Nested
    class WhereItCannotBeTold {

        @Test
        void anExplicitConstructorOfARecordCarriesTheAnnotationItself() {
            assertThat(InnerRun.of(Explicit.class).misuse())
                    .isEqualTo(
                            "@PeerEchoes on field Explicit.peer: the field is final, but must take a new peer for each"
                                    + " test; take it as a parameter of the constructor instead, in Kotlin with @param:PeerEchoes.");
        }

        @Test
        void anotherTypeOrAnotherAnnotationIsAnotherPeer() {
            assertThat(InnerRun.of(Different.class).misuse())
                    .startsWith("@PeerEchoes on field Different.peer: the field is final, but must take a new peer");
        }
    }

    record Explicit(@PeerEchoes Peer peer) {

        Explicit(Peer peer) {
            this.peer = peer;
        }

        @Test
        void test() {}
    }

    static class Different {

        @PeerEchoes
        private final Peer peer;

        Different(@PeerGreets("hi") Peer peer) {
            this.peer = peer;
        }

        @Test
        void test() {
            assertThat(peer).isNotNull();
        }
    }
}
