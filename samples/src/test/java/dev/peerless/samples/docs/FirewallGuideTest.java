package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.FirewallPreset;
import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

@Peerless
class FirewallGuideTest {

    @Test
    @FirewallIdleTimeout(preset = FirewallPreset.AWS_NAT_GATEWAY, compressedBy = 1000)
    void isToldOnlyWhenItSpeaks(Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            assertThatConnection(peer).vanished();

            socket.getOutputStream().write('x');
            var failure = catchThrowable(() -> socket.getInputStream().read());

            assertThatNetworkFailure(failure).isConnectionReset();
            assertThat(peer.transcript().toString()).contains("350 s tested as 350 ms");
        }
    }
}
