package dev.peerless.failure;

import static dev.peerless.failure.Failures.assertFailure;
import static dev.peerless.failure.NetworkFailure.ADDRESS_IN_USE;
import static dev.peerless.failure.NetworkFailure.BROKEN_PIPE;
import static dev.peerless.failure.NetworkFailure.CONNECTION_REFUSED;
import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.NO_ROUTE;
import static dev.peerless.failure.NetworkFailure.READ_TIMED_OUT;
import static dev.peerless.failure.NetworkFailure.SOCKET_CLOSED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static dev.peerless.failure.NetworkFailure.UNKNOWN_HOST;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the channels of this JDK on this system throw, provoked over loopback. */
class ChannelFailureTest {

    private final ByteBuffer buffer = ByteBuffer.allocate(1);

    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        listener.setSoTimeout(30_000);
    }

    @AfterEach
    void stopListening() throws IOException {
        listener.close();
    }

    @Nested
    class OfASocketChannel {

        @Test
        void theFirstToReadSeesAReset() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress())) {
                ConnectedSockets.reset(listener.accept());

                assertFailure(() -> channel.read(buffer), CONNECTION_RESET);
            }
        }

        @Test
        void theFirstToWriteSeesAReset() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress())) {
                ConnectedSockets.reset(listener.accept());

                assertFailure(() -> writeUntilItFails(channel), CONNECTION_RESET);
            }
        }

        @Test
        void theNextWriteSeesABrokenPipe() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress())) {
                listener.accept().close();
                assertThat(channel.read(buffer)).isEqualTo(-1);

                assertFailure(() -> writeUntilItFails(channel), BROKEN_PIPE);
            }
        }

        @Test
        void itsSocketTellsOfReadingTooLong() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress());
                    var peer = listener.accept()) {
                channel.socket().setSoTimeout(1);

                assertFailure(() -> channel.socket().getInputStream().read(), READ_TIMED_OUT);
                assertThat(peer.isClosed()).isFalse();
            }
        }

        @Test
        void itWasUsThatClosedBefore() throws Exception {
            var channel = SocketChannel.open(listener.getLocalSocketAddress());
            channel.close();

            assertFailure(() -> channel.read(buffer), SOCKET_CLOSED);
            assertFailure(() -> channel.write(buffer), SOCKET_CLOSED);
        }

        @Test
        void itWasUsThatClosedMeanwhile() throws Exception {
            var channel = SocketChannel.open(listener.getLocalSocketAddress());
            var read = CompletableFuture.supplyAsync(() -> catchThrowable(() -> channel.read(buffer)));

            channel.close();

            assertThat(NetworkFailure.of(read.join())).isEqualTo(SOCKET_CLOSED);
        }

        @Test
        void itWasUsThatClosedOneDirection() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress())) {
                channel.shutdownOutput();

                assertFailure(() -> channel.write(buffer), SOCKET_CLOSED);
            }
        }

        @Test
        void itWasUsThatWereInterrupted() throws Exception {
            try (var channel = SocketChannel.open(listener.getLocalSocketAddress())) {
                Thread.currentThread().interrupt();

                assertFailure(() -> channel.read(buffer), SOCKET_CLOSED);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }

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

        @Test
        void anAddressIsInUse() {
            assertFailure(
                    () -> {
                        try (var second = ServerSocketChannel.open()) {
                            second.bind(listener.getLocalSocketAddress());
                        }
                    },
                    ADDRESS_IN_USE);
        }

        private static void connect(SocketAddress address) throws IOException {
            SocketChannel.open(address).close();
        }

        @SuppressWarnings("InfiniteLoopStatement")
        private static void writeUntilItFails(SocketChannel channel) throws IOException {
            while (true) {
                channel.write(ByteBuffer.allocate(1));
            }
        }
    }

    @Nested
    class OfAnAsynchronousSocketChannel {

        @Test
        void theFirstToReadSeesAReset() throws Exception {
            try (var channel = connected()) {
                ConnectedSockets.reset(listener.accept());

                assertFailure(() -> channel.read(buffer).get(), CONNECTION_RESET);
            }
        }

        @Test
        void theFirstToWriteSeesAReset() throws Exception {
            try (var channel = connected()) {
                ConnectedSockets.reset(listener.accept());

                assertFailure(() -> writeUntilItFails(channel), CONNECTION_RESET);
            }
        }

        @Test
        void theNextWriteSeesABrokenPipe() throws Exception {
            try (var channel = connected()) {
                listener.accept().close();
                assertThat(channel.read(buffer).get()).isEqualTo(-1);

                assertFailure(() -> writeUntilItFails(channel), BROKEN_PIPE);
            }
        }

        @Test
        void itWasUsThatClosedMeanwhile() throws Exception {
            var channel = connected();
            var read = channel.read(buffer);

            channel.close();

            assertFailure(read::get, SOCKET_CLOSED);
        }

        @Test
        void aTimeLimitThatDoesNotTellReadingFromWritingIsUnknown() throws Exception {
            try (var channel = connected()) {
                var read = new CompletableFuture<Integer>();
                channel.read(buffer, 1, MILLISECONDS, read, new CompletionHandler<>() {
                    @Override
                    public void completed(Integer count, CompletableFuture<Integer> result) {
                        result.complete(count);
                    }

                    @Override
                    public void failed(Throwable failure, CompletableFuture<Integer> result) {
                        result.completeExceptionally(failure);
                    }
                });

                assertFailure(read::join, UNKNOWN);
            }
        }

        @Test
        void aPortWithoutListenerRefuses() throws Exception {
            try (var bound = new Socket();
                    var channel = AsynchronousSocketChannel.open()) {
                bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

                assertFailure(
                        () -> channel.connect(bound.getLocalSocketAddress()).get(), CONNECTION_REFUSED);
            }
        }

        private AsynchronousSocketChannel connected() throws Exception {
            var channel = AsynchronousSocketChannel.open();
            channel.connect(listener.getLocalSocketAddress()).get();
            return channel;
        }

        @SuppressWarnings("InfiniteLoopStatement")
        private static void writeUntilItFails(AsynchronousSocketChannel channel) throws Exception {
            while (true) {
                channel.write(ByteBuffer.allocate(1)).get();
            }
        }
    }
}
