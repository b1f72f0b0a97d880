package dev.peerless.assertions;

import static dev.peerless.assertions.Events.FAULT;
import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.finSent;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where nothing can show that a loss was noticed, and where there was none. */
@SuppressWarnings("try") // being connected is all that some clients do
class UnseenNoticeTest {

    @Nested
    class WhereItCannotBeKnown {

        @Test
        void neverPassesAfterARst() throws Exception {
            try (var peer = Peer.plan()
                            .fault(Fault.reset(Trigger.onConnect()))
                            .watchReleases(false)
                            .listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (resets on connect, all connections)
                                to have its loss noticed by the code under test within 40 ms of the reset,
                                but no new connection came within 40 ms, and whether it noticed in another way cannot be known: a RST ends all that can be seen on the wire, and which descriptor holds the other end was not noted before it; that takes Linux, a code under test of the same user, and watchReleases(true) or @Peerless(watchReleases = true); or have the peer close instead of reset, then the FIN or RST that comes back tells.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  >  RST        resets on connect""");
            }
        }

        @Test
        void neverPassesWhileThePeerIsStalled() throws Exception {
            try (var peer = Peer.plan().fault(Fault.stall(Trigger.onConnect())).listen();
                    var client = Client.connectTo(peer)) {
                client.close();
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(SHORT)))
                        .contains(
                                "of the stall,\nbut no new connection came within 40 ms, and whether it noticed in another way cannot be known: the peer was stalled,");
            }
        }

        @Test
        void neverPassesWhereItsFinCameBeforeTheLoss() {
            try (var peer = Peer.plan().listen()) {
                var judge = new NoticeJudge(new ConnectionScope(peer.connection(1), false, FAR), SHORT);
                var own = finReceived(1, 10);
                assertThat(judge.see(connected(1, 0)).isOpen()).isTrue();
                assertThat(judge.see(own).isOpen()).isTrue();
                assertThat(judge.see(finSent(1, 20, FAULT)).isOpen()).isTrue();
                assertThat(judge.timeUp().but())
                        .isEqualTo(
                                "no new connection came within 40 ms, and whether it noticed in another way cannot be known: the"
                                        + " code under test had sent its FIN before the loss, so giving up its end sends nothing"
                                        + " more");
            }
        }
    }

    @Nested
    class WithoutALoss {

        @Test
        void failsAsSoonAsItIsOverByTheCodeUnderTest() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendFin();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).noticedLossWithin(SHORT)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have its loss noticed by the code under test within 40 ms of the FIN,
                                but the code under test sent FIN before anything was lost.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  FIN
                                   #1 _  >  FIN        conversation""");
            }
        }

        @Test
        void failsAsSoonAsTheCodeUnderTestEndsIt() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.sendRst();
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(FAR).noticedLossWithin(FAR)))
                        .contains(" of its end,\nbut the code under test sent RST before anything was lost.");
            }
        }

        @Test
        void failsWhenTheTimeIsUp() throws Exception {
            try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                    var client = Client.connectTo(peer)) {
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).noticedLossWithin(FAR)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (echoes)
                                to have its loss noticed by the code under test within 10 min of its end,
                                but the peer did nothing to end it or to cut it off within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_""");
            }
        }

        @Test
        void failsWhereThePeerIsClosedBefore() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                peer.close();
                assertThat(failureOf(() -> assertThatConnection(peer).noticedLossWithin(FAR)))
                        .contains("but the peer was closed before that could be seen; close it after the assertion.");
            }
        }

        @Test
        void needsTime() {
            try (var peer = Peer.plan().listen()) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> assertThatConnection(peer).noticedLossWithin(Duration.ZERO))
                        .withMessage("a time to wait or to watch must be positive, but was 0 ms");
            }
        }
    }
}
