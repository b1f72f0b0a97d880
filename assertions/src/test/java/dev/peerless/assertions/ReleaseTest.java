package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.finSent;
import static dev.peerless.assertions.Events.resumed;
import static dev.peerless.assertions.Events.stalled;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.Origin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@SuppressWarnings("try") // being connected is all that some clients do
class ReleaseTest {

    @Nested
    class AfterARst {

        @Test
        @EnabledOnOs(LINUX)
        void passesWhenTheDescriptorIsGone() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen()) {
                try (var client = Client.connectTo(peer)) {
                    assertThatConnection(peer).wasReset();
                }
                assertThatConnection(peer).wasReleasedWithin(FAR);
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void failsWhileTheSocketIsStillOpen() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets on connect, all connections)
                                to have been released by the code under test within 40 ms of the reset,
                                but its socket was still open after 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect
                                Help: a RST does not close the socket: the code under test has to, after an exception, too.""");
            }
        }

        @Test
        void neverPassesIfItCannotKnow() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.onConnect()))
                            .watchReleases(false)
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThat(failureOf(() -> assertThatConnection(peer).wasReset().wasReleasedWithin(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets on connect, all connections)
                                to have been released by the code under test within 10 min of the reset,
                                but that cannot be known: a RST ends all that can be seen on the wire, and which descriptor holds the other end was not noted before it; that takes Linux, a code under test of the same user, and watchReleases(true) or @Peerless(watchReleases = true); or have the peer close instead of reset, then the FIN or RST that comes back tells.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect""");
            }
        }

        @Test
        void countsFromTheRstOfAForgetfulFirewall() throws Exception {
            var firewall = Fault.idleFirewall(ofMillis(10), FirewallAction.RESET_ON_NEXT_PACKET);
            try (var peer = Peer.plan().fault(firewall).watchReleases(false).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                client.send("A");
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).wasReleasedWithin(SHORT)))
                        .contains("within 40 ms of the reset,\nbut that cannot be known: a RST ends all");
            }
        }
    }

    @Nested
    class AfterAFin {

        @Test
        void passesWhenTheCodeUnderTestSendsItsOwn() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen()) {
                try (var client = Client.connectTo(peer)) {
                    client.read();
                }
                assertThatConnection(peer).wasReleasedWithin(FAR);
            }
        }

        @Test
        void failsWhileTheCodeUnderTestSendsNothing() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes on connect, all connections)
                                to have been released by the code under test within 40 ms of the FIN,
                                but the code under test had sent neither FIN nor RST after 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        closes on connect
                                Help: the peer's FIN has come, and the socket stays in CLOSE_WAIT until the code under test closes it: a read that gives -1 does not.""");
            }
        }

        @Test
        void saysHowLateItWas() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                // Passes the time as a code under test does that reads once more with a time limit.
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                        .isNotEmpty();
                client.sendFin();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).endedByFin().wasReleasedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes on connect, all connections)
                                to have been released by the code under test within 40 ms of the FIN,
                                but it was released only after _ ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        closes on connect
                                >  #1 _  <  FIN""");
            }
        }
    }

    @Nested
    class Otherwise {

        @Test
        void passesWhenTheCodeUnderTestLeavesAPeerThatVanished() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThatConnection(peer).wasReleasedWithin(FAR);
            }
        }

        @Test
        void failsWhileTheCodeUnderTestWaitsForAPeerThatVanished() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (vanishes on connect, all connections)
                                to have been released by the code under test within 40 ms of its vanishing,
                                but the code under test had sent neither FIN nor RST after 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     vanished   vanishes on connect
                                Help: a peer that vanished sends nothing, and writes to it succeed: only a read with a time limit, or a heartbeat that is not answered, tells the code under test.""");
            }
        }

        @Test
        void passesIfThePeerDidNothing() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThatConnection(peer).wasReleasedWithin(SHORT);
            }
        }

        @Test
        void failsIfNeitherSideEndsIt() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).wasReleasedWithin(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been released by the code under test within 10 min of its end,
                                but neither side did anything to end it within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void neverPassesIfThePeerIsStalled() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (stalls on connect, all connections)
                                to have been released by the code under test within 40 ms of the stall,
                                but that cannot be known: the peer was stalled, so it read neither data nor FIN; resume it, or let it vanish instead, which goes on reading.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     stalled    stalls on connect""");
            }
        }

        @Test
        void countsFromALaterEndOnceAStallWasResumed() {
            try (var peer = Peer.plan().listen()) {
                var judge = judgeOfAResumedStall(peer);
                assertThat(judge.due(5_000_000_000L)).isEqualTo(5_000_000_000L);
                judge.see(finSent(1, 1000, new Origin.ByConversation()));
                assertThat(judge.due(5_000_000_000L)).isLessThan(1_200_000_000L);
                assertThat(judge.see(finReceived(1, 1050))).isEqualTo(Verdict.PASSED);
            }
        }

        @Test
        void mayHaveComeDuringAStallThatWasResumed() {
            try (var peer = Peer.plan().listen()) {
                assertThat(judgeOfAResumedStall(peer).see(finReceived(1, 100))).isEqualTo(Verdict.PASSED);
                var late = finReceived(1, 101);
                assertThat(judgeOfAResumedStall(peer).see(late))
                        .isEqualTo(Verdict.failed("it was released only after 101.000 ms", stalled(1, 0), late));
            }
        }

        private ReleaseJudge judgeOfAResumedStall(Peer peer) {
            var judge = new ReleaseJudge(new ConnectionScope(peer.connection(1), true, FAR), ofMillis(100));
            judge.see(connected(1, 0));
            judge.see(stalled(1, 0));
            judge.see(resumed(1, 50));
            return judge;
        }

        @Test
        void anEndBeforeAStallThatWasResumedStays() {
            try (var peer = Peer.plan().listen()) {
                var judge = new ReleaseJudge(new ConnectionScope(peer.connection(1), true, FAR), ofMillis(100));
                var fin = finSent(1, 10, new Origin.ByConversation());
                var late = finReceived(1, 111);
                judge.see(connected(1, 0));
                judge.see(fin);
                judge.see(stalled(1, 20));
                judge.see(resumed(1, 30));
                assertThat(judge.see(late))
                        .isEqualTo(Verdict.failed("it was released only after 101.000 ms", fin, late));
            }
        }

        @Test
        void failsIfThePeerIsClosedBefore() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                peer.close();
                assertThat(failureOf(() -> assertThatConnection(peer).wasReleasedWithin(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (vanishes on connect, all connections)
                                to have been released by the code under test within 10 min of its vanishing,
                                but the peer was closed before that could be seen; close it after the assertion.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _     vanished   vanishes on connect
                                >  #1 _  >  RST        peer closed""");
            }
        }
    }
}
