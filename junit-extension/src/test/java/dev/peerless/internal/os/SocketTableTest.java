package dev.peerless.internal.os;

import static java.net.StandardProtocolFamily.INET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

@EnabledOnOs(LINUX)
class SocketTableTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    /** Both ends of a connection; without a family it is of that which Java prefers, which can be IPv6 for IPv4 as well. */
    private record Pair(ServerSocketChannel listener, SocketChannel client, SocketChannel server)
            implements AutoCloseable {

        static Pair of(@Nullable ProtocolFamily family, InetAddress address) throws IOException {
            var listener = family == null ? ServerSocketChannel.open() : ServerSocketChannel.open(family);
            listener.bind(new InetSocketAddress(address, 0));
            var client = family == null ? SocketChannel.open() : SocketChannel.open(family);
            assertThat(client.connect(listener.getLocalAddress())).isTrue();
            return new Pair(listener, client, listener.accept());
        }

        @Override
        public void close() throws IOException {
            client.close();
            server.close();
            listener.close();
        }
    }

    private static InetSocketAddress local(SocketChannel channel) throws IOException {
        return (InetSocketAddress) channel.getLocalAddress();
    }

    private static void assertFindsBothEnds(Pair pair) throws IOException {
        try (var table = new SocketTable()) {
            var client = table.find(local(pair.client()), local(pair.server())).orElseThrow();
            var server = table.find(local(pair.server()), local(pair.client())).orElseThrow();

            assertThat(Descriptor.ofInode(client.inode())).isPresent();
            assertThat(Descriptor.ofInode(server.inode())).isPresent();
            assertThat(client.inode()).isNotEqualTo(server.inode());
        }
    }

    @Test
    void findsASocketOfTheFamilyThatJavaPrefers() throws Exception {
        try (var pair = Pair.of(null, LOOPBACK)) {
            assertFindsBothEnds(pair);
        }
    }

    @Test
    void findsASocketOfIpv4() throws Exception {
        try (var pair = Pair.of(INET, LOOPBACK)) {
            assertFindsBothEnds(pair);
        }
    }

    @Test
    void findsASocketOfIpv6() throws Exception {
        var address = Inet6Address.getByName("::1");
        assumeThat(NetworkInterface.getByInetAddress(address)).isNotNull();
        try (var pair = Pair.of(null, address)) {
            assertFindsBothEnds(pair);
        }
    }

    @Test
    void findsNothingOfASocketThatWasReset() throws Exception {
        InetSocketAddress local;
        InetSocketAddress remote;
        try (var pair = Pair.of(null, LOOPBACK)) {
            local = local(pair.client());
            remote = local(pair.server());
            var unused = pair.server().setOption(StandardSocketOptions.SO_LINGER, 0);
            pair.server().close();
            // Under load the RST arrives some time after close() has returned.
            assertThatThrownBy(() -> pair.client().read(ByteBuffer.allocate(1))).hasMessage("Connection reset");
        }
        try (var table = new SocketTable()) {
            assertThat(table.find(local, remote)).isEmpty();
        }
    }
}
