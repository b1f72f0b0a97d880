package dev.peerless.peer;

import static dev.peerless.fault.Trigger.onDemand;
import static dev.peerless.transcript.Direction.RECEIVED;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.sockets.Background;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What channels see of the effects that {@link WireTableTest} shows to a plain socket: the same under other names. */
class WireTableNioTest {

    private static String read(SocketChannel channel) {
        try {
            return String.valueOf(channel.read(ByteBuffer.allocate(100)));
        } catch (IOException failure) {
            return RawClient.outcome(failure);
        }
    }

    private static String write(SocketChannel channel) {
        try {
            return "wrote " + channel.write(ByteBuffer.wrap(new byte[] {'x'}));
        } catch (IOException failure) {
            return RawClient.outcome(failure);
        }
    }

    private static Peer peerWith(Fault fault) {
        return Peer.plan().fault(fault).listen();
    }

    @Nested
    class Reset {

        @Test
        void failsReadsAsASocketWould() throws Exception {
            try (var peer = peerWith(Fault.reset(onDemand()));
                    var channel = SocketChannel.open(peer.address())) {
                peer.connection(1).fire();

                assertThat(read(channel)).isEqualTo("SocketException: Connection reset");
                assertThat(read(channel)).isEqualTo("SocketException: Connection reset");
                assertThat(write(channel)).isEqualTo("IOException: Broken pipe");
            }
        }

        @Test
        void failsWritesWithAPlainIOException() throws Exception {
            try (var peer = peerWith(Fault.reset(onDemand()));
                    var channel = SocketChannel.open(peer.address())) {
                peer.connection(1).fire();
                Wire.awaitRst(peer, SENT);

                assertThat(write(channel)).isEqualTo("IOException: Connection reset by peer");
                assertThat(write(channel)).isEqualTo("IOException: Broken pipe");
                assertThat(read(channel)).isEqualTo("-1");
            }
        }

        @Test
        void failsAsynchronousReadsWithAPlainIOException() throws Exception {
            try (var peer = peerWith(Fault.reset(onDemand()));
                    var channel = AsynchronousSocketChannel.open()) {
                channel.connect(peer.address()).get();
                var read = channel.read(ByteBuffer.allocate(100));
                peer.connection(1).fire();

                assertThat(Background.run(() -> causeOf(read)).result())
                        .isExactlyInstanceOf(IOException.class)
                        .hasMessage("Connection reset");
            }
        }

        private static Throwable causeOf(Future<Integer> read) throws InterruptedException {
            try {
                return new AssertionError("has read " + read.get());
            } catch (ExecutionException failure) {
                return failure.getCause();
            }
        }
    }

    @Nested
    class Close {

        @Test
        void readsAsTheEndAndBreaksTheSecondWrite() throws Exception {
            try (var peer = peerWith(Fault.close(Trigger.onConnect()));
                    var channel = SocketChannel.open(peer.address())) {
                assertThat(read(channel)).isEqualTo("-1");
                assertThat(write(channel)).isEqualTo("wrote 1");
                Wire.awaitRst(peer, SENT);

                assertThat(write(channel)).isEqualTo("IOException: Broken pipe");
                assertThat(read(channel)).isEqualTo("-1");
            }
        }
    }

    @Nested
    class CloseAtOnce {

        @Test
        void readsAsTheEndAndBreaksTheFirstWrite() throws Exception {
            try (var peer = peerWith(Fault.closeAtOnce(onDemand()));
                    var channel = SocketChannel.open(peer.address())) {
                peer.connection(1).fire();
                Wire.awaitRst(peer, SENT);

                assertThat(read(channel)).isEqualTo("-1");
                assertThat(write(channel)).isEqualTo("IOException: Broken pipe");
            }
        }
    }

    @Nested
    class HalfClose {

        @Test
        void readsAsTheEndWhileWritesArrive() throws Exception {
            try (var peer = peerWith(Fault.halfClose(Trigger.onConnect()));
                    var channel = SocketChannel.open(peer.address())) {
                assertThat(read(channel)).isEqualTo("-1");
                assertThat(write(channel)).isEqualTo("wrote 1");
                Wire.awaitReceived(peer, 1);
                assertThat(write(channel)).isEqualTo("wrote 1");

                assertThat(Wire.count(Wire.awaitReceived(peer, 2), RECEIVED)).isEqualTo(2);
            }
        }
    }
}
