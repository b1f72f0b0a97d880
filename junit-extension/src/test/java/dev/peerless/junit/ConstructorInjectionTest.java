package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

class ConstructorInjectionTest {

    @Test
    void peersAreFreshForEachTest() {
        InnerRun.of(FreshCases.class).succeeded(4);

        assertThat(FreshCases.SEEN)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .allMatch(Peer::isClosed)
                .allMatch(peer -> peer.connectionCount() == 1);
    }

    static class FreshCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        private final Peer peer;

        FreshCases(@PeerEchoes Peer peer) {
            this.peer = peer;
        }

        @RepeatedTest(3)
        void each() throws Exception {
            SEEN.add(peer);
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
        }

        @Test
        void sharesWithParametersDeclaredAlike(@PeerEchoes Peer alike) throws Exception {
            assertThat(alike).isSameAs(peer);
            each();
        }
    }

    @Test
    void annotationsOfMethodAndClassAreForThePeerWithoutDeclaration() {
        InnerRun.of(LevelCases.class).succeeded(2);
    }

    @PeerEchoes
    static class LevelCases {

        private final Peer peer;

        LevelCases(Peer peer) {
            this.peer = peer;
        }

        @BeforeEach
        @AfterEach
        void isTheSame(Peer alike) {
            assertThat(alike).isSameAs(peer);
        }

        @Test
        void ofTheClass() {
            assertThat(peer.settledPlan()).hasToString("echoes");
        }

        @Test
        @PeerGreets("hi")
        void ofTheMethod() {
            assertThat(peer.settledPlan()).hasToString("greets with \"hi\", then echoes");
        }
    }

    @Test
    void oneInstanceForAllTestsHasOnePeerForAllTests() throws Exception {
        InnerRun.of(OneInstanceCases.class).succeeded(3);

        assertThat(OneInstanceCases.SEEN).hasSize(3);
        var peer = OneInstanceCases.SEEN.peek();
        assertThat(OneInstanceCases.SEEN).containsOnly(peer);
        RawClient.assertRefused(peer);
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class OneInstanceCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        private final Peer peer;

        OneInstanceCases(@PeerEchoes Peer peer) {
            this.peer = peer;
        }

        @RepeatedTest(3)
        void each() throws Exception {
            SEEN.add(peer);
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
        }
    }

    @Test
    void oneInstanceForAllTestsIsGuardedAfterTheClass() {
        var run = InnerRun.of(UnfiredCases.class).counts(1, 0, 0);

        assertThat(run.message())
                .contains("@PeerResets(afterReceiving = 16) never struck: no connection came")
                .contains("so this class has proven nothing about it.");
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class UnfiredCases {

        UnfiredCases(@PeerResets(afterReceiving = 16) Peer peer) {
            assertThat(peer.isClosed()).isFalse();
        }

        @Test
        void passes() {}
    }

    @Test
    void peersAreClosedThoughTheConstructorFails() throws Exception {
        var run = InnerRun.of(FailingCases.class).counts(0, 1, 0);

        assertThat(run.failure()).hasMessage("on purpose");
        RawClient.assertRefused(FailingCases.taken);
    }

    static class FailingCases {

        static Peer taken;

        FailingCases(@PeerResets Peer peer) {
            taken = peer;
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @Test
    void constructorsOfInnerClassesTakePeersToo() {
        InnerRun.of(OuterCases.class).succeeded(1);
    }

    static class OuterCases {

        private final Peer outer;

        OuterCases(@PeerEchoes Peer outer) {
            this.outer = outer;
        }

        @Nested
        class Inner {

            private final Peer inner;

            Inner(@PeerGreets("hi") Peer inner) {
                this.inner = inner;
            }

            @Test
            void bothAreThere() {
                assertThat(outer.settledPlan()).hasToString("echoes");
                assertThat(inner.settledPlan()).hasToString("greets with \"hi\"");
            }
        }
    }
}
