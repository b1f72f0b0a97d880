package dev.peerless.simulated;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.sockets.AcceptQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.SocketChannel;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OwnCloseTest {

    private Loopback loopback;

    @BeforeEach
    void listen() throws IOException {
        loopback = new Loopback();
    }

    @AfterEach
    void close() throws IOException {
        loopback.close();
    }

    private Socket connect(OwnClose close) throws IOException {
        var socket = close.socketFactory().createSocket("127.0.0.1", loopback.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** It is the JDK's own exception: nothing is simulated. */
    private static void assertClosed(ThrowingCallable call) {
        assertReallyClosed(call, SocketException.class);
    }

    private static void assertClosedAsChannel(ThrowingCallable call) {
        assertReallyClosed(call, AsynchronousCloseException.class);
    }

    private static void assertReallyClosed(ThrowingCallable call, Class<? extends Exception> type) {
        var thrown = catchThrowable(call);
        assertThat(thrown).isExactlyInstanceOf(type);
        assertThat(NetworkFailure.of(thrown)).as(thrown.toString()).isEqualTo(NetworkFailure.SOCKET_CLOSED);
        assertThat(Simulated.isSimulated(thrown)).isFalse();
        assertThat(thrown.getSuppressed()).isEmpty();
    }

    @Nested
    class OfASocket {

        @Test
        void endsAReadThatWaits() throws Exception {
            try (var socket = connect(OwnClose.during(Call.READ));
                    var other = loopback.accept()) {
                assertClosed(() -> socket.getInputStream().read());

                assertThat(socket.isClosed()).isTrue();
                assertThat(other.getInputStream().read()).isEqualTo(-1);
            }
        }

        @Test
        void endsAReadThoughThereIsSomethingToRead() throws Exception {
            try (var socket = connect(OwnClose.during(Call.READ));
                    var other = loopback.accept()) {
                other.getOutputStream().write("hello".getBytes(UTF_8));

                assertClosed(() -> socket.getInputStream().read(new byte[10]));
            }
        }

        @Test
        void comesAtTheCallThatWasChosen() throws Exception {
            try (var socket = connect(OwnClose.during(Call.READ, 3));
                    var other = loopback.accept()) {
                other.getOutputStream().write("ab".getBytes(UTF_8));
                assertThat(socket.getInputStream().read()).isEqualTo('a');
                assertThat(socket.getInputStream().read()).isEqualTo('b');

                assertClosed(() -> socket.getInputStream().read());
            }
        }

        @Test
        void endsAWrite() throws Exception {
            try (var socket = connect(OwnClose.during(Call.WRITE));
                    var other = loopback.accept()) {
                assertClosed(() -> socket.getOutputStream().write(1));

                assertThat(other.getInputStream().readAllBytes()).hasSizeLessThan(2);
            }
        }

        @Test
        void endsAWriteThatWaits() throws Exception {
            try (var socket = connect(OwnClose.during(Call.WRITE));
                    var other = loopback.accept()) {
                assertClosed(() -> socket.getOutputStream().write(new byte[1 << 26]));

                assertThat(other.isConnected()).isTrue();
            }
        }

        @Test
        void endsAConnectThatWaits() throws Exception {
            try (var queue = AcceptQueue.full();
                    var socket = OwnClose.during(Call.CONNECT).socketFactory().createSocket()) {
                assertClosed(() -> socket.connect(queue.address()));
            }
        }

        @Test
        void endsAConnectThatSucceeds() throws Exception {
            try (var socket = OwnClose.during(Call.CONNECT).socketFactory().createSocket()) {
                assertClosed(() -> socket.connect(loopback.address()));
            }
        }

        @Test
        void endsAnAcceptThatWaits() throws Exception {
            try (var server = OwnClose.during(Call.ACCEPT).serverSocketFactory().createServerSocket(0)) {
                server.setSoTimeout(30_000);
                assertClosed(server::accept);

                assertThat(server.isClosed()).isTrue();
            }
        }

        @Test
        void endsAnAcceptThoughThereIsSomebodyToAccept() throws Exception {
            var factory = OwnClose.during(Call.ACCEPT, 2).serverSocketFactory();
            try (var server = factory.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
                    var first = new Socket(server.getInetAddress(), server.getLocalPort());
                    var second = new Socket(server.getInetAddress(), server.getLocalPort());
                    var accepted = server.accept()) {
                assertThat(accepted.getPort()).isEqualTo(first.getLocalPort());

                assertClosed(server::accept);

                assertThatThrownBy(() -> second.getInputStream().read()).hasMessage("Connection reset");
            }
        }

        @Test
        void sparesOthers() throws Exception {
            var factory = OwnClose.during(Call.READ).onSocket(1).socketFactory();
            try (var first = factory.createSocket("127.0.0.1", loopback.port());
                    var second = factory.createSocket("127.0.0.1", loopback.port());
                    var ofFirst = loopback.accept();
                    var ofSecond = loopback.accept()) {
                assertClosed(() -> first.getInputStream().read());

                ofSecond.getOutputStream().write('x');
                assertThat(second.getInputStream().read()).isEqualTo('x');
                assertThat(ofFirst.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    @Nested
    class OfAChannel {

        private SocketChannel open(Call call) throws IOException {
            return OwnClose.during(call).channels().open(loopback.address());
        }

        @Test
        void endsAReadThatWaits() throws Exception {
            try (var channel = open(Call.READ);
                    var other = loopback.accept()) {
                assertClosedAsChannel(() -> channel.read(ByteBuffer.allocate(1)));

                assertThat(channel.isOpen()).isFalse();
                assertThat(other.getInputStream().read()).isEqualTo(-1);
            }
        }

        @Test
        void endsAReadThoughThereIsSomethingToRead() throws Exception {
            try (var channel = open(Call.READ);
                    var other = loopback.accept()) {
                other.getOutputStream().write("hello".getBytes(UTF_8));

                assertClosedAsChannel(() -> channel.read(ByteBuffer.allocate(10)));
            }
        }

        @Test
        void endsAWrite() throws Exception {
            try (var channel = open(Call.WRITE);
                    var other = loopback.accept()) {
                assertClosedAsChannel(() -> channel.write(ByteBuffer.allocate(1)));

                assertThat(other.getInputStream().readAllBytes()).hasSizeLessThan(2);
            }
        }

        @Test
        void endsAWriteThatWaits() throws Exception {
            try (var channel = open(Call.WRITE);
                    var other = loopback.accept()) {
                assertClosedAsChannel(() -> channel.write(ByteBuffer.allocate(1 << 26)));

                assertThat(other.isConnected()).isTrue();
            }
        }

        @Test
        void endsAConnectThatWaits() throws Exception {
            try (var queue = AcceptQueue.full();
                    var channel = OwnClose.during(Call.CONNECT).channels().open()) {
                assertClosedAsChannel(() -> channel.connect(queue.address()));
            }
        }

        @Test
        void endsAConnectThatSucceeds() {
            assertClosedAsChannel(() -> open(Call.CONNECT));
        }
    }

    @Nested
    class IsRefused {

        @Test
        void duringCallsThatDoNotWait() {
            assertThatThrownBy(() -> OwnClose.during(Call.BIND))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "a socket can be closed during connect, accept, read or write, but was to be during bind");
            assertThatThrownBy(() -> OwnClose.during(Call.CLOSE))
                    .hasMessage(
                            "a socket can be closed during connect, accept, read or write, but was to be during close");
        }

        @Test
        void onSocketsWithoutThatCall() {
            assertThatThrownBy(() -> OwnClose.during(Call.ACCEPT).socketFactory())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a client's socket does [connect, read, write], but accept was chosen");
            assertThatThrownBy(() -> OwnClose.during(Call.ACCEPT).channels())
                    .hasMessage("a client's channel does [connect, read, write], but accept was chosen");
            assertThatThrownBy(() -> OwnClose.during(Call.READ).serverSocketFactory())
                    .hasMessage("a listening socket does [accept], but read was chosen");
        }

        @Test
        void ifItIsNotCountedFromOne() {
            assertThatThrownBy(() -> OwnClose.during(Call.READ, 0)).hasMessage("calls are counted from 1, but was 0");
            assertThatThrownBy(() -> OwnClose.during(Call.READ).onSocket(0))
                    .hasMessage("sockets are counted from 1, but was 0");
        }
    }

    @Test
    void tellsItsMoment() {
        assertThat(OwnClose.during(Call.READ, 2)).hasToString("closed by another thread during read 2 of every socket");
        assertThat(OwnClose.during(Call.WRITE).onSocket(3))
                .hasToString("closed by another thread during write 1 of socket 3");
    }
}
