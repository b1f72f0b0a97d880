package dev.peerless.peer;

import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Heartbeating;
import dev.peerless.wire.Bytes;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Conversations that somebody wrote: they need neither a name nor care. */
class OwnConversationTest {

    /** Says nothing of itself, and nothing at all. */
    static class Db implements Conversation {

        @Override
        public Dialogue begin() {
            return (bytes, replies) -> {};
        }
    }

    /** Begins no dialogue. */
    static class Void extends Db {

        @Override
        @SuppressWarnings("NullAway") // on purpose
        public Dialogue begin() {
            return null;
        }
    }

    private static String said(Conversation conversation) {
        try (var peer = Peer.plan().speak(conversation).listen()) {
            return peer.settledPlan().toString();
        }
    }

    @Test
    void goByTheirClass() {
        assertThat(said(new Db())).isEqualTo("speaks Db");
        assertThat(said(new Db() {})).isEqualTo("speaks a conversation of OwnConversationTest");
        assertThat(said(() -> (bytes, replies) -> {})).isEqualTo("speaks a conversation of OwnConversationTest");
        assertThat(said(new Db().greetingFirst(Bytes.utf8("hi")))).isEqualTo("greets with \"hi\", then speaks Db");
        assertThat(said(Heartbeating.answering("PING", "PONG").before(new Db())))
                .isEqualTo("speaks Db, answers heartbeats \"PING\" with \"PONG\"");
    }

    @Test
    void goByWhatTheySayOfThemselves() {
        assertThat(said(new Db() {
                    @Override
                    public String toString() {
                        return "speaks SQL";
                    }
                }))
                .isEqualTo("speaks SQL");
    }

    /** The RST may be there before the connect has returned, which is told of it then. */
    private static void connectAndBeReset(Peer peer) throws Exception {
        try (var client = RawClient.to(peer)) {
            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
        } catch (SocketException early) {
            assertThat(early).hasMessage("Connection reset by peer");
        }
        Wire.awaitRst(peer, SENT);
    }

    @Test
    void haveToBeginADialogue() throws Exception {
        try (var peer = Peer.plan().speak(new Void()).listen()) {
            connectAndBeReset(peer);
            assertThat(peer.failures())
                    .singleElement()
                    .isInstanceOf(IllegalStateException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo(
                            "begin() of the conversation that speaks Void returned null, but has to return a dialogue for"
                                    + " each connection");
        }
    }

    @Test
    void haveToBeginADialogueBehindAGreetingToo() throws Exception {
        try (var peer = Peer.plan()
                .speak(new Void().greetingFirst(Bytes.utf8("hi")))
                .fault(Fault.reset(Trigger.afterReceiving(1)).allowedNotToFire())
                .listen()) {
            connectAndBeReset(peer);
            assertThat(peer.failures()).singleElement().asString().contains("speaks Void returned null");
        }
    }
}
