package dev.peerless.internal.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.wire.TcpState;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class ConnectionTableTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private static TcpState state(Socket socket) {
        return ConnectionTable.state((InetSocketAddress) socket.getLocalSocketAddress(), (InetSocketAddress)
                socket.getRemoteSocketAddress());
    }

    @Test
    void tellsHowFarTheFourWayCloseHasCome() throws Exception {
        try (var listener = new ServerSocket(0, 1, LOOPBACK);
                var client = new Socket(LOOPBACK, listener.getLocalPort());
                var server = listener.accept()) {
            assertThat(state(client)).isEqualTo(TcpState.ESTABLISHED);

            server.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(state(client)).isEqualTo(TcpState.CLOSE_WAIT);
            // The acknowledgement may be delayed.
            assertThat(state(server)).isIn(TcpState.FIN_WAIT_1, TcpState.FIN_WAIT_2);

            client.shutdownOutput();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            assertThat(state(server)).isEqualTo(TcpState.TIME_WAIT);
        }
    }

    @Test
    void whatIsNotThereIsClosed() throws Exception {
        InetSocketAddress local;
        SocketAddress remote;
        try (var listener = new ServerSocket(0, 1, LOOPBACK);
                var client = new Socket(LOOPBACK, listener.getLocalPort());
                var server = listener.accept()) {
            local = (InetSocketAddress) client.getLocalSocketAddress();
            remote = client.getRemoteSocketAddress();
            server.setSoLinger(true, 0);
        }
        assertThat(ConnectionTable.state(local, (InetSocketAddress) remote)).isEqualTo(TcpState.CLOSED);
    }

    @Test
    void readsLikeNetstat() throws Exception {
        try (var listener = new ServerSocket(0, 1, LOOPBACK);
                var client = new Socket(LOOPBACK, listener.getLocalPort());
                var server = listener.accept()) {
            client.getOutputStream().write(new byte[3]);
            assertThat(server.getInputStream().read()).isZero();

            int port = listener.getLocalPort();
            var rows = ConnectionTable.netstat(Set.of(port))
                    .lines()
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
            // Connections of an earlier owner of the port may linger there.
            assertThat(rows)
                    .contains(
                            "Proto Recv-Q Send-Q Local Address Foreign Address State",
                            "tcp 0 0 127.0.0.1:" + port + " 0.0.0.0:* LISTEN",
                            "tcp 2 0 127.0.0.1:" + port + " 127.0.0.1:" + client.getLocalPort() + " ESTABLISHED");
            // Bytes that are not acknowledged yet count as not sent.
            assertThat(rows)
                    .anyMatch(row -> row.matches(
                            "tcp 0 [03] 127.0.0.1:" + client.getLocalPort() + " 127.0.0.1:" + port + " ESTABLISHED"));
        }
    }
}
