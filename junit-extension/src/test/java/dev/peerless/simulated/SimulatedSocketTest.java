package dev.peerless.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.sockets.Background;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SimulatedSocketTest {

    private Loopback loopback;

    @BeforeEach
    void listen() throws IOException {
        loopback = new Loopback();
    }

    @AfterEach
    void close() throws IOException {
        loopback.close();
    }

    private Socket connect(SocketFactory factory) throws IOException {
        var socket = factory.createSocket("127.0.0.1", loopback.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private Socket connect(Simulated simulated) throws IOException {
        return connect(simulated.socketFactory());
    }

    @Nested
    class UntilItIsTime {

        @Test
        void bytesPassBothWays() throws Exception {
            try (var socket = connect(
                            Simulated.failure(NetworkFailure.CONNECTION_ABORTED).at(Call.READ, 3));
                    var other = loopback.accept()) {
                socket.getOutputStream().write("hello".getBytes(UTF_8));
                assertThat(other.getInputStream().readNBytes(5)).asString(UTF_8).isEqualTo("hello");
                other.getOutputStream().write("abcdef".getBytes(UTF_8));
                var input = socket.getInputStream();

                assertThat(input.read()).isEqualTo('a');
                assertThat(input.read(new byte[2])).isEqualTo(2);
                assertThatThrownBy(input::read)
                        .isExactlyInstanceOf(SocketException.class)
                        .hasMessage("Software caused connection abort");
            }
        }

        @Test
        void readsOfNothingAndClosedSocketsDoNotCount() throws Exception {
            try (var socket =
                            connect(Simulated.failure(NetworkFailure.TIMED_OUT).at(Call.READ, 2));
                    var other = loopback.accept()) {
                other.getOutputStream().write("abc".getBytes(UTF_8));
                var input = socket.getInputStream();

                assertThat(input.read(new byte[0])).isZero();
                assertThat(input.read()).isEqualTo('a');
                assertThatThrownBy(() -> input.skip(1)).hasMessage("Connection timed out");
            }
        }

        @Test
        void whatIsNotInvolvedIsAsEver() throws Exception {
            try (var socket = connect(Simulated.failure(NetworkFailure.BROKEN_PIPE));
                    var other = loopback.accept()) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(1);
                assertThat(socket.getTcpNoDelay()).isTrue();
                assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Read timed out");
                assertThat(socket.getPort()).isEqualTo(loopback.port());
                other.getOutputStream().write('x');
                other.shutdownOutput();
                socket.setSoTimeout(30_000);
                assertThat(socket.getInputStream().readAllBytes()).isEqualTo(new byte[] {'x'});
                socket.shutdownInput();
                assertThat(socket.isInputShutdown()).isTrue();
                assertThatThrownBy(socket::getInputStream).hasMessage("Socket input is shutdown");
                socket.shutdownOutput();
                assertThat(other.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Nested
    class OneSocketOfMany {

        @Test
        void isMeantByItsNumber() throws Exception {
            var factory = Simulated.failure(NetworkFailure.NO_ROUTE).onSocket(2).socketFactory();

            assertThatCode(() -> connect(factory).close()).doesNotThrowAnyException();
            assertThatThrownBy(() -> connect(factory)).isExactlyInstanceOf(NoRouteToHostException.class);
            assertThatCode(() -> connect(factory).close()).doesNotThrowAnyException();
        }

        @Test
        void countsItsOwnCalls() throws Exception {
            var factory = Simulated.failure(NetworkFailure.BROKEN_PIPE)
                    .at(Call.WRITE, 2)
                    .socketFactory();
            try (var one = connect(factory);
                    var other = connect(factory)) {
                one.getOutputStream().write(1);
                other.getOutputStream().write(1);
                assertThatThrownBy(() -> one.getOutputStream().write(1)).hasMessage("Broken pipe");
                assertThatThrownBy(() -> other.getOutputStream().write(1)).hasMessage("Broken pipe");
            }
        }
    }

    @Nested
    class EveryWayToMakeOne {

        private final SocketFactory factory =
                Simulated.failure(NetworkFailure.NO_ROUTE).at(Call.READ).socketFactory();
        private final InetAddress here = InetAddress.getLoopbackAddress();

        @Test
        void givesASocketThatFails() throws Exception {
            assertFails(factory.createSocket("127.0.0.1", loopback.port()));
            assertFails(factory.createSocket(here, loopback.port()));
            assertFails(factory.createSocket("127.0.0.1", loopback.port(), here, 0));
            assertFails(factory.createSocket(here, loopback.port(), here, 0));
            var socket = factory.createSocket();
            socket.connect(loopback.address(), 10_000);
            assertFails(socket);
        }

        @Test
        void mayBeASubclassWithoutParameters() throws Exception {
            assertFails(new Unreachable().createSocket(here, loopback.port()));
        }

        private static void assertFails(Socket connected) throws IOException {
            try (connected) {
                assertThatThrownBy(() -> connected.getInputStream().read()).hasMessage("No route to host");
            }
        }
    }

    static class Unreachable extends SimulatedSocketFactory {

        public Unreachable() {
            super(Simulated.failure(NetworkFailure.NO_ROUTE).at(Call.READ));
        }
    }

    @Nested
    class ALostConnection {

        @Test
        void isNoticedByThePeerWhenTheSocketIsClosed() throws Exception {
            var socket = connect(Simulated.failure(NetworkFailure.CONNECTION_ABORTED));
            try (var other = loopback.accept()) {
                assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Software caused connection abort");
                var peer = Background.run(
                        () -> Outcome.of(() -> other.getInputStream().read()));
                assertThat(peer.isStillBusy()).isTrue();

                socket.close();

                assertThat(peer.result()).isEqualTo("java.net.SocketException: Connection reset");
            }
        }

        @Test
        void wakesWhoWaitsInARead() throws Exception {
            try (var socket = connect(
                            Simulated.failure(NetworkFailure.CONNECTION_ABORTED).at(Call.WRITE));
                    var other = loopback.accept()) {
                InputStream input = socket.getInputStream();
                var reading = Background.run(() -> Outcome.of(() -> input.read()));
                assertThat(reading.isStillBusy()).isTrue();

                assertThatThrownBy(() -> socket.getOutputStream().write(1))
                        .hasMessage("Software caused connection abort");

                assertThat(reading.result()).isEqualTo("-1");
                assertThat(other.isClosed()).isFalse();
            }
        }

        @Test
        void givesNothingOfWhatHadArrived() throws Exception {
            try (var socket = connect(Simulated.failure(NetworkFailure.TIMED_OUT));
                    var other = loopback.accept()) {
                other.getOutputStream().write("abc".getBytes(UTF_8));
                var input = socket.getInputStream();

                assertThatThrownBy(input::read).hasMessage("Connection timed out");
                assertThat(input.read()).isEqualTo(-1);
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                assertThatThrownBy(() -> socket.sendUrgentData(1))
                        .hasMessage("Broken pipe")
                        .satisfies(thrown ->
                                assertThat(Simulated.isSimulated(thrown)).isTrue());
            }
        }
    }

    @Nested
    class AClose {

        @Test
        void thatFailsHasClosedNevertheless() throws Exception {
            var socket = connect(Simulated.failure(NetworkFailure.BROKEN_PIPE).at(Call.CLOSE));
            try (var other = loopback.accept()) {
                assertThatThrownBy(socket::close)
                        .isExactlyInstanceOf(SocketException.class)
                        .hasMessage("Broken pipe");

                assertThat(socket.isClosed()).isTrue();
                assertThat(other.getInputStream().read()).isEqualTo(-1);
                assertThatCode(socket::close).doesNotThrowAnyException();
            }
        }

        @Test
        void ofAStreamClosesTheSocket() throws Exception {
            try (var byInput =
                            connect(Simulated.failure(NetworkFailure.NO_ROUTE).at(Call.READ));
                    var byOutput =
                            connect(Simulated.failure(NetworkFailure.NO_ROUTE).at(Call.READ))) {
                byInput.getInputStream().close();
                byOutput.getOutputStream().close();

                assertThat(byInput.isClosed()).isTrue();
                assertThat(byOutput.isClosed()).isTrue();
                assertThatThrownBy(() -> byInput.getInputStream()).hasMessage("Socket is closed");
            }
        }
    }

    @Nested
    class ADescriptorThatIsMissing {

        @Test
        void mayBeThereTheNextTime() throws Exception {
            try (var socket = Simulated.failure(NetworkFailure.TOO_MANY_OPEN_FILES)
                    .socketFactory()
                    .createSocket()) {
                assertThatThrownBy(() -> socket.connect(loopback.address())).hasMessage("Too many open files");

                socket.connect(loopback.address());

                assertThat(socket.isConnected()).isTrue();
            }
        }

        @Test
        void leavesAConnectionInTheAcceptQueue() throws Exception {
            try (var server = Simulated.failure(NetworkFailure.TOO_MANY_OPEN_FILES)
                            .at(Call.ACCEPT)
                            .serverSocketFactory()
                            .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                assertThatThrownBy(server::accept)
                        .isExactlyInstanceOf(IOException.class)
                        .hasMessage("Too many open files");
                try (var accepted = server.accept()) {
                    assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
                }
            }
        }
    }

    @Test
    void aSocketThatIsSimulatedToBeClosedIs() throws Exception {
        try (var socket = connect(Simulated.failure(NetworkFailure.SOCKET_CLOSED));
                var other = loopback.accept()) {
            assertThatThrownBy(() -> socket.getInputStream().read()).hasMessage("Socket closed");

            assertThat(socket.isClosed()).isTrue();
            assertThat(other.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void tlsMayLieOverIt() throws Exception {
        try (var socket = connect(Simulated.failure(NetworkFailure.CONNECTION_ABORTED));
                var other = loopback.accept();
                var tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .createSocket(socket, "127.0.0.1", loopback.port(), true)) {
            var thrown = catchThrowable(tls::startHandshake);

            assertThat(NetworkFailure.of(thrown)).isEqualTo(NetworkFailure.CONNECTION_ABORTED);
            assertThat(Simulated.isSimulated(thrown)).isTrue();
            assertThat(other.getInputStream().read()).isEqualTo(22);
        }
    }

    @Test
    void namesAreNotLookedUpForAConnectThatFails() {
        var factory = Simulated.failure(NetworkFailure.CONNECT_TIMED_OUT).socketFactory();

        assertThatThrownBy(() -> factory.createSocket("no-such-host.invalid", 80))
                .hasMessage("Connection timed out");
    }

    @Test
    void everyWayToMakeAServerSocketIsStaged() throws Exception {
        var factory = Simulated.failure(NetworkFailure.ADDRESS_IN_USE).serverSocketFactory();

        assertThatThrownBy(() -> factory.createServerSocket(0)).hasMessage("Address already in use");
        assertThatThrownBy(() -> factory.createServerSocket(0, 1)).hasMessage("Address already in use");
        assertThatThrownBy(() -> factory.createServerSocket(0, 1, InetAddress.getLoopbackAddress()))
                .hasMessage("Address already in use");
        try (var unbound = factory.createServerSocket()) {
            assertThatThrownBy(() -> unbound.bind(null)).hasMessage("Address already in use");
            unbound.bind(null);
            assertThat(unbound.isBound()).isTrue();
        }
    }
}
