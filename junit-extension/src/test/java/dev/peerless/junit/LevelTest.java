package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Annotations on test methods and classes are for the one peer that has none of its own. */
class LevelTest {

    @Nested
    class OnAMethod {

        @Test
        @PeerResets(afterReceiving = 3)
        void theyAreForItsParameter(Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receivesReset();
            }
        }

        @Test
        @PeerEchoes
        void theyAreNotForParametersWithTheirOwn(@PeerGreets("hi") Peer declared, Peer plain) {
            assertThat(declared.settledPlan()).hasToString("greets with \"hi\"");
            assertThat(plain.settledPlan()).hasToString("echoes");
        }

        @Test
        void theyAreForTheField() {
            InnerRun.of(FieldCases.class).succeeded(3);
        }

        @Test
        void theyAreForAPeerThatOnlyBeforeEachTakes() {
            InnerRun.of(BeforeEachCases.class).succeeded(2);
        }
    }

    static class FieldCases {

        private Peer peer;

        @PeerGreets("own")
        private Peer declared;

        @Test
        @PeerEchoes
        void one() {
            assertThat(peer.settledPlan()).hasToString("echoes");
            assertThat(declared.settledPlan()).hasToString("greets with \"own\"");
        }

        @Test
        @PeerGreets("hi")
        void another(Peer alike) {
            assertThat(alike).isSameAs(peer);
            assertThat(peer.settledPlan()).hasToString("greets with \"hi\"");
        }

        @Test
        void withoutAny() {
            assertThat(peer.settledPlan()).hasToString("well-behaved");
        }
    }

    @Peerless
    static class BeforeEachCases {

        private Peer[] taken;

        @BeforeEach
        void connect(Peer peer) {
            taken = new Peer[] {peer};
        }

        @Test
        @PeerEchoes
        void one() {
            assertThat(taken[0].settledPlan()).hasToString("echoes");
        }

        @Test
        void withoutAny() {
            assertThat(taken[0].settledPlan()).hasToString("well-behaved");
        }
    }

    @Nested
    class OnAClass {

        @Test
        void theyAreForThePeerOfEachTest() {
            InnerRun.of(ClassCases.class).succeeded(3);
        }

        @Test
        void theyAreInherited() {
            InnerRun.of(InheritingCases.class).succeeded(3);
        }

        @Test
        void aSubclassReplacesAnnotationsOfTheSameType() {
            InnerRun.of(ReplacingCases.class).succeeded(1);
        }

        @Test
        void theyAreForTheStaticField() {
            InnerRun.of(StaticCases.class).succeeded(1);
        }
    }

    @PeerEchoes
    static class ClassCases {

        @Test
        void ofTheTest(Peer peer) {
            assertThat(peer.settledPlan()).hasToString("echoes");
        }

        @Test
        void notOfOneWithItsOwn(@PeerGreets("own") Peer declared) {
            assertThat(declared.settledPlan()).hasToString("greets with \"own\"");
        }

        @Test
        void norOfTestsWithoutPeers() {}
    }

    static class InheritingCases extends ClassCases {}

    @PeerCloses(afterReceiving = 1)
    static class Closing {}

    @PeerCloses(afterReceiving = 2)
    static class ReplacingCases extends Closing {

        @Test
        void test(Peer peer) throws Exception {
            assertThat(peer.settledPlan()).hasToString("closes after receiving 2 bytes, all connections");
            try (var client = new RawClient(peer)) {
                client.send("ab").receivesFin();
            }
        }
    }

    @PeerEchoes
    static class StaticCases {

        private static Peer shared;

        @Test
        void test(@PeerGreets("own") Peer declared) {
            assertThat(shared.settledPlan()).hasToString("echoes");
        }
    }
}
