package dev.peerless.samples.netty;

import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.failure.NetworkFailure.CONNECT_TIMED_OUT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.junit.ClientStops;
import dev.peerless.junit.PeerCloses;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerIgnoresConnects;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.PeerResets;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Netty throws when its peer misbehaves, over NIO and over its native epoll. */
class NettyFailureTest {

    private final Transport.Witness witness = new Transport.Witness();
    private EventLoopGroup loop;

    private void use(Transport transport) {
        assumeTrue(transport.isAvailable(), "native epoll is for Linux on x86-64");
        loop = transport.loop();
    }

    @AfterEach
    void stop() throws Exception {
        if (loop != null) {
            loop.shutdownGracefully(0, 5, SECONDS).sync();
        }
    }

    private Channel connect(Transport transport, Peer peer) throws Exception {
        return transport.client(loop, witness).connect(peer.address()).sync().channel();
    }

    private static Throwable failureOf(ChannelFuture future) throws InterruptedException {
        return future.await().cause();
    }

    private static ChannelFuture write(Channel channel, String text) {
        return channel.writeAndFlush(Unpooled.copiedBuffer(text, UTF_8));
    }

    @ParameterizedTest
    @EnumSource
    void readsAReset(Transport transport, @PeerResets(onDemand = true) Peer peer) throws Exception {
        use(transport);
        connect(transport, peer);
        peer.connection(1).fire();

        assertThatNetworkFailure(witness.caught().get()).isConnectionReset();
    }

    @ParameterizedTest
    @EnumSource
    void isToldOfAFinByNothingButACloseOfTheChannel(Transport transport, @PeerCloses Peer peer) throws Exception {
        use(transport);
        var channel = connect(transport, peer);
        witness.inactive().get();

        assertThat(witness.caught()).isNotDone();
        assertThatNetworkFailure(failureOf(write(channel, "too late")))
                .isInstanceOf(ClosedChannelException.class)
                .isSocketClosed();
    }

    @ParameterizedTest
    @EnumSource
    void writesAfterAFin(Transport transport, @PeerCloses(onDemand = true) Peer peer) throws Exception {
        use(transport);
        var channel = transport
                .client(loop, witness)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.AUTO_READ, false)
                .connect(peer.address())
                .sync()
                .channel();
        peer.connection(1).fire();

        Throwable failure = null;
        while (failure == null) {
            failure = failureOf(write(channel, "x"));
        }
        assertThatNetworkFailure(failure).isConnectionLoss();
    }

    @ParameterizedTest
    @EnumSource
    void isRefused(Transport transport, @PeerRefuses Peer peer) throws Exception {
        use(transport);

        assertThatNetworkFailure(failureOf(transport.client(loop, witness).connect(peer.address())))
                .isConnectionRefused();
    }

    @ParameterizedTest
    @EnumSource
    void givesAConnectUpInTime(Transport transport, @PeerIgnoresConnects Peer peer) throws Exception {
        use(transport);

        assertThatNetworkFailure(failureOf(transport
                        .client(loop, witness)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 100)
                        .connect(peer.address())))
                .hasFailure(CONNECT_TIMED_OUT);
    }

    @ParameterizedTest
    @EnumSource
    void usesWhatItHasClosedItself(Transport transport, @PeerEchoes Peer peer) throws Exception {
        use(transport);
        var channel = connect(transport, peer);
        channel.close().sync();

        assertThatNetworkFailure(failureOf(write(channel, "too late"))).isSocketClosed();
    }

    /** Whoever notices first, a read or a write, is told of the loss; the other then finds the channel closed. */
    @ParameterizedTest
    @EnumSource
    void servesAClientThatStops(Transport transport, @ClientStops ClientPeer client) throws Exception {
        use(transport);
        var server = transport
                .server(loop, witness)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        client.send((InetSocketAddress) server.localAddress(), "GET");
        var channel = witness.active().get();

        Throwable failure = null;
        while (failure == null) {
            failure = failureOf(write(channel, "x".repeat(100_000)));
        }
        var first = failure instanceof ClosedChannelException && failure.getCause() == null
                ? witness.caught().get()
                : failure;
        assertThatNetworkFailure(first).isConnectionLoss();
    }
}
