package dev.peerless.peer;

import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.WireEvent.Released;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** After a RST nothing tells on the wire when the code under test closes its socket; its descriptor does. */
@EnabledOnOs(OS.LINUX)
class ReleaseTest {

    private static final Fault RESET = Fault.reset(Trigger.onDemand());

    private static Peer watchingPeer(Fault fault) {
        return Peer.plan().fault(fault).watchReleases(true).listen();
    }

    @Test
    void isSeenWhenTheSocketIsClosed() throws Exception {
        try (var peer = watchingPeer(RESET)) {
            try (var client = RawClient.to(peer)) {
                peer.connection(1).fire();
                assertThat(Wire.awaitRst(peer, SENT).releaseVisible()).isTrue();
                assertThat(client.read()).isEqualTo("SocketException: Connection reset");
                assertThat(peer.transcript().events()).noneMatch(Released.class::isInstance);
            }
            assertThat(Wire.await(peer, Released.class).connection()).isEqualTo(1);
        }
    }

    @Test
    void isSeenAfterACloseThatHadToAnswerWithReset() throws Exception {
        try (var peer = watchingPeer(Fault.close(Trigger.onConnect()))) {
            try (var client = RawClient.to(peer)) {
                client.read();
                client.write("lost");
                assertThat(Wire.awaitRst(peer, SENT).releaseVisible()).isTrue();
            }
            assertThat(Wire.await(peer, Released.class).connection()).isEqualTo(1);
        }
    }

    @Test
    void isSeenForEachConnection() throws Exception {
        try (var peer = watchingPeer(RESET);
                var first = RawClient.to(peer)) {
            try (var second = RawClient.to(peer)) {
                peer.connection(1).fire();
                peer.connection(2).fire();
                assertThat(second.read()).isEqualTo("SocketException: Connection reset");
            }
            assertThat(Wire.await(peer, Released.class).connection()).isEqualTo(2);
            assertThat(first.read()).isEqualTo("SocketException: Connection reset");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isSaidToBeVisibleOnlyIfItIsWatched(boolean watching) throws Exception {
        try (var peer = Peer.plan().fault(RESET).watchReleases(watching).listen();
                var client = RawClient.to(peer)) {
            peer.connection(1).fire();

            assertThat(client.read()).isEqualTo("SocketException: Connection reset");
            assertThat(Wire.awaitRst(peer, SENT).releaseVisible()).isEqualTo(watching);
        }
    }
}
