package dev.peerless.failure;

import static dev.peerless.failure.Failures.assertFailure;
import static dev.peerless.failure.NetworkFailure.ACCEPT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.ADDRESS_NOT_AVAILABLE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.END_OF_STREAM;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.sockets.AcceptQueue;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What {@link Socket} and {@link ServerSocket} of this JDK on this system throw, provoked over loopback. */
class SocketFailureTest {

    @Nested
    class WhenThePeerResets {

        @Test
        void theFirstToReadSeesAReset() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.peerResets();

                assertFailure(() -> sockets.ours().getInputStream().read(), CONNECTION_RESET);
            }
        }

        @Test
        void theFirstToWriteSeesAReset() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.peerResets();

                assertFailure(sockets::writeUntilItFails, CONNECTION_RESET);
            }
        }

        @Test
        void theNextWriteSeesABrokenPipe() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.peerResets();
                assertFailure(() -> sockets.ours().getInputStream().read(), CONNECTION_RESET);

                assertFailure(() -> sockets.ours().getOutputStream().write(1), BROKEN_PIPE);
            }
        }
    }

    @Nested
    class WhenThePeerCloses {

        @Test
        void aReaderThatNeedsMoreSeesTheEndOfTheStream() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.peers().getOutputStream().write(1);
                sockets.peerCloses();

                var in = new DataInputStream(sockets.ours().getInputStream());
                assertFailure(in::readInt, END_OF_STREAM);
            }
        }

        @Test
        void aWriterSeesABrokenPipe() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.peerCloses();
                assertThat(sockets.ours().getInputStream().read()).isEqualTo(-1);

                assertFailure(sockets::writeUntilItFails, BROKEN_PIPE);
            }
        }
    }

    @Nested
    class WhenTimeIsUp {

        @Test
        void readingIsTold() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.ours().setSoTimeout(1);

                assertFailure(() -> sockets.ours().getInputStream().read(), READ_TIMED_OUT);
            }
        }

        @Test
        void acceptingIsTold() throws Exception {
            try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                listener.setSoTimeout(1);

                assertFailure(listener::accept, ACCEPT_TIMED_OUT);
            }
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "others answer a SYN to a full accept queue")
        void connectingIsTold() throws Exception {
            try (var queue = AcceptQueue.full();
                    var socket = new Socket()) {
                var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), queue.port());

                assertFailure(() -> socket.connect(address, 1), CONNECT_TIMED_OUT);
            }
        }
    }

    @Nested
    class WhenWeClosed {

        @Test
        void itWasUsDuringARead() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                var read = CompletableFuture.supplyAsync(() ->
                        catchThrowable(() -> sockets.ours().getInputStream().read()));

                sockets.ours().close();

                assertThat(NetworkFailure.of(read.join())).isEqualTo(SOCKET_CLOSED);
            }
        }

        @Test
        void itWasUsBeforeARead() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                var in = sockets.ours().getInputStream();
                sockets.ours().close();

                assertFailure(in::read, SOCKET_CLOSED);
                assertFailure(() -> sockets.ours().getInputStream(), SOCKET_CLOSED);
            }
        }

        @Test
        void itWasUsBeforeAWrite() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                var out = sockets.ours().getOutputStream();
                sockets.ours().close();

                assertFailure(() -> out.write(1), SOCKET_CLOSED);
                assertFailure(() -> sockets.ours().getOutputStream(), SOCKET_CLOSED);
            }
        }

        /** Others have another text. */
        @Test
        @EnabledOnOs(OS.LINUX)
        void aStreamTakenBeforeOurOwnShutdownTellsOfABrokenPipe() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                var out = sockets.ours().getOutputStream();
                sockets.ours().shutdownOutput();

                assertFailure(() -> out.write(1), BROKEN_PIPE);
                assertFailure(() -> sockets.ours().getOutputStream(), SOCKET_CLOSED);
            }
        }

        @Test
        void itWasUsThatClosedOneDirection() throws Exception {
            try (var sockets = ConnectedSockets.connect()) {
                sockets.ours().shutdownOutput();
                sockets.ours().shutdownInput();

                assertFailure(() -> sockets.ours().getOutputStream(), SOCKET_CLOSED);
                assertFailure(() -> sockets.ours().getInputStream(), SOCKET_CLOSED);
            }
        }

        @Test
        void itWasUsDuringAnAccept() throws Exception {
            var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            var accept = CompletableFuture.supplyAsync(() -> catchThrowable(listener::accept));

            listener.close();

            assertThat(NetworkFailure.of(accept.join())).isEqualTo(SOCKET_CLOSED);
        }
    }

    @Nested
    class WhenThereIsNoConnection {

        @Test
        void aPortWithoutListenerRefuses() throws Exception {
            try (var bound = new Socket()) {
                bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

                assertFailure(() -> connect(bound.getLocalSocketAddress()), CONNECTION_REFUSED);
            }
        }

        @Test
        void aNameWithoutAddressIsUnknown() {
            assertFailure(() -> connect(InetSocketAddress.createUnresolved("peer.invalid", 80)), UNKNOWN_HOST);
        }

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "others say something else of a broadcast address")
        void theBroadcastAddressIsNotReachable() {
            assertFailure(() -> connect(new InetSocketAddress("255.255.255.255", 80)), NO_ROUTE);
        }

        private static void connect(SocketAddress address) throws IOException {
            try (var socket = new Socket()) {
                socket.connect(address);
            }
        }
    }

    @Nested
    class WhenAnAddressCannotBeHad {

        @Test
        void itIsInUse() throws Exception {
            try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                assertFailure(() -> bind(listener.getLocalSocketAddress()), ADDRESS_IN_USE);
            }
        }

        @Test
        void itIsNotOurs() {
            assertFailure(() -> bind(new InetSocketAddress("203.0.113.1", 0)), ADDRESS_NOT_AVAILABLE);
        }

        private static void bind(SocketAddress address) throws IOException {
            try (var listener = new ServerSocket()) {
                listener.bind(address);
            }
        }
    }
}
