package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Heartbeating;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Muted;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Code under test meets a peer whose heartbeats, or whose answers to heartbeats, stop while it stays connected. */
class MutePeerTest {

    private static final Heartbeat PING = line("PING");
    private static final Heartbeat PONG = line("PONG");

    @Nested
    class AnsweringTwo {

        private final Heartbeating.Answering pongs =
                Heartbeating.answering("PING\n", "PONG\n").atMost(2);

        private Client beatingTwice(Peer peer) throws Exception {
            var client = Client.connectTo(peer);
            for (int i = 0; i < 2; i++) {
                client.send("PING\n");
                for (int bytes = 0; bytes < 5; bytes++) {
                    client.read();
                }
            }
            return client;
        }

        @Test
        void isNoticed() throws Exception {
            try (var peer = Peer.plan().heartbeats(pongs).listen();
                    var client = beatingTwice(peer)) {
                client.send("PING\nPING\n").sendFin();

                assertThatConnection(peer).within(FAR).sentHeartbeats(PING).givesUpAfterMissing(2);
            }
        }

        @Test
        void isNotNoticedByOneWhoBeatsOn() throws Exception {
            try (var peer = Peer.plan().heartbeats(pongs).listen();
                    var client = beatingTwice(peer)) {
                client.send("PING\nPING\n");

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (answers heartbeats "PING\\n" with "PONG\\n", at most 2)
                                to have been given up when 1 heartbeat (line "PING") had not been answered,
                                but 2 were sent since the last answer.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "PING\\n"
                                   #1 _  >  data 5 B  "PONG\\n"
                                   #1 _  <  data 5 B  "PING\\n"
                                >  #1 _  >  data 5 B  "PONG\\n"
                                >  #1 _  <  data 10 B  "PING\\nPING\\n\"""");
            }
        }

