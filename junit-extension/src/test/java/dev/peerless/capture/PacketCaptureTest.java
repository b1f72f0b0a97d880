package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.capture.Segment.Direction;
import dev.peerless.capture.Segment.Flag;
import dev.peerless.internal.os.ConnectionTable;
import dev.peerless.wire.TcpState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PacketCaptureTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final byte[] FIVE_BYTES = {1, 2, 3, 4, 5};

    private static final int PATIENCE_MILLIS = 30_000;

    private ServerSocket listener;

    @BeforeAll
    static void needsTheRightToCapture() {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
    }

    @BeforeEach
    void listen() throws Exception {
        listener = new ServerSocket(0, 50, LOOPBACK);
        listener.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void stopListening() throws Exception {
        listener.close();
    }

    @Nested
    class FlowOfAConnection {

        @Test
        void that_the_peer_resets() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                reset(peer);
                assertThatThrownBy(client.getInputStream()::read)
                        .isInstanceOf(SocketException.class)
                        .hasMessage("Connection reset");

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "> RST");
            }
        }

        @Test
        void that_the_peer_closes() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                close(peer);
                assertThat(client.getInputStream().read()).isEqualTo(-1);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "> FIN");
            }
        }

        @Test
        void that_both_sides_close() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                peer.shutdownOutput();
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                client.shutdownOutput();
                assertThat(peer.getInputStream().read()).isEqualTo(-1);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "> FIN", "< FIN");
            }
        }

        /** Since JDK 13 a close shuts the output down first; the kernel then resets because of the unread bytes. */
        @Test
        void that_the_peer_closes_with_unread_bytes() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                client.getOutputStream().write(FIVE_BYTES);
                assertThat(peer.getInputStream().read()).isEqualTo(1);
                close(peer);
                assertThat(client.getInputStream().read()).isEqualTo(-1);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "< data 5", "> FIN", "> RST");
            }
        }

        @Test
        void whose_data_meets_a_closed_peer() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                close(peer);
                assertThat(client.getInputStream().read()).isEqualTo(-1);
                client.getOutputStream().write(FIVE_BYTES);
                awaitClosed(client);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "> FIN", "< data 5", "> RST");
            }
        }

        /** Under load a RST is delivered a moment later, which no read tells after a FIN. */
        private static void awaitClosed(Socket client) {
            var here = (InetSocketAddress) client.getLocalSocketAddress();
            var there = (InetSocketAddress) client.getRemoteSocketAddress();
            while (ConnectionTable.state(here, there) != TcpState.CLOSED) {
                Thread.onSpinWait();
            }
        }

        @Test
        void that_is_refused() throws Exception {
            // Bound without listening: nobody else can take the port, and the kernel refuses.
            try (var reserved = new Socket();
                    var client = new Socket()) {
                reserved.bind(new InetSocketAddress(LOOPBACK, 0));
                client.bind(new InetSocketAddress(LOOPBACK, 0));
                int clientPort = client.getLocalPort();
                try (var capture = PacketCapture.start(reserved.getLocalPort())) {
                    assertThatThrownBy(() -> client.connect(reserved.getLocalSocketAddress()))
                            .isInstanceOf(ConnectException.class);

                    assertThat(capture.flow(clientPort)).containsExactly("< SYN", "> RST");
                }
            }
        }

        @Test
        void that_carries_data_both_ways() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                client.getOutputStream().write(FIVE_BYTES);
                client.getOutputStream().write(FIVE_BYTES);
                assertThat(peer.getInputStream().readNBytes(10)).hasSize(10);
                peer.getOutputStream().write(FIVE_BYTES);
                peer.shutdownOutput();
                assertThat(client.getInputStream().readAllBytes()).hasSize(5);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "< data 10", "> data 5", "> FIN");
            }
        }

        @Test
        void that_carries_more_than_a_segment_holds() throws Exception {
            int size = 1_000_000;
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                // Fits into the kernel's buffers, so that one thread can write and then read.
                client.getOutputStream().write(new byte[size]);
                assertThat(peer.getInputStream().readNBytes(size)).hasSize(size);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "< data 1000000");
            }
        }

        @Test
        void over_ipv6() throws Exception {
            var loopback = InetAddress.getByName("::1");
            try (var ipv6Listener = bindIfAvailable(loopback);
                    var capture = PacketCapture.start(ipv6Listener.getLocalPort());
                    var client = new Socket(loopback, ipv6Listener.getLocalPort());
                    var peer = ipv6Listener.accept()) {
                client.getOutputStream().write(FIVE_BYTES);
                assertThat(peer.getInputStream().readNBytes(5)).hasSize(5);
                close(peer);
                assertThat(client.getInputStream().read()).isEqualTo(-1);

                assertThat(flow(capture, client)).containsExactly("< SYN", "> SYN", "< data 5", "> FIN");
            }
        }

        private static ServerSocket bindIfAvailable(InetAddress loopback) {
            try {
                return new ServerSocket(0, 50, loopback);
            } catch (IOException unavailable) {
                return Assumptions.abort("no IPv6 loopback: " + unavailable.getMessage());
            }
        }
    }

    @Nested
    class Segments {

        @Test
        void have_relative_numbers() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect();
                    var peer = listener.accept()) {
                client.getOutputStream().write(FIVE_BYTES);
                assertThat(peer.getInputStream().readNBytes(5)).hasSize(5);
                reset(peer);
                assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SocketException.class);

                int port = client.getLocalPort();
                assertThat(capture.segments())
                        .filteredOn(segment -> !segment.flags().equals(Set.of(Flag.ACK)))
                        .extracting(Segment::toString)
                        .containsExactly(
                                "< SYN seq 0 ack 0 payload 0 port " + port,
                                "> SYN ACK seq 0 ack 1 payload 0 port " + port,
                                "< PSH ACK seq 1 ack 1 payload 5 port " + port,
                                "> RST ACK seq 1 ack 6 payload 0 port " + port);
            }
        }

        @Test
        void have_ports_and_direction() throws Exception {
            try (var capture = PacketCapture.start(listener.getLocalPort());
                    var client = connect()) {
                var segments = capture.segments();
                assertThat(segments)
                        .extracting(Segment::fromPort)
                        .startsWith(client.getLocalPort(), listener.getLocalPort());
                assertThat(segments)
                        .extracting(Segment::toPort)
                        .startsWith(listener.getLocalPort(), client.getLocalPort());
                assertThat(segments).extracting(Segment::direction).startsWith(Direction.TO_PEER, Direction.FROM_PEER);
            }
        }

        @Test
        void are_counted_by_connection_even_from_the_same_port() throws Exception {
            // Keeps the port from everybody else between the two connections.
            try (var reserved = boundTo(0);
                    var capture = PacketCapture.start(listener.getLocalPort())) {
                int port = reserved.getLocalPort();
                connectAndBeReset(port);
                connectAndBeReset(port);

                assertThat(capture.flow(port)).containsExactly("< SYN", "> SYN", "> RST", "< SYN", "> SYN", "> RST");
                assertThat(capture.segments())
                        .filteredOn(segment -> segment.has(Flag.RST))
                        .extracting(Segment::connection)
                        .containsExactly(1, 2);
            }
        }

        @Test
        void of_other_ports_are_left_out() throws Exception {
            try (var other = new ServerSocket(0, 50, LOOPBACK);
                    var capture = PacketCapture.start(other.getLocalPort());
                    var client = connect()) {
                assertThat(client.isConnected()).isTrue();
                assertThat(capture.segments()).isEmpty();
            }
        }

        private void connectAndBeReset(int port) throws IOException {
            try (var client = boundTo(port)) {
                client.connect(listener.getLocalSocketAddress());
                try (var peer = listener.accept()) {
                    reset(peer);
                }
                assertThatThrownBy(client.getInputStream()::read).isInstanceOf(SocketException.class);
            }
        }

        private static Socket boundTo(int port) throws IOException {
            var socket = new Socket();
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return socket;
        }
    }

    @Nested
    class Ending {

        @Test
        void ends_the_child_process() throws Exception {
            int port = listener.getLocalPort();
            try (var capture = PacketCapture.start(port)) {
                assertThat(capture.segments()).isEmpty();
                assertThat(childrenCapturing(port)).hasSize(1);
            }
            assertThat(childrenCapturing(port)).isEmpty();
        }

        @Test
        void leaves_nothing_to_ask() throws Exception {
            var capture = PacketCapture.start(listener.getLocalPort());
            capture.close();
            assertThatThrownBy(capture::segments)
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("tcpdump has ended with exit code 0: tcpdump: listening on lo");
        }

        @Test
        void twice_is_harmless() throws Exception {
            var capture = PacketCapture.start(listener.getLocalPort());
            capture.close();
            assertThatCode(capture::close).doesNotThrowAnyException();
        }

        private static List<ProcessHandle> childrenCapturing(int port) {
            return ProcessHandle.current()
                    .children()
                    .filter(child -> child.info().commandLine().orElse("").contains(" tcp port " + port + " "))
                    .toList();
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(LOOPBACK, listener.getLocalPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void close(Socket socket) throws IOException {
        socket.close();
    }

    private static List<String> flow(PacketCapture capture, Socket client) throws Exception {
        return capture.flow(client.getLocalPort());
    }
}
