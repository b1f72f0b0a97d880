package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.finSent;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.resumed;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.stalled;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.Origin;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What heartbeats do when the connection, or the peer, is dead. */
@SuppressWarnings("try") // being connected is all that some clients do
class DyingHeartbeatsTest {

    @Nested
    class Stopping {

        private StopJudge judge(Peer peer) {
            var scope = new ConnectionScope(peer.connection(1), true, ofSeconds(5));
            return new StopJudge(scope, line("A"), ofMillis(100), ofMillis(100));
        }

        @Test
        void untilTheLimitTheyMayGoOn() {
            try (var peer = Peer.plan().listen()) {
                var judge = judge(peer);
                var fin = finSent(1, 1000, Events.FAULT);
                var late = received(1, 1101, "A\n");
                judge.see(connected(1, 0));
                judge.see(received(1, 999, "A\n"));
                judge.see(fin);
                assertThat(judge.see(received(1, 1100, "A\n")).isOpen()).isTrue();
                assertThat(judge.see(received(1, 1101, "B\n")).isOpen()).isTrue();
                assertThat(judge.see(late)).isEqualTo(Verdict.failed("one came 101.000 ms after it", fin, late));
            }
        }

        @Test
        void givingTheConnectionUpIsEnough() {
            try (var peer = Peer.plan().listen()) {
                var judge = judge(peer);
                judge.see(connected(1, 0));
                judge.see(received(1, 999, "A\n"));
                judge.see(finSent(1, 1000, Events.FAULT));
                assertThat(judge.see(finReceived(1, 1010))).isEqualTo(Verdict.PASSED);
            }
        }

        @Test
        void havingGivenItUpBeforeThePeerEndedItIsEnough() {
            for (var end : List.of(finSent(1, 1010, Events.FAULT), rstSent(1, 1010))) {
                try (var peer = Peer.plan().listen()) {
                    var judge = judge(peer);
                    judge.see(connected(1, 0));
                    judge.see(received(1, 999, "A\n"));
                    assertThat(judge.see(finReceived(1, 1000)).isOpen()).isTrue();
                    assertThat(judge.see(end)).isEqualTo(Verdict.PASSED);
                }
            }
        }

        @Test
        void afterAStallThatWasResumedTheyGoOn() {
            try (var peer = Peer.plan().listen()) {
                var judge = judge(peer);
                var fin = finSent(1, 3000, new Origin.ByConversation());
                var late = received(1, 3101, "A\n");
                judge.see(connected(1, 0));
                judge.see(stalled(1, 1000));
                judge.see(resumed(1, 1500));
                assertThat(judge.see(received(1, 2000, "A\n")).isOpen()).isTrue();
                judge.see(fin);
                assertThat(judge.see(late)).isEqualTo(Verdict.failed("one came 101.000 ms after it", fin, late));
            }
        }

        @Test
        void oneThatLeftUponAStallMustHaveStoppedUponIt() {
            try (var peer = Peer.plan().listen()) {
                var judge = judge(peer);
                var stall = stalled(1, 1000);
                var late = received(1, 1500, "A\n");
                judge.see(connected(1, 0));
                judge.see(stall);
                judge.see(resumed(1, 1500));
                judge.see(late);
                assertThat(judge.see(finReceived(1, 1500)))
                        .isEqualTo(Verdict.failed("one came 500.000 ms after it", stall, late));
            }
        }

        @Test
        void aResetThatAnswersAHeartbeatHidesWhetherMoreCome() {
            try (var peer = Peer.plan().listen()) {
                var judge = judge(peer);
                var rst = rstSent(1, 1011);
                judge.see(connected(1, 0));
                judge.see(finSent(1, 1000, Events.FAULT));
                judge.see(received(1, 1010, "A\n"));
                assertThat(judge.see(rst)).isEqualTo(Verdict.failed(ShouldHaveReceivedNothing.AFTER_RST, rst));
            }
        }