        @Test
        void isNoticedThoughAllElseIsAnswered() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .heartbeats(pongs)
                            .listen();
                    var client = beatingTwice(peer)) {
                client.send("PING\nhello\n");
                client.read();
                client.sendFin();

                assertThatConnection(peer).within(FAR).sentHeartbeats(PING).givesUpAfterMissing(1, PONG);
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1)))
                        .contains("but it was given up though every heartbeat had been answered.\n");
            }
        }

        @Test
        void isNotNoticedByOneWhoTakesAnyByteForAnAnswer() throws Exception {
            try (var peer = Peer.plan()
                            .speak(Conversation.echo())
                            .heartbeats(pongs)
                            .listen();
                    var client = beatingTwice(peer)) {
                client.send("PING\nhello\nPING\n");

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1, PONG)))
                        // Whether the echo is recorded by now is another matter.
                        .startsWith("""
                                Expecting connection #1 of peer on port _ (echoes; answers heartbeats "PING\\n" with "PONG\\n", at most 2)
                                to have been given up when 1 heartbeat (line "PING") had not been answered (line "PONG"),
                                but 2 were sent since the last answer.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "PING\\n"
                                   #1 _  >  data 5 B  "PONG\\n"
                                   #1 _  <  data 5 B  "PING\\n"
                                >  #1 _  >  data 5 B  "PONG\\n"
                                >  #1 _  <  data 16 B  "PING\\nhello\\nPING\\n\"""");
            }
        }

        @Test
        void isNotNoticedByOneWhoBeatsNoMore() throws Exception {
            try (var peer = Peer.plan().heartbeats(pongs).listen();
                    var client = beatingTwice(peer)) {
                client.send("PING\n");
                assertThatConnection(peer).received("PING\nPING\nPING\n");

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(SHORT)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1, PONG)))
                        .contains("but it was still open after 40 ms, with 1 heartbeat unanswered.\n");
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(SHORT)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(3, PING)))
                        .contains("but it was still open after 40 ms, with 3 heartbeats unanswered.\n");
            }
        }

        @Test
        @SuppressWarnings("try") // having been answered is all that this client does
        void isNotThereYetWhereAllWasAnswered() throws Exception {
            try (var peer = Peer.plan().heartbeats(pongs).listen();
                    var client = beatingTwice(peer)) {
                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(SHORT)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1)))
                        .contains("but it was still open after 40 ms, with every heartbeat answered.\n");
            }
        }
    }

    @Nested
    class ThatAnsweredNone {

        @Test
        void isToldSo() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\nPING\n");

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(1)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (well-behaved)
                                to have been given up when 1 heartbeat (line "PING") had not been answered,
                                but 2 were sent and none was answered.
                                   #1 _  <  connect from 127.0.0.1:_
                                >  #1 _  <  data 10 B  "PING\\nPING\\n\"""");
            }
        }
    }

    @Nested
    class ThatEndsTheConnectionItself {

        private final Fault closes = Fault.close(Trigger.afterReceiving(5));

        @Test
        void isNoProofThatTheCodeUnderTestGaveItUp() throws Exception {
            try (var peer = Peer.plan().fault(closes).listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\n");
                client.read();
                client.sendFin();
                assertThatConnection(peer).endedByFin();

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(2)))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (closes after receiving 5 bytes, all connections)
                                to have been given up when 2 heartbeats (line "PING") had not been answered,
                                but the peer sent FIN.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  <  data 5 B  "PING\\n"
                                >  #1 _  >  FIN        closes after receiving 5 bytes
                                   #1 _  <  FIN""");
            }
        }

        @Test
        void norIsAHalfClose() throws Exception {
            try (var peer = Peer.plan().listen();
                    var client = Client.connectTo(peer)) {
                client.send("PING\n");
                assertThatConnection(peer).received("PING\n");
                peer.connection(1).halfClose();
                client.read();
                client.sendRst();

                assertThat(failureOf(() -> assertThatConnection(peer)
                                .within(FAR)
                                .sentHeartbeats(PING)
                                .givesUpAfterMissing(2)))
                        .contains("but the peer sent FIN.\n");
            }
        }

        @Test
        void norIsAnAbortByItsOwnMachine() {
            try (var peer = Peer.plan().listen()) {
                var judge = new MuteJudge(new ConnectionScope(peer.connection(1), false, FAR), PING, PONG, 2);
                var aborted = new Aborted(1, 20_000_000, new Origin.ByTest("abort()"));
                assertThat(judge.see(connected(1, 0)).isOpen()).isTrue();
                assertThat(judge.see(received(1, 10, "PING\n")).isOpen()).isTrue();
                assertThat(judge.see(aborted))
                        .isEqualTo(Verdict.failed("the code under test's own machine aborted its socket", aborted));
            }
        }
    }

    @Nested
    class SendingTwo {

        private final Heartbeating.Sending pings =
                Heartbeating.sending("PING\n", ofMillis(10)).atMost(2);

        private Client hearingTwo(Peer peer) throws Exception {
            var client = Client.connectTo(peer);
            for (int bytes = 0; bytes < 10; bytes++) {
                client.read();
            }
            return client;
        }

        @Test
        void areAnswered() throws Exception {
            try (var peer = Peer.plan().heartbeats(pings).listen();
                    var client = hearingTwo(peer)) {
                client.send("PONG\nPONG\n");

                assertThatConnection(peer).within(FAR).answeredHeartbeatsWithin(FAR, PING, PONG);
            }
        }

        @Test
        void areNotAnsweredByOneWhoOnlyListens() throws Exception {
            try (var peer = Peer.plan().heartbeats(pings).listen();
                    var client = hearingTwo(peer)) {
                client.send("PONG\n");
                assertThatConnection(peer).received("PONG\n");

                assertThat(failureOf(() -> assertThatConnection(peer).answeredHeartbeatsWithin(SHORT, PING, PONG)))
                        .contains(
                                "connection #1 of peer on port _ (sends heartbeats \"PING\\n\" every 10 ms, at most 2)\n"
                                        + "to have carried an answer (line \"PONG\") within 40 ms of each heartbeat (line"
                                        + " \"PING\") of the peer,\nbut the one marked was ");
            }
        }

        @Test
        void makeOneHangUpWhoMissesThem() throws Exception {
            try (var peer = Peer.plan().heartbeats(pings).listen();
                    var client = hearingTwo(peer)) {
                client.sendFin();

                assertThatConnection(peer).within(FAR).endedByFin();
            }
        }

        private static void awaitMuting(Peer peer) throws InterruptedException {
            for (var seen = peer.transcript(); seen.events().stream().noneMatch(Muted.class::isInstance); ) {
                seen = peer.awaitMore(seen, FAR);
            }
        }

        @Test
        @SuppressWarnings("try") // having heard them is all that this client does
        void areNotMissedByOneWhoJustWaits() throws Exception {
            try (var peer = Peer.plan().heartbeats(pings).listen();
                    var client = hearingTwo(peer)) {
                awaitMuting(peer);
                assertThat(failureOf(
                                () -> assertThatConnection(peer).within(SHORT).endedByFin()))
                        .isEqualTo("""
                                Expecting connection #1 of peer on port _ (sends heartbeats "PING\\n" every 10 ms, at most 2)
                                to have been ended by FIN in both directions,
                                but neither side sent FIN within 40 ms.
                                   #1 _  <  connect from 127.0.0.1:_
                                   #1 _  >  data 5 B  "PING\\n"
                                   #1 _  >  data 5 B  "PING\\n"
                                   #1 _     mute       after 2 heartbeats (sends heartbeats "PING\\n" every 10 ms, at most 2)""");
            }
        }
    }
}
