package dev.peerless.assertions;

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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** How a loss that was noticed shows, and that it was noticed in time. */
@SuppressWarnings("try") // being connected is all that some clients do
class NoticeTest {

    @Nested
    class ByItsEnd {

        @Test
        void passesWhenItsFinComes() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.read();
                client.sendFin();
                assertThatConnection(peer).noticedLossWithin(FAR);
            }
        }

        @Test
        void passesWhenAPeerThatVanishedSeesItsRst() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                client.sendRst();
                assertThatConnection(peer).noticedLossWithin(FAR);
            }
        }

        @Test
        void passesWhenItsFinCameDuringAStallThatWasResumed() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                peer.connection(1).stall();
                client.sendFin();
                peer.connection(1).resume();
                assertThatConnection(peer).noticedLossWithin(FAR);
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void passesWhenItsDescriptorIsGoneAfterARst() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen()) {
                try (var client = Client.connectTo(peer)) {
                    assertThatConnection(peer).wasReset();
                }
                assertThatConnection(peer).noticedLossWithin(FAR);
            }
        }

        @Test
        void passesWhereAFirewallHadForgottenItBeforeItsFin() throws Exception {
            var firewall = Fault.idleFirewall(ofMillis(10), FirewallAction.RESET_ON_NEXT_PACKET);
            try (var peer = Peer.plan().fault(firewall).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                client.sendFin();
                assertThatConnection(peer).noticedLossWithin(FAR);
            }
        }

        @Test
        void failsWhereAFirewallForgotItAndNobodySends() throws Exception {
            var firewall = Fault.idleFirewall(ofMillis(10), FirewallAction.RESET_ON_NEXT_PACKET);
            try (var peer = Peer.plan().fault(firewall).listen();
                    var client = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).noticedLossWithin(FAR)))
                        .contains(
                                "of its end,\nbut a firewall had forgotten it, which shows only by what is sent, and nothing was within 40 ms.");
            }
        }

        @Test
        void failsWhereNothingTells() throws Exception {
            try (var peer = Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (vanishes on connect, all connections)
                                to have its loss noticed by the code under test within 40 ms of its vanishing,
                                but the code under test had sent neither FIN nor RST after 40 ms, and no new connection had come.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     vanished   vanishes on connect
                                Help: a peer that vanished sends nothing, and writes to it succeed: only a read with a time limit, or a heartbeat that is not answered, tells the code under test.""");
            }
        }

        @Test
        @EnabledOnOs(LINUX)
        void failsWhereTheSocketIsStillOpenAfterARst() throws Exception {
            try (var peer = Peer.plan().fault(Fault.reset(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .contains(
                                "within 40 ms of the reset,\nbut its socket was still open after 40 ms, and no new connection had come.");
            }
        }

        @Test
        void saysHowLateItWas() throws Exception {
            try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                // Passes the time.
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .isNotEmpty();
                client.sendFin();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).endedByFin().noticedLossWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes on connect, all connections)
                                to have its loss noticed by the code under test within 40 ms of the FIN,
                                but it was released only after _ ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  FIN        closes on connect
                                >  #1 _  <  FIN""");
            }
        }
    }

    @Nested
    class ByANewConnection {

        @Test
        void passesThoughTheOldSocketLeaks() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.close(Trigger.onConnect()).on("1"))
                            .listen();
                    var leaked = Client.connectTo(peer)) {
                leaked.read();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnection(peer.connection(1)).noticedLossWithin(FAR);
                    assertThatConnection(peer).noticedLossWithin(FAR);
                    assertThat(failureOf(() ->
                                    assertThatConnection(peer.connection(1)).wasReleasedWithin(SHORT)))
                            .contains("but the code under test had sent neither FIN nor RST after 40 ms.");
                }
            }
        }

        @Test
        void tellsWhereAFirewallHadForgottenTheOldOne() throws Exception {
            var firewall = Fault.idleFirewall(ofMillis(10), FirewallAction.RESET_ON_NEXT_PACKET);
            try (var peer = Peer.plan().fault(firewall).listen();
                    var first = Client.connectTo(peer)) {
                assertThatConnection(peer).vanished();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnection(peer.connection(1)).within(SHORT).noticedLossWithin(FAR);
                }
            }
        }

        @Test
        void tellsEvenOfAPeerThatIsStalled() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.stall(Trigger.onConnect()).on("1"))
                            .listen();
                    var first = Client.connectTo(peer)) {
                assertThatConnection(peer).wasStalled();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnection(peer.connection(1)).noticedLossWithin(FAR);
                }
            }
        }

        @Test
        void tellsOfAStallThatWasResumedOnlyThen() throws Exception {
            try (var peer = Peer.plan().listen();
                    var first = Client.connectTo(peer)) {
                peer.connection(1).stall();
                try (var second = Client.connectTo(peer)) {
                    peer.connection(1).resume();
                    assertThatConnection(peer.connection(1)).noticedLossWithin(FAR);
                }
            }
        }

        @Test
        void isNoSignOnceAStallWasResumed() throws Exception {
            try (var peer = Peer.plan().listen();
                    var first = Client.connectTo(peer)) {
                peer.connection(1).stall();
                peer.connection(1).resume();
                try (var second = Client.connectTo(peer)) {
                    assertThat(failureOf(() -> assertThatConnection(peer.connection(1))
                                    .within(SHORT)
                                    .noticedLossWithin(FAR)))
                            .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have its loss noticed by the code under test within 10 min of its end,
                                but its stall was resumed, and the peer did nothing else to end it or to cut it off within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     stalled    stall()
                                   #1 _     resumed    resume()""");
                }
            }
        }

        @Test
        void tellsWhereNobodyWatchesReleases() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.onConnect()).on("1"))
                            .watchReleases(false)
                            .listen();
                    var first = Client.connectTo(peer)) {
                assertThatConnection(peer).wasReset();
                try (var second = Client.connectTo(peer)) {
                    assertThatConnection(peer.connection(1)).noticedLossWithin(FAR);
                }
            }
        }

        @Test
        void isNoSignIfItCameBeforeTheLoss() throws Exception {
            try (var peer = Peer.plan().listen();
                    var first = Client.connectTo(peer);
                    var second = Client.connectTo(peer)) {
                peer.connection(1).vanish();
                assertThat(failureOf(
                                () -> assertThatConnection(peer.connection(1)).noticedLossWithin(SHORT)))
                        .contains("but the code under test had sent neither FIN nor RST after 40 ms, and no new");
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .contains("but more than one connection came; say which one is meant");
            }
        }

        @Test
        void saysHowLateItWas() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.vanish(Trigger.onConnect()).on("1"))
                            .listen();
                    var first = Client.connectTo(peer)) {
                // Passes the time.
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .isNotEmpty();
                try (var second = Client.connectTo(peer)) {
                    assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                            .isEqualTo("""
                                Expecting connection #1 of peer on port _ (vanishes on connect, connection 1)
                                to have its loss noticed by the code under test within 40 ms of its vanishing,
                                but a new connection came only after _ ms, and the lost one had not been given up before.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _     vanished   vanishes on connect
                                >  #2 _  <  connect from 127.0.0.1:_""");
                }
            }
        }
    }
}