        @Test
        void aClientThatLeavesFirstHasStopped() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("A\n");
                client.sendFin();
                var connection = peer.connection(1);
                assertThatConnection(connection).within(FAR).receivedContaining("A\n");
                connection.close();
                assertThatConnection(peer).within(FAR).sentHeartbeats(line("A")).stoppedWithin(ofMillis(1));
            }
        }

        @Test
        void silenceIsEnough() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.vanish(Trigger.afterReceiving(2)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("A\n");
                assertThatConnection(peer).sentHeartbeats(line("A")).stoppedWithin(ofMillis(1));
            }
        }

        @Test
        void failsAsSoonAsOneComesLater() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.vanish(Trigger.afterReceiving(2)))
                            .listen();
                    var client = HeartbeatingClient.connectTo(peer, "A\n", ofMillis(5))) {
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("A"))
                                .stoppedWithin(ofSeconds(2))))
                        .contains("to carry no heartbeats (line \"A\") later than 2 s after its vanishing,\n"
                                + "but one came _ ms after it.\n");
            }
        }

        @Test
        void failsWhenThereIsNoEnd() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("A\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(SHORT)
                                .sentHeartbeats(line("A"))
                                .stoppedWithin(ofMillis(1))))
                        .contains("to carry no heartbeats (line \"A\") later than 1 ms after its end,\n");
            }
        }

        @Test
        void cannotBeKnownAfterAReset() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.afterReceiving(2)))
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.send("A\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("A"))
                                .stoppedWithin(ofMillis(1))))
                        .contains("but " + ShouldHaveReceivedNothing.AFTER_RST + ".\n");
            }
        }
    }

    @Nested
    class Muteness {

        private Peer answeringOnce() {
            return Peer.plan()
                    .speak(Conversation.lines(line -> "B"))
                    .fault(Fault.vanish(Trigger.afterSending(2)))
                    .listen();
        }

        @Test
        void isNoticed() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n").read();
                client.send("A\nA\n").sendFin();
                assertThatConnection(peer).within(FAR).sentHeartbeats(line("A")).givesUpAfterMissing(2);
            }
        }

        @Test
        void failsWhenHeartbeatsGoOn() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n").read();
                client.send("A\nA\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .sentHeartbeats(line("A"))
                                .givesUpAfterMissing(1)))
                        .contains("to have been given up when 1 heartbeat (line \"A\") had not been answered,\n")
                        .contains("but 2 were sent since the last answer.\n");
            }
        }

        @Test
        void failsWhenItIsNotGivenUp() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n").read();
                client.send("A\n");
                assertThatConnection(peer).received("A\nA\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(SHORT)
                                .sentHeartbeats(line("A"))
                                .givesUpAfterMissing(2)))
                        .contains("to have been given up when 2 heartbeats (line \"A\") had not been answered,\n"
                                + "but it was still open after 40 ms, with 1 heartbeat unanswered.\n");
            }
        }

        @Test
        void failsWhenAllWereAnswered() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n").read();
                client.sendFin();
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(line("A"))
                                .givesUpAfterMissing(2)))
                        .contains("but it was given up though every heartbeat had been answered.\n");
            }
        }

        @Test
        void failsWhenThePeerEndsIt() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n").read();
                peer.connection(1).reset();
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(line("A"))
                                .givesUpAfterMissing(2)))
                        .contains("but the peer sent RST.\n");
            }
        }

        @Test
        void takesOneAtLeast() throws Exception {
            try (var peer = answeringOnce();
                    var client = Client.connectTo(peer)) {
                client.send("A\n");
                var heartbeats = assertThatConnection(peer).sentHeartbeats(line("A"));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> heartbeats.givesUpAfterMissing(0))
                        .withMessage("what goes unanswered is 1 heartbeat or more, but was 0");
            }
        }
    }

    @Test
    void anyTrafficMayCount() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("A\n");
            assertThatConnection(peer).received("A\n");
            client.send("x");
            assertThatConnection(peer).received("A\nx");
            client.send("y");
            assertThatConnection(peer)
                    .within(FAR)
                    .sentHeartbeats(line("A"))
                    .withTolerance(ofSeconds(60))
                    .countingAnyTraffic()
                    .atLeastEvery(ofSeconds(60));
        }
    }
}
