package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.junit.OwnMachineAborts;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.Peerless;
import dev.peerless.junit.PortInUse;
import dev.peerless.peer.Peer;
import dev.peerless.peer.TakenPort;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.simulated.Call;
import dev.peerless.simulated.OwnClose;
import dev.peerless.simulated.Simulated;
import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

class OwnMachineGuideTest {

    @Test
    void reconnectsAfterAnAbort(@OwnMachineAborts(afterReceiving = 16, connections = "1") Peer peer) {
        try (var client = new OrderClient(peer.address())) {
            client.place("order-1");

            assertThatConnection(peer.connection(1)).wasAborted();
            assertThatConnections(peer).reconnectedWithin(ofSeconds(5)).sentAtMostOnceFor("order-1", ofMillis(200));
        }
    }

    @Test
    void simulatesAnAbort(@PeerEchoes Peer peer) throws IOException {
        var sockets = Simulated.failure(NetworkFailure.CONNECTION_ABORTED)
                .at(Call.READ, 2)
                .onSocket(1)
                .socketFactory();

        try (var socket = sockets.createSocket(peer.host(), peer.port())) {
            socket.getOutputStream().write('x');
            assertThat(socket.getInputStream().read()).isEqualTo('x');

            var failure = catchThrowable(() -> socket.getInputStream().read());
            assertThatNetworkFailure(failure).isConnectionAborted();
            assertThat(Simulated.isSimulated(failure)).isTrue();
            assertThatThrownBy(() -> socket.getOutputStream().write('x')).hasMessage("Broken pipe");
        }
        try (var next = sockets.createSocket(peer.host(), peer.port())) {
            next.getOutputStream().write('x');
            assertThat(next.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    @Peerless
    void closesTheSocketUnderTheReader(Peer peer) throws IOException {
        var sockets = OwnClose.during(Call.READ).socketFactory();

        try (var socket = sockets.createSocket(peer.host(), peer.port())) {
            var failure = catchThrowable(() -> socket.getInputStream().read());

            assertThatNetworkFailure(failure).isSocketClosed();
        }
    }

    @Test
    void saysThatThePortIsTaken(@PortInUse int port) {
        assertThatThrownBy(() -> new ServerSocket(port)).isInstanceOf(BindException.class);
    }

    @Test
    void startsOnceThePortIsFree(@PortInUse TakenPort port) throws IOException {
        assertThatThrownBy(() -> new ServerSocket(port.port())).isInstanceOf(BindException.class);

        port.release();

        try (var server = new ServerSocket(port.port());
                var client = new Socket("127.0.0.1", port.port())) {
            assertThat(client.getPort()).isEqualTo(server.getLocalPort());
        }
    }
}
