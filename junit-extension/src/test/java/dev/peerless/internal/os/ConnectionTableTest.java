package dev.peerless.internal.os;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

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
    @SuppressWarnings("try") // the server's end is closed first, and by a RST
    void whatIsNotThereIsClosed() throws Exception {
        InetSocketAddress local;
        SocketAddress remote;
        try (var listener = new ServerSocket(0, 1, LOOPBACK);
                var client = new Socket(LOOPBACK, listener.getLocalPort());
                var server = listener.accept()) {
            local = (InetSocketAddress) client.getLocalSocketAddress();
            remote = client.getRemoteSocketAddress();
            server.setSoLinger(true, 0);
            server.close();
            // Arrives later than close() returns.
            assertThatThrownBy(client.getInputStream()::read).hasMessage("Connection reset");
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
            var rows = ConnectionTable.netstat(Set.of(port), Set.of())
                    .lines()
                    .map(line -> line.replaceAll(" +", " "))
                    .toList();
            // Connections of an earlier owner of the port may linger there.
            assertThat(rows)
                    .contains(
                            "Proto Recv-Q Send-Q Local Address Foreign Address State",
                            "tcp6 0 0 127.0.0.1:" + port + " :::* LISTEN",
                            "tcp6 2 0 127.0.0.1:" + port + " 127.0.0.1:" + client.getLocalPort() + " ESTABLISHED");
            // Bytes that are not acknowledged yet count as not sent.
            assertThat(rows)
                    .anyMatch(row -> row.matches(
                            "tcp6 0 [03] 127.0.0.1:" + client.getLocalPort() + " 127.0.0.1:" + port + " ESTABLISHED"));
        }
    }

    @Test
    @SuppressWarnings("try") // who closes first is what it is about
    void leavesOutWhatAnEarlierOwnerOfThePortLeftBehind() throws Exception {
        try (var listener = new ServerSocket(0, 1, LOOPBACK);
                var client = new Socket(LOOPBACK, listener.getLocalPort());
                var server = listener.accept()) {
            var end = (InetSocketAddress) client.getLocalSocketAddress();
            client.close();
            assertThat(server.getInputStream().read()).isEqualTo(-1);
            server.close();
            awaitTimeWait(end, listener.getLocalPort());

            var ports = Set.of(listener.getLocalPort());
            assertThat(ConnectionTable.netstat(ports, Set.of())).doesNotContain(":" + end.getPort() + " ");
            assertThat(ConnectionTable.netstat(ports, Set.of(end.getPort()))).contains(":" + end.getPort() + " ");
        }
    }

    private static void awaitTimeWait(InetSocketAddress end, int port) {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (ConnectionTable.state(end, new InetSocketAddress(LOOPBACK, port)) != TcpState.TIME_WAIT) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void showsWhatNetstatShows(String host) throws Exception {
        try (var listener = new ServerSocket()) {
            assumeThatCode(() -> listener.bind(new InetSocketAddress(host, 0)))
                    .as("a machine with that address")
                    .doesNotThrowAnyException();
            int port = listener.getLocalPort();
            var to = listener.getInetAddress().isAnyLocalAddress() ? LOOPBACK : listener.getInetAddress();
            try (var client = new Socket(to, port);
                    var server = listener.accept()) {
                server.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                // Acknowledges the FIN, too.
                client.getOutputStream().write('x');
                assertThat(server.getInputStream().read()).isEqualTo('x');

                var real = rows(netstat(), port);
                assertThat(rows(ConnectionTable.netstat(Set.of(port), Set.of()), port))
                        .isEqualTo(real);
                assertThat(real).anyMatch(row -> row.endsWith(" FIN_WAIT2"));
            }
        }
    }

    /** Gives the lines with this port once and in an order of their own, without what is still on its way. */
    private static List<String> rows(String table, int port) {
        return table.lines()
                .filter(line -> line.contains(":" + port + " "))
                .filter(line -> !line.contains(" TIME_WAIT"))
                .map(line -> line.substring(0, 5) + " _ _ " + line.substring(20).stripTrailing())
                .distinct()
                .sorted()
                .toList();
    }

    private static String netstat() throws Exception {
        Process netstat;
        try {
            netstat = new ProcessBuilder("netstat", "-ant").start();
        } catch (IOException missing) {
            throw new TestAbortedException("netstat (net-tools) is not installed", missing);
        }
        return new String(netstat.getInputStream().readAllBytes(), UTF_8);
    }
}
