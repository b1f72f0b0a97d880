package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TakenPortTest {

    @Nested
    class ABind {

        @Test
        void ofAServerSocketFails() {
            try (var taken = TakenPort.take()) {
                assertThatThrownBy(() -> new ServerSocket(taken.port()).close())
                        .isExactlyInstanceOf(BindException.class)
                        .extracting(NetworkFailure::of)
                        .isEqualTo(NetworkFailure.ADDRESS_IN_USE);
                assertThatThrownBy(() -> new ServerSocket(
                                        taken.port(), 1, taken.address().getAddress())
                                .close())
                        .isExactlyInstanceOf(BindException.class);
            }
        }

        @Test
        void ofAClientSocketFails() throws IOException {
            try (var taken = TakenPort.take();
                    var client = new Socket()) {
                client.setReuseAddress(true);
                assertThatThrownBy(() -> client.bind(taken.address())).isExactlyInstanceOf(BindException.class);
            }
        }

        @ParameterizedTest(name = "{0}, {1}, SO_REUSEADDR {2}, SO_REUSEPORT {3}")
        @MethodSource("dev.peerless.peer.TakenPortTest#binds")
        @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems were not measured")
        void failsWhateverItsOptions(String host, ProtocolFamily family, boolean reuseAddress, boolean reusePort)
                throws IOException {
            Assumptions.assumeTrue(family == StandardProtocolFamily.INET || hasIpv6(), "no IPv6 here");
            try (var taken = TakenPort.take();
                    var server = ServerSocketChannel.open(family)) {
                server.setOption(StandardSocketOptions.SO_REUSEADDR, reuseAddress);
                server.setOption(StandardSocketOptions.SO_REUSEPORT, reusePort);

                assertThatThrownBy(() -> server.bind(new InetSocketAddress(host, taken.port())))
                        .isExactlyInstanceOf(BindException.class)
                        .hasMessage("Address already in use");
            }
        }

        @Test
        void succeedsAfterTheRelease() {
            try (var taken = TakenPort.take()) {
                taken.release();

                assertThatCode(() -> new ServerSocket(taken.port()).close()).doesNotThrowAnyException();
            }
        }
    }

    static Stream<Arguments> binds() {
        return Stream.of(
                        Arguments.of("127.0.0.1", StandardProtocolFamily.INET),
                        Arguments.of("127.0.0.1", StandardProtocolFamily.INET6),
                        Arguments.of("0.0.0.0", StandardProtocolFamily.INET),
                        Arguments.of("0.0.0.0", StandardProtocolFamily.INET6),
                        Arguments.of("::", StandardProtocolFamily.INET6),
                        Arguments.of("::1", StandardProtocolFamily.INET6))
                .flatMap(where -> Stream.of(0, 1, 2, 3)
                        .map(options ->
                                Arguments.of(where.get()[0], where.get()[1], (options & 1) != 0, (options & 2) != 0)));
    }

    private static boolean hasIpv6() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName("::1"))) {
            return socket.isBound();
        } catch (IOException none) {
            return false;
        }
    }

    @Test
    void isGivenAsALiteralAddress() {
        try (var taken = TakenPort.take()) {
            assertThat(taken.address()).isEqualTo(new InetSocketAddress("127.0.0.1", taken.port()));
            assertThat(taken).hasToString("taken port " + taken.port());
        }
    }

    @Test
    void isKnownAfterItsRelease() {
        var taken = TakenPort.take();
        int port = taken.port();
        assertThat(taken.isTaken()).isTrue();

        taken.release();
        taken.release();
        taken.close();

        assertThat(taken.isTaken()).isFalse();
        assertThat(taken.port()).isEqualTo(port);
        assertThat(taken.address().getPort()).isEqualTo(port);
        assertThat(taken).hasToString("released port " + port);
    }

    @Test
    void belongsToOneAlone() {
        Set<Integer> ports = new HashSet<>();
        Set<TakenPort> all = new HashSet<>();
        try {
            for (int i = 0; i < 50; i++) {
                var taken = TakenPort.take();
                all.add(taken);
                ports.add(taken.port());
            }
            assertThat(ports).hasSize(50);
        } finally {
            all.forEach(TakenPort::release);
        }
    }

    @Test
    void connectsAreAcceptedAndNotAnswered() throws IOException {
        try (var taken = TakenPort.take();
                var client = new Socket()) {
            client.connect(taken.address());
            client.setSoTimeout(100);

            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Read timed out");

            taken.release();

            client.setSoTimeout(60_000);
            assertThatThrownBy(() -> client.getInputStream().read()).hasMessage("Connection reset");
        }
    }
}
