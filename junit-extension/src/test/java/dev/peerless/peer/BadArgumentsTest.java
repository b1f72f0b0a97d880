package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Step;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a peer is told is checked when it is told, before any socket opens, and the message says what was wrong with what. */
class BadArgumentsTest {

    private static void assertNull(ThrowingCallable call, String message) {
        assertThatNullPointerException().isThrownBy(call).withMessage(message);
    }

    private static void assertRange(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }

    @Test
    void nullIsNamedWithTheMethodThatGotIt() {
        assertNull(() -> Fault.reset(null), "Fault.reset: trigger must not be null");
        assertNull(() -> Fault.stall(Trigger.onConnect(), null), "Fault.stall: lasting must not be null");
        assertNull(() -> Trigger.idleFor(null), "Trigger.idleFor: duration must not be null");
        assertNull(() -> Peer.plan().speak(null), "PeerSetup.speak: conversation must not be null");
        assertNull(() -> Peer.plan().fault(null), "PeerSetup.fault: fault must not be null");
        assertNull(() -> Peer.plan().tls(null), "PeerSetup.tls: how must not be null");
        assertNull(() -> Peer.plan().heartbeats(null), "PeerSetup.heartbeats: which must not be null");
        assertNull(() -> ClientPeer.plan().fault(null), "ClientPeerSetup.fault: fault must not be null");
        assertNull(() -> Conversation.lines(null), "Conversation.lines: answers must not be null");
        assertNull(() -> Conversation.replay((Step[]) null), "Conversation.replay: steps must not be null");
        assertNull(() -> Conversation.replay(Step.finish(), null), "Conversation.replay: steps[1] must not be null");
    }

    @Test
    void aReceiveBufferHasAByte() {
        assertRange(() -> Peer.plan().receiveBuffer(0), "a receive buffer has at least 1 byte, but was to have 0");
        assertRange(
                () -> ClientPeer.plan().receiveBuffer(-1), "a receive buffer has at least 1 byte, but was to have -1");
    }

    @Test
    void timesReadAsEverywhere() {
        assertRange(() -> Trigger.idleFor(Duration.ZERO), "a duration must be positive, but was 0 ms");
        assertRange(() -> Trigger.idleFor(Duration.ofMillis(-300)), "a duration must be positive, but was -300 ms");
        assertRange(
                () -> ClientPeer.plan().connectTimeout(Duration.ofSeconds(-1)),
                "a connect takes some time, but the timeout was -1 s");
    }

    @Test
    void aPathBeginsWithASlash() {
        try (var peer = Peer.plan().listen()) {
            assertRange(() -> peer.uri("x"), "a path begins with a slash, but was \"x\"");
            assertRange(() -> peer.uri(""), "a path begins with a slash, but was \"\"");
            assertThat(peer.uri("/x?y")).hasToString("http://127.0.0.1:" + peer.port() + "/x?y");
        }
    }
}
