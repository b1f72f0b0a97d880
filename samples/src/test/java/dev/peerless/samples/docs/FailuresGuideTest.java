package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.connectionRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FailuresGuideTest {

    @Test
    void saysWhatHappened(@PeerResets Peer peer) {
        var failure = catchThrowable(
                () -> new Socket(peer.host(), peer.port()).getInputStream().read());

        assertThatNetworkFailure(failure).isConnectionReset();
        assertThat(NetworkFailure.of(failure)).isEqualTo(NetworkFailure.CONNECTION_RESET);
    }

    @Test
    void isACondition(@PeerRefuses Peer peer) {
        assertThatThrownBy(() -> new Socket(peer.host(), peer.port())).is(connectionRefused());
    }

    @Test
    void knowsTheFamily(@PeerCloses Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var failure = catchThrowable(() -> new DataInputStream(socket.getInputStream()).readInt());

            assertThatNetworkFailure(failure).isConnectionLoss();
        }
    }

    @Test
    @Peerless
    @EnabledOnOs(OS.LINUX)
    void aBrokenPipeMayBeOfOurOwn(Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            var out = socket.getOutputStream();
            socket.shutdownOutput();

            assertThatNetworkFailure(catchThrowable(() -> out.write('x'))).isBrokenPipe();
            assertThatNetworkFailure(catchThrowable(socket::getOutputStream)).isSocketClosed();
        }
    }
}
