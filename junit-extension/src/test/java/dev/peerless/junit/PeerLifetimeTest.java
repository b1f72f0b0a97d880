package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

class PeerLifetimeTest {

    @Test
    void peersOfATestAreClosedAfterIt() throws Exception {
        InnerRun.of(ClosingCases.class).counts(1, 1, 0);

        assertThat(ClosingCases.SEEN).hasSize(4).allMatch(Peer::isClosed);
        for (var peer : ClosingCases.SEEN) {
            RawClient.assertRefused(peer);
        }
    }

    static class ClosingCases {

        static final Queue<Peer> SEEN = new ConcurrentLinkedQueue<>();

        @PeerEchoes
        private Peer field;

        @Test
        void passes(@PeerEchoes Peer peer) {
            SEEN.add(field);
            SEEN.add(peer);
        }

        @Test
        void fails(@PeerEchoes Peer peer) {
            passes(peer);
            throw new IllegalStateException("on purpose");
        }
    }

    @Test
    void connectionsStillOpenAfterATestAreReset() {
        InnerRun.of(LeavingOpenCases.class).succeeded(1);

        LeavingOpenCases.left.receivesReset();
    }

    static class LeavingOpenCases {

        static RawClient left;

        @Test
        void test(@PeerEchoes Peer peer) throws Exception {
            left = new RawClient(peer).send("x").receives("x");
        }
    }

    @Test
    void peersOfAClassAreClosedAfterIt() throws Exception {
        InnerRun.of(StaticCases.class).succeeded(2);

        RawClient.assertRefused(StaticCases.shared);
    }

    @ExtendWith(StillOpenAfterAll.class)
    static class StaticCases {

        @PeerEchoes
        static Peer shared;

        @Test
        void one() {
            assertThat(shared.isClosed()).isFalse();
        }

        @Test
        void another() {
            assertThat(shared.isClosed()).isFalse();
        }
    }

    static class StillOpenAfterAll implements AfterAllCallback {

        @Override
        public void afterAll(ExtensionContext context) {
            assertThat(StaticCases.shared.isClosed()).isFalse();
        }
    }

    @Test
    void callbacksOfExtensionsBeforeAndAfterFindThePeersOpen() {
        InnerRun.of(AmongExtensions.class).succeeded(1);
    }

    @ExtendWith(LooksBeforeAndAfter.class)
    static class AmongExtensions {

        @PeerEchoes
        Peer peer;

        @Test
        void test() {}
    }

    static class LooksBeforeAndAfter implements BeforeEachCallback, AfterEachCallback {

        @Override
        public void beforeEach(ExtensionContext context) {
            assertThat(context.getRequiredTestInstance()).isInstanceOf(AmongExtensions.class);
        }

        @Override
        public void afterEach(ExtensionContext context) {
            assertThat(((AmongExtensions) context.getRequiredTestInstance()).peer.isClosed())
                    .isFalse();
        }
    }

    @Test
    void testsInParallelSeeTheirOwnConnectionsOnly() {
        InnerRun.of(ParallelCases.class, MoreParallelCases.class).succeeded(200);
    }

    @PeerEchoes
    static class ParallelCases {

        private Peer field;

        @RepeatedTest(100)
        void test(Peer peer, @PeerGreets("hi") Peer greeting, RepetitionInfo repetition, TestInfo info)
                throws Exception {
            assertThat(peer).isSameAs(field);
            var text = info.getDisplayName() + " of " + getClass();
            int count = repetition.getCurrentRepetition() % 3 + 1;
            for (int i = 0; i < count; i++) {
                try (var client = new RawClient(peer)) {
                    client.send(text).receives(text);
                }
                try (var client = new RawClient(greeting)) {
                    client.receives("hi");
                }
            }
            assertThat(peer.connectionCount()).isEqualTo(count);
            assertThat(greeting.connectionCount()).isEqualTo(count);
            assertThat(peer.transcript().toString()).contains(text.substring(0, 12));
        }
    }

    static class MoreParallelCases extends ParallelCases {}
}
