package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.resumed;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.stalled;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class FailoverTest {

    private final Peer primary =
            Peer.plan().fault(Fault.reset(Trigger.afterReceiving(1))).listen();
    private final Peer standby = Peer.plan().listen();

    @AfterEach
    void closePeers() {
        primary.close();
        standby.close();
    }

    @Test
    void waitsForTheLossAndForTheConnectThere() throws Exception {
        var waiting = CompletableFuture.runAsync(
                () -> assertThatConnections(primary).within(FAR).failedOverTo(standby));
        try (var first = Client.connectTo(primary)) {
            first.send("A");
            assertThatConnection(primary).wasReset();
            try (var second = Client.connectTo(standby)) {
                waiting.join();
            }
        }
    }

    @Test
    void aConnectionThatWasThereMayGoOn() throws Exception {
        try (var there = Client.connectTo(standby);
                var first = Client.connectTo(primary)) {
            first.send("A");
            assertThatConnection(primary).wasReset();
            there.send("A");
            assertThatConnections(primary).failedOverTo(standby);
        }
    }

    @Test
    void aPeerThatRefusesIsLost() throws Exception {
        try (var refusing = Peer.plan().fault(Fault.refuse()).listen();
                var there = Client.connectTo(standby)) {
            assertThatConnections(refusing).failedOverTo(standby);
        }
    }

    @Test
    void beingThereBeforeIsNoFailover() throws Exception {
        try (var there = Client.connectTo(standby);
                var first = Client.connectTo(primary)) {
            first.send("A");
            assertThatConnection(primary).wasReset();
            assertThat(failureOf(
                            () -> assertThatConnections(primary).within(SHORT).failedOverTo(standby)))
                    // Where releases are seen, help follows.
                    .startsWith("""
                            Expecting peer on port _ (resets after receiving 1 byte, all connections)
                            to have been given up for peer on port _ (well-behaved),
                            but nobody came there after the loss marked within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_
                               #1 _  <  data 1 B  "A"
                            >  #1 _  >  RST        resets after receiving 1 byte
                            and there, on the same time scale
                               #1 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Test
    void showsWhichCameFirst() throws Exception {
        try (var there = Client.connectTo(standby);
                var first = Client.connectTo(primary)) {
            first.send("A");
            assertThatConnection(primary).wasReset();
            assertThat(catchThrowable(
                            () -> assertThatConnections(primary).within(SHORT).failedOverTo(standby)))
                    .message()
                    .containsPattern("and there, on the same time scale\n   #1  -\\d+\\.\\d{3} ms  <  connect from");
        }
    }

    @Test
    void whoIsQuickMayArriveBeforeTheLossIsRecorded() {
        var losing = new LossJudge(primary, FAR, standby);
        assertThat(losing.see(connected(1, 0)).isOpen()).isTrue();
        assertThat(losing.see(received(1, 90, "A")).isOpen()).isTrue();
        assertThat(losing.see(rstSent(1, 100))).isEqualTo(Verdict.PASSED);

        var arrival = new ArrivalJudge(standby, FAR, primary, losing.losses());
        assertThat(arrival.see(received(1, 89, "A")).isOpen()).isTrue();
        assertThat(arrival.see(connected(2, 99))).isEqualTo(Verdict.PASSED);
    }

    @Test
    void nobodyIsAsQuickAsThatBeforeALossAfterALongSilence() {
        var losing = new LossJudge(primary, FAR, standby);
        assertThat(losing.see(connected(1, 0)).isOpen()).isTrue();
        assertThat(losing.see(rstSent(1, 1_000))).isEqualTo(Verdict.PASSED);

        var arrival = new ArrivalJudge(standby, FAR, primary, losing.losses());
        assertThat(arrival.see(connected(1, 970)).isOpen()).isTrue();
        assertThat(arrival.see(connected(2, 980))).isEqualTo(Verdict.PASSED);
    }

    @Nested
    class AStall {

        @Test
        void isALossWhileItLasts() throws Exception {
            try (var first = Client.connectTo(primary)) {
                primary.connection(1).stall();
                try (var second = Client.connectTo(standby)) {
                    assertThatConnections(primary).within(FAR).failedOverTo(standby);
                }
            }
        }

        @Test
        void isOneForWhoCameBeforeItWasResumed() throws Exception {
            try (var first = Client.connectTo(primary)) {
                primary.connection(1).stall();
                try (var second = Client.connectTo(standby)) {
                    assertThatConnection(standby).isOpen();
                    primary.connection(1).resume();
                    assertThatConnections(primary).within(FAR).failedOverTo(standby);
                }
            }
        }

        @Test
        void isNoneOnceItWasResumed() throws Exception {
            try (var first = Client.connectTo(primary)) {
                primary.connection(1).stall();
                primary.connection(1).resume();
                assertThat(failureOf(() ->
                                assertThatConnections(primary).within(SHORT).failedOverTo(standby)))
                        .isEqualTo("""
                                Expecting peer on port _ (resets after receiving 1 byte, all connections)
                                to have been given up for peer on port _ (well-behaved),
                                but nobody came there before the stall marked was resumed, and nothing else was lost within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     stalled    stall()
                                   #1 _     resumed    resume()""");
            }
        }

        @Test
        void isOneIfTheCodeUnderTestGaveUpThough() throws Exception {
            try (var first = Client.connectTo(primary)) {
                primary.connection(1).stall();
                first.sendFin();
                primary.connection(1).resume();
                try (var second = Client.connectTo(standby)) {
                    assertThatConnections(primary).within(FAR).failedOverTo(standby);
                }
            }
        }

        @Test
        void thatIsResumedMeanwhileIsOneUntilThen() {
            var losses = new Losses();
            losses.see(connected(1, 0));
            losses.see(connected(2, 1));
            losses.see(stalled(1, 100));
            losses.see(resumed(1, 200));

            var arrival = new ArrivalJudge(standby, FAR, primary, losses);
            assertThat(arrival.see(received(1, 74, "A")).isOpen()).isTrue();
            assertThat(arrival.see(received(1, 226, "A")).isOpen()).isTrue();
            assertThat(arrival.see(received(1, 225, "A"))).isEqualTo(Verdict.PASSED);
            assertThat(arrival.timeUp())
                    .isEqualTo(Verdict.failed("nobody came there before the stall marked was resumed, and nothing else"
                            + " was lost within 10 min"));
            assertThat(arrival.peerClosed())
                    .isEqualTo(Verdict.failed("nobody came there before the stall marked was resumed, and nothing else"
                            + " was lost before that peer was closed"));

            losses.see(rstSent(2, 240));
            assertThat(arrival.see(received(1, 240, "A"))).isEqualTo(Verdict.PASSED);
            assertThat(arrival.timeUp()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void failsWhenNothingIsLost() throws Exception {
        try (var first = Client.connectTo(primary)) {
            assertThat(failureOf(
                            () -> assertThatConnections(primary).within(SHORT).failedOverTo(standby)))
                    .isEqualTo("""
                            Expecting peer on port _ (resets after receiving 1 byte, all connections)
                            to have been given up for peer on port _ (well-behaved),
                            but no connection was ended by a fault, by the test or by an upstream, and none was refused, within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
        }
    }

    @Test
    void failsAsSoonAsOneOfThemIsClosed() throws Exception {
        try (var first = Client.connectTo(primary)) {
            first.send("A");
            assertThatConnection(primary).wasReset();
        }
        standby.close();
        assertThat(failureOf(() -> assertThatConnections(primary).within(FAR).failedOverTo(standby)))
                .contains("but nobody came there between the loss marked and its closing.\n");
        assertThat(failureOf(() -> assertThatConnections(standby).within(FAR).failedOverTo(primary)))
                .contains("and none was refused, before the peer was closed.\n");
    }
}
