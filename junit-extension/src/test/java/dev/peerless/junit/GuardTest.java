package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** A declared fault that never struck fails the test. */
class GuardTest {

    @Nested
    class AFaultThatNeverStruck {

        @Test
        void failsTheTestAndSaysHowFarItGot() {
            assertThat(InnerRun.of(UnfiredCases.class, "nineOfSixteen").message())
                    .isEqualTo("""
                            Expecting every declared fault of peer on port PORT (resets after receiving 16 bytes, all connections)
                            to strike, but
                              @PeerResets(afterReceiving = 16) never struck: #1 had received 9 of 16 bytes
                            so this test has proven nothing about it. Write mayNotFire = true if that is fine.
                               #1 +TIME ms  <  connect from 127.0.0.1:PORT
                               #1 +TIME ms  <  data 9 B  "nine byte"\
                            """);
        }

        @Test
        void failsTheTestThatNeverConnected() {
            assertThat(InnerRun.of(UnfiredCases.class, "noConnection").message())
                    .isEqualTo("""
                            Expecting every declared fault of peer on port PORT (closes on connect, connection 2)
                            to strike, but
                              @PeerCloses(connections = "2") never struck: no connection came, and it was meant for connection 2
                            so this test has proven nothing about it. Write mayNotFire = true if that is fine.
                               (nothing happened)\
                            """);
        }

        @Test
        void isOneOfAll() {
            assertThat(InnerRun.of(UnfiredCases.class, "twoOfThree").message()).contains("""
                            to strike, but
                              @PeerResets(whenReceived = "QUIT\\r\\n") never struck: #1 had received 2 bytes without "QUIT\\r\\n"
                              @PeerVanishes(onDemand = true) never struck: #1 was never told to
                            so this test""");
        }

        @Test
        void isReportedForEveryPeer() {
            var failure = InnerRun.of(UnfiredCases.class, "twoPeers").failure();

            assertThat(failure).hasMessageContaining("@PeerResets(afterReceiving = 1)");
            assertThat(failure.getSuppressed())
                    .singleElement()
                    .asString()
                    .contains("@PeerResets(afterReceiving = 2) never struck");
        }

        @Test
        void isFineIfItMayStayAway() {
            InnerRun.of(FineCases.class).succeeded(3);
        }

        @Test
        void doesNotHideAnotherFailure() {
            var run = InnerRun.of(FailingCases.class).counts(0, 3, 1);

            assertThat(run.failures()).extracting(Throwable::getMessage).containsOnly("on purpose");
            assertThat(run.failures())
                    .flatExtracting(failure -> List.of(failure.getSuppressed()))
                    .hasSize(3)
                    .allSatisfy(note -> assertThat(note.getMessage())
                            .startsWith("transcript of peer on port ")
                            .doesNotContain("never struck"));
        }
    }

    static class UnfiredCases {

        @SuppressWarnings("unused") // keeps the socket open until after the test
        private RawClient left;

        @Test
        void nineOfSixteen(@PeerResets(afterReceiving = 16) Peer peer) throws Exception {
            left = new RawClient(peer).send("nine byte").awaits(WireEvent.Data.class);
        }

        @Test
        void noConnection(@PeerCloses(connections = "2") Peer peer) {}

        @Test
        void twoOfThree(
                @PeerResets(whenReceived = "QUIT\r\n")
                        @PeerStalls(afterReceiving = 2, lasting = "1ms")
                        @PeerVanishes(onDemand = true)
                        Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("ab").awaits(WireEvent.Resumed.class);
            }
        }

        @Test
        void twoPeers(@PeerResets(afterReceiving = 1) Peer one, @PeerResets(afterReceiving = 2) Peer other) {}
    }

    static class FineCases {

        @Test
        void saysSo(@PeerResets(afterReceiving = 16, mayNotFire = true) Peer peer) {}

        @Test
        @PeerVanishes(mayNotFire = true)
        void saysSoOnTheMethod(Peer peer) {}

        @Test
        void refusingLeavesNoTrace(@PeerRefuses Peer peer) {}
    }

    static class FailingCases {

        private boolean inAfterEach;

        @Test
        void fails(@PeerResets Peer peer) {
            throw new IllegalStateException("on purpose");
        }

        @Test
        @PeerResets
        void failsWithAnAnnotationOfTheMethod(Peer peer) {
            throw new AssertionError("on purpose");
        }

        @Test
        void failsAfterwards(@PeerResets Peer peer) {
            inAfterEach = true;
        }

        @Test
        void isAborted(@PeerResets Peer peer) {
            assumeTrue(false, "on purpose");
        }

        @AfterEach
        void after() {
            if (inAfterEach) {
                throw new IllegalStateException("on purpose");
            }
        }
    }

    @Nested
    class APeerOfTheClass {

        @Test
        void isCheckedAfterAllTests() {
            var run = InnerRun.of(StaticCases.class).counts(2, 0, 0);

            assertThat(run.message())
                    .startsWith("Expecting every declared fault of peer on port PORT")
                    .contains("@PeerResets(afterReceiving = 16) never struck: no connection came")
                    .contains("so this class has proven nothing about it.");
        }

        @Test
        void mayBeStruckInAnyTest() {
            InnerRun.of(StruckInOneCases.class).succeeded(2);
        }

        @Test
        void isCheckedThoughATestFailed() {
            var run = InnerRun.of(FailingStaticCases.class).counts(0, 1, 0);

            assertThat(run.failures())
                    .extracting(failure -> failure.getMessage().lines().toList().get(0))
                    .satisfiesExactlyInAnyOrder(
                            ofTest -> assertThat(ofTest).isEqualTo("on purpose"),
                            ofClass -> assertThat(ofClass).startsWith("Expecting every declared fault"));
        }
    }

    static class StaticCases {

        @PeerResets(afterReceiving = 16)
        static Peer shared;

        @RepeatedTest(2)
        void passes() {}
    }

    static class StruckInOneCases {

        @PeerResets
        static Peer shared;

        @Test
        void strikes() {
            RawClient.assertReset(shared);
        }

        @Test
        void doesNothing() {}
    }

    static class FailingStaticCases {

        @PeerResets
        static Peer shared;

        @Test
        void fails() {
            throw new IllegalStateException("on purpose");
        }
    }

    /** What the code under test has written has been seen by the guard, even if nobody waited for it. */
    @Nested
    class TheVeryLastActOfATest {

        @Test
        void countsForTheGuard() {
            InnerRun.of(LastActCases.class).succeeded(4 * LastActCases.TIMES);
        }
    }

    static class LastActCases {

        static final int TIMES = 200;

        @SuppressWarnings("unused") // keeps the socket open until after the test
        private RawClient left;

        @RepeatedTest(TIMES)
        void aWrite(@PeerResets(afterReceiving = 16) Peer peer) throws Exception {
            left = new RawClient(peer).send("sixteen bytes...");
        }

        @RepeatedTest(TIMES)
        void aWriteAndAClose(@PeerResets(whenReceived = "QUIT") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("QUIT");
            }
        }

        @RepeatedTest(TIMES)
        void aConnect(@PeerVanishes Peer peer) {
            left = new RawClient(peer);
        }

        @RepeatedTest(TIMES)
        void aWriteOnTheSecondConnection(@PeerCloses(afterReceiving = 1, connections = "2") Peer peer)
                throws Exception {
            left = new RawClient(peer);
            try (var client = new RawClient(peer)) {
                client.send("x");
            }
        }
    }
}
