package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class FieldInjectionTest {

    @Nested
    class InstanceFields {

        @Test
        void areFreshForEachTest() {
            InnerRun.of(InstanceFieldCases.class).succeeded(4);

            assertThat(InstanceFieldCases.SEEN).hasSize(12).doesNotHaveDuplicates();
        }

        @Test
        void areFreshForEachTestOfOneInstance() {
            InnerRun.of(OneInstanceCases.class).succeeded(3);

            assertThat(OneInstanceCases.SEEN).hasSize(6).doesNotHaveDuplicates();
        }

        @Test
        void ofSuperclassesAreInjected() {
            InnerRun.of(InheritingCases.class).succeeded(1);
        }
    }

    static class InstanceFieldCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @PeerEchoes
        Peer visible;

        @PeerGreets("hi")
        private Peer hidden;

        private Peer plain;
        private Peer inBeforeEach;

        @BeforeEach
        void areThereBefore() {
            assertThat(visible.settledPlan()).hasToString("echoes");
            inBeforeEach = hidden;
        }

        @RepeatedTest(3)
        void declaredAndPlain() {
            SEEN.addAll(List.of(visible, hidden));
            assertThat(hidden)
                    .isSameAs(inBeforeEach)
                    .hasToString("peer on port " + hidden.port() + " (greets with \"hi\")");
        }

        @Test
        void anotherTest() {
            SEEN.addAll(List.of(visible, hidden));
        }

        @AfterEach
        void areThereAfter() {
            assertThat(hidden.isClosed()).isFalse();
            SEEN.add(plain);
        }
    }

    @Peerless
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstanceCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @PeerEchoes
        private Peer declared;

        private Peer plain;

        @RepeatedTest(3)
        void each() {
            SEEN.addAll(List.of(declared, plain));
            assertThat(List.of(declared, plain)).allMatch(peer -> !peer.isClosed());
        }
    }

    abstract static class BaseCases {

        @PeerGreets("from the superclass")
        private Peer peer;

        @PeerEchoes
        static Peer shared;

        Peer ofBase() {
            return peer;
        }
    }

    static class InheritingCases extends BaseCases {

        @PeerGreets("from the class")
        private Peer peer;

        @Test
        void bothAreThere() {
            assertThat(ofBase().settledPlan()).hasToString("greets with \"from the superclass\"");
            assertThat(peer.settledPlan()).hasToString("greets with \"from the class\"");
            assertThat(shared.settledPlan()).hasToString("echoes");
        }
    }

    @Nested
    class StaticFields {

        @Test
        void areOnePeerForAllTestsOfTheClass() throws Exception {
            InnerRun.of(StaticFieldCases.class).succeeded(5);

            assertThat(StaticFieldCases.SEEN).hasSize(5).containsOnly(StaticFieldCases.shared);
            RawClient.assertRefused(StaticFieldCases.shared);
        }

        @Test
        void areThePeerOfParametersWithoutDeclarationToo() {
            InnerRun.of(PlainStaticCases.class).succeeded(2);
        }

        @Test
        void mustBelongToAClassThatTakesPeers() {
            assertThat(InnerRun.of(NotTakingCases.class).misuse())
                    .isEqualTo("parameter #2 of method NotTakingCases.test(Peer, Peer) would take the peer of field "
                            + "NotTakingCases.shared, but there is none; put @Peerless on the class of the field, or "
                            + "an annotation on the parameter.");
        }
    }

    static class StaticFieldCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @PeerEchoes
        private static Peer shared;

        @BeforeAll
        static void isThereBefore() {
            assertThat(shared.isClosed()).isFalse();
        }

        @RepeatedTest(5)
        void each() throws Exception {
            SEEN.add(shared);
            try (var client = new RawClient(shared)) {
                client.send("hello").receives("hello");
            }
        }

        @AfterAll
        static void isThereAfter() {
            assertThat(shared.isClosed()).isFalse();
            assertThat(shared.connectionCount()).isEqualTo(5);
        }
    }

    @PeerEchoes
    static class PlainStaticCases {

        private static Peer shared;

        @BeforeAll
        static void before(Peer peer) {
            assertThat(peer).isSameAs(shared);
        }

        @BeforeEach
        void each(Peer peer) {
            assertThat(peer).isSameAs(shared);
        }

        @Test
        void one(Peer peer) {
            assertThat(peer).isSameAs(shared);
        }

        @Test
        void another(Peer peer, @PeerGreets("hi") Peer other) {
            assertThat(peer).isSameAs(shared).isNotSameAs(other);
            assertThat(peer.settledPlan()).hasToString("echoes");
        }

        @AfterAll
        static void after(Peer peer) {
            assertThat(peer).isSameAs(shared);
        }
    }

    static class NotTakingCases {

        static Peer shared;

        @Test
        void test(@PeerEchoes Peer declared, Peer plain) {}
    }

    @Nested
    class PeersOfYourOwn {

        @Test
        void areLeftInInstanceFields() {
            InnerRun.of(OwnPeerCases.class).succeeded(2);
        }

        @Test
        void areLeftInStaticFields() {
            InnerRun.of(OwnStaticPeerCases.class).succeeded(2);
        }
    }

    @PeerResets
    static class OwnPeerCases {

        private final Peer constant = Peer.plan().listen();
        private Peer own = Peer.plan().listen();
        private final Peer wasOwn = own;

        @RepeatedTest(2)
        void test() {
            assertThat(own).isSameAs(wasOwn);
            assertThat(List.of(constant, own))
                    .allMatch(peer -> peer.settledPlan().toString().equals("well-behaved"));
        }

        @AfterEach
        void close() {
            own.close();
            constant.close();
        }
    }

    @PeerResets
    static class OwnStaticPeerCases {

        private static Peer own = Peer.plan().listen();

        @RepeatedTest(2)
        void test() {
            assertThat(own.settledPlan()).hasToString("well-behaved");
        }

        @AfterAll
        static void close() {
            own.close();
        }
    }
}
