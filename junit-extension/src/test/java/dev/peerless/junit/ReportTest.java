package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The transcripts of a failed test's peers are published as report entries. */
class ReportTest {

    @Test
    void ofATestThatFailed() {
        assertThat(InnerRun.of(Cases.class, "fails").counts(0, 1, 0).reports())
                .containsExactly("""
                        transcript of peer on port PORT (echoes):
                           #1 +TIME ms  <  connect from 127.0.0.1:PORT
                           #1 +TIME ms  <  data 5 B  "hello"
                           #1 +TIME ms  >  data 5 B  "hello"\
                        """, "transcript of peer on port PORT (greets with \"hi\"):\n   (nothing happened)");
    }

    @Test
    void ofATestThatTheGuardFailed() {
        assertThat(InnerRun.of(Cases.class, "provesNothing").counts(0, 1, 0).reports())
                .containsExactly(
                        "transcript of peer on port PORT (resets on connect, all connections):\n   (nothing happened)");
    }

    @Test
    void ofATestThatFailedBefore() {
        assertThat(InnerRun.of(FailsBefore.class).counts(0, 1, 0).reports())
                .containsExactly("transcript of peer on port PORT (echoes):\n   (nothing happened)");
    }

    @Test
    void notOfATestThatPassed() {
        assertThat(InnerRun.of(Cases.class, "passes").counts(1, 0, 0).reports()).isEmpty();
    }

    @Test
    void notOfATestThatWasAborted() {
        assertThat(InnerRun.of(Cases.class, "isAborted").counts(0, 0, 1).reports())
                .isEmpty();
    }

    @Test
    void notOfOtherTests() {
        assertThat(InnerRun.of(Cases.class).counts(1, 2, 1).reports())
                .extracting(report -> report.lines().toList().get(0))
                .containsExactly(
                        "transcript of peer on port PORT (echoes):",
                        "transcript of peer on port PORT (greets with \"hi\"):",
                        "transcript of peer on port PORT (resets on connect, all connections):");
    }

    static class Cases {

        /** Keeps the socket open until after the test: once out of reach, it would be closed by a garbage collection. */
        private RawClient left;

        @Test
        void passes(@PeerEchoes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("hello").receives("hello");
            }
        }

        @Test
        void fails(@PeerEchoes Peer peer, @PeerGreets("hi") Peer other) throws Exception {
            left = new RawClient(peer).send("hello").receives("hello").awaits(ReportTest::isAnswer);
            throw new IllegalStateException("on purpose, with " + left);
        }

        @Test
        void provesNothing(@PeerResets Peer peer) {}

        @Test
        void isAborted(@PeerEchoes Peer peer) {
            assumeTrue(false, "on purpose");
        }
    }

    private static boolean isAnswer(WireEvent event) {
        return event instanceof WireEvent.Data data && data.direction() == Direction.SENT;
    }

    static class FailsBefore {

        @BeforeEach
        void fails(@PeerEchoes Peer peer) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void test() {}
    }

    @Nested
    class OfPeersOfTheClass {

        @Test
        void withEachTestThatFailed() {
            assertThat(InnerRun.of(StaticCases.class).counts(1, 2, 0).reports())
                    .hasSize(2)
                    .allMatch(report -> report.startsWith("transcript of peer on port PORT (echoes):"));
        }

        @Test
        void ofOuterClassesToo() {
            assertThat(InnerRun.of(OuterStaticCases.class).counts(0, 1, 0).reports())
                    .containsExactly(
                            "transcript of peer on port PORT (echoes):\n   (nothing happened)",
                            "transcript of peer on port PORT (greets with \"hi\"):\n   (nothing happened)");
        }

        @Test
        void withTheClassThatTheGuardFailed() {
            assertThat(InnerRun.of(UnfiredStaticCases.class).counts(1, 0, 0).reports())
                    .containsExactly(
                            "transcript of peer on port PORT (resets on connect, all connections):\n   (nothing happened)");
        }
    }

    static class StaticCases {

        @PeerEchoes
        static Peer shared;

        @Test
        void passes() {}

        @Test
        void fails() {
            throw new IllegalStateException("on purpose");
        }

        @Test
        void failsToo() {
            throw new IllegalStateException("on purpose");
        }
    }

    static class OuterStaticCases {

        @PeerEchoes
        static Peer shared;

        @Nested
        class Inner {

            @Test
            void fails(@PeerGreets("hi") Peer peer) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    static class UnfiredStaticCases {

        @PeerResets
        static Peer shared;

        @Test
        void passes() {}
    }
}
