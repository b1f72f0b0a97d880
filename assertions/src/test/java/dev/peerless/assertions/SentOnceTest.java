package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.transcript;
import static dev.peerless.assertions.Messages.failureOf;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofMillis;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.Transcript;
import dev.peerless.wire.Bytes;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // being connected is all that some clients do
class SentOnceTest {

    private static final Pattern ORDER = Pattern.compile("order-\\d+");

    @Test
    void isFoundHoweverReadsCutIt() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var client = Client.connectTo(peer)) {
            client.send("PLACE ord").read();
            client.send("er-1\n");
            assertThatConnections(peer).sentExactlyOnce("order-1").sentAtMostOnce("order-1");
        }
    }

    @Test
    void mayBeNever() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThatConnections(peer).sentAtMostOnce(Bytes.of((byte) 0));
        }
    }

    @Test
    void countsAllConnectionsTogether() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThatConnections(peer).hasCount(2);
            first.send("order-1 order-2");
            assertThatConnection(peer.connection(1)).received("order-1 order-2");
            second.send("order-1");
            assertThatConnection(peer.connection(2)).received("order-1");
            assertThatConnections(peer).sentAtMostOnce("order-2");
            assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("order-1")))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent 7 B "order-1" at most once,
                            but it was sent 2 times: on #1 at _, on #2 at _.
                               #1 _  <  connect from 127.0.0.1:_
                               #2 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 15 B  "order-1 order-2"
                            >  #2 _  <  data 7 B  "order-1\"""");
        }
    }

    @Test
    void doesNotJoinConnections() throws Exception {
        try (var peer = Peer.plan().listen();
                var first = Client.connectTo(peer);
                var second = Client.connectTo(peer)) {
            assertThatConnections(peer).hasCount(2);
            first.send("order-1 ord");
            assertThatConnection(peer.connection(1)).received("order-1 ord");
            second.send("er-1");
            assertThatConnection(peer.connection(2)).received("er-1");
            assertThatConnections(peer).sentExactlyOnce("order-1");
        }
    }

    @Test
    void countsAMatchAtTheVeryEndOfAConnection() throws Exception {
        try (var peer = Peer.plan().listen()) {
            sendAndEnd(peer, "order-17", 1);
            assertThatConnections(peer).sentAtMostOnce(ORDER);
            sendAndEnd(peer, "order-18", 2);
            assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce(ORDER)))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent what matches order-\\d+ at most once,
                            but it was sent 2 times: on #1 at _, on #2 at _.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 8 B  "order-17"
                               #1 _  <  FIN
                               #1 _  >  FIN        conversation
                               #2 _  <  connect from 127.0.0.1:_
                            >  #2 _  <  data 8 B  "order-18"
                               #2 _  <  FIN
                               #2 _  >  FIN        conversation""");
        }
    }

    private static void sendAndEnd(Peer peer, String text, int connection) throws Exception {
        try (var client = Client.connectTo(peer)) {
            client.send(text).sendFin();
            assertThatConnection(peer.connection(connection)).endedByFin();
        }
    }

    @Test
    void aMatchThatMayGoOnCountsOnlyAtTheEndOfItsConnection() {
        try (var peer = Peer.plan().listen()) {
            var judge = new RepeatsJudge(peer, FAR, Repeats.atMostOnce(new Sought.Matching(ORDER)));
            var first = received(1, 1, "order-1");
            var second = received(2, 3, "order-2");
            judge.see(first);
            judge.see(finReceived(1, 2));
            judge.see(second);
            assertThat(judge.soFar(3)).isEqualTo(Verdict.PASSED);
            judge.see(rstSent(2, 4));
            // What is over ends but once.
            judge.see(rstSent(1, 5));
            assertThat(judge.soFar(5)).isEqualTo(Verdict.failed(ShouldHaveSentSoOften.FOUND, List.of(first, second)));
        }
    }

    @Test
    void anEndAfterTheTimeToWatchDoesNotCount() {
        try (var peer = Peer.plan().listen()) {
            var watched = new Repeats(new Sought.Matching(ORDER), 0, 1, 0, ofMillis(10));
            var judge = new RepeatsJudge(peer, FAR, watched);
            judge.see(received(1, 1, "order-1"));
            judge.see(received(2, 1, "order-1"));
            judge.see(finReceived(1, 2));
            judge.see(finReceived(2, 11));
            assertThat(judge.soFar(11_000_000)).isEqualTo(Verdict.OPEN);
            assertThat(judge.timeUp()).isEqualTo(Verdict.PASSED);
        }
    }

    @Test
    void nothingIsSentBehindTheLastByte() {
        var finder = new Sought.Matching(Pattern.compile("\\w*")).begin();
        assertThat(finder.endingIn(Bytes.utf8("order"))).isZero();
        assertThat(finder.atEnd()).isEqualTo(1);
        assertThat(finder.atEnd()).isZero();
    }

    @Test
    void failsIfItIsNotSent() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            assertThat(failureOf(() -> assertThatConnections(peer).within(SHORT).sentExactlyOnce("100%")))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent 4 B "100%" exactly once,
                            but it was not sent within 40 ms.
                               #1 _  <  connect from 127.0.0.1:_""");
            peer.close();
            assertThat(failureOf(() -> assertThatConnections(peer).within(FAR).sentExactlyOnce("A")))
                    .contains("but it was not sent before the peer was closed.\n");
        }
    }

    @Test
    void doesNotPassIfItCannotKnow() throws Exception {
        try (var peer = Peer.plan().recordPayloadUpTo(8).listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1\norder-1\n");
            assertThatConnection(peer).sentHeartbeats(PeerlessAssertions.anyTraffic());
            assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("order-1")))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent 7 B "order-1" at most once,
                            but that cannot be known: not all that was received was recorded, from the line marked on; have the peer keep more with recordPayloadUpTo(bytes) or @Peerless(recordPayloadUpTo = bytes).
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 16 B  "order-1\\n"...""");
        }
    }

    @Test
    void watchesForTheTimeGiven() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            long before = System.nanoTime();
            assertThatConnections(peer).sentAtMostOnceFor("A", SHORT);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(SHORT);
        }
    }

    @Test
    void failsAsSoonAsItIsSentAgain() throws Exception {
        try (var peer = Peer.plan().speak(Conversation.echo()).listen();
                var client = Client.connectTo(peer)) {
            client.send("A").read();
            var waiting = supplyAsync(
                    () -> failureOf(() -> assertThatConnections(peer).sentAtMostOnceFor("A", FAR)));
            client.send("A").read();
            assertThat(waiting.join()).startsWith("""
                            Expecting peer on port _ (echoes)
                            to have been sent 1 B "A" at most once for 10 min,
                            but it was sent 2 times: on #1 at _, on #1 at _.
                            """);
        }
    }

    @Test
    void helpsWhereItIsPartOfALongerWord() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("order-1\norder-12\n");
            assertThatConnection(peer).received("order-1\norder-12\n");
            assertThat(failureOf(() -> assertThatConnections(peer).sentAtMostOnce("order-1")))
                    .isEqualTo("""
                            Expecting peer on port _ (well-behaved)
                            to have been sent 7 B "order-1" at most once,
                            but it was sent 2 times: on #1 at _, on #1 at _.
                               #1 _  <  connect from 127.0.0.1:_
                            >  #1 _  <  data 17 B  "order-1\\norder-12\\n"
                            Help: what was sought is found within longer words, too, as "order-1" in "order-12". Seek it with what ends it, as in "order-1\\n", or by a Pattern.""");
            assertThatConnections(peer).sentAtMostOnce("order-1\n");
        }
    }

    @Test
    void helpsOnlyWhereOneWordIsLongerThanAnother() {
        assertThat(LongerWords.areAmong(Bytes.utf8("order-1"), sent("order-1", "order-12")))
                .isTrue();
        assertThat(LongerWords.areAmong(Bytes.utf8("order-1"), sent("order-1", "order-1\n")))
                .isFalse();
        assertThat(LongerWords.areAmong(Bytes.utf8("order"), sent("orders", "orders")))
                .isFalse();
        assertThat(LongerWords.areAmong(Bytes.utf8("order-"), sent("order-1", "order-2")))
                .isFalse();
    }

    private static Transcript sent(String first, String second) {
        return transcript(connected(1, 0), connected(2, 0), received(1, 1, first), received(2, 1, second));
    }

    @Test
    void rejectsNoBytes() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentAtMostOnce(""))
                    .withMessage("no bytes are found anywhere and prove nothing; say what is not to be repeated");
        }
    }

    @Test
    void rejectsWhatMatchesNoBytes() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentAtMostOnce(Pattern.compile("x*")))
                    .withMessage(
                            "the pattern x* matches the empty text, which is found anywhere and proves nothing; say"
                                    + " what is not to be repeated");
        }
    }

    @Test
    void rejectsARequestWithoutMethodOrTarget() {
        try (var peer = Peer.plan().listen()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentRequestAtMostOnce("", "/orders"))
                    .withMessage("a request has a method and a target, such as POST /orders, but these were \"\" and"
                            + " \"/orders\"");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> assertThatConnections(peer).sentRequestExactlyOnce("POST", " "))
                    .withMessage(
                            "a request has a method and a target, such as POST /orders, but these were \"POST\" and \" \"");
        }
    }
}
