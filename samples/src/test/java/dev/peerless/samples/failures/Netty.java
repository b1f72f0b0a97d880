package dev.peerless.samples.failures;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Connection;
import dev.peerless.peer.Peer;
import dev.peerless.samples.netty.Transport;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Netty over NIO and over native epoll, which has texts of its own. */
final class Netty {

    private Netty() {}

    static List<Provocation> all() {
        return Arrays.stream(Transport.values())
                .filter(Transport::isAvailable)
                .flatMap(Netty::over)
                .toList();
    }

    private static Stream<Provocation> over(Transport transport) {
        var library = "Netty " + transport;
        return Stream.of(
                new Provocation(
                        library,
                        "read after RST",
                        () -> connected(transport, (peer, channel, witness) -> {
                            peer.connection(1).reset();
                            Attempts.rethrow(witness.caught());
                        })),
                new Provocation(library, "write after RST", () -> writeAfter(transport, Connection::reset)),
                new Provocation(library, "write after FIN", () -> writeAfter(transport, Connection::close)),
                new Provocation(
                        library,
                        "write after own close",
                        () -> connected(transport, (peer, channel, witness) -> {
                            channel.close().sync();
                            write(channel).sync();
                        })),
                new Provocation(
                        library, "refused", () -> Attempts.at(Fault.refuse(), address -> connect(transport, address))),
                new Provocation(
                        library,
                        "connect in vain",
                        () -> Attempts.at(Fault.ignoreConnects(), address -> connectImpatiently(transport, address))),
                new Provocation(library, "no route", () -> connect(transport, Attempts.UNREACHABLE)),
                new Provocation(library, "port in use", () -> Attempts.atPeer(address -> bind(transport, address))),
                new Provocation(library, "address of others", () -> bind(transport, Attempts.OF_OTHERS)));
    }

    private interface Use {

        void of(Peer peer, Channel channel, Transport.Witness witness) throws Exception;
    }

    private static void connected(Transport transport, Use use) throws Exception {
        var witness = new Transport.Witness();
        try (var peer = Peer.plan().listen()) {
            on(
                    transport,
                    witness,
                    client -> use.of(peer, client.connect(peer.address()).sync().channel(), witness));
        }
    }

    /** On Netty's own thread, which therefore cannot read before it writes. */
    private static void writeAfter(Transport transport, Consumer<Connection> ending) throws Exception {
        connected(
                transport,
                (peer, channel, witness) -> Attempts.rethrow(channel.eventLoop()
                        .submit(() -> {
                            ending.accept(peer.connection(1));
                            Throwable failure = null;
                            while (failure == null) {
                                failure = write(channel).cause();
                            }
                            return failure;
                        })
                        .get()));
    }

    private static ChannelFuture write(Channel channel) {
        return channel.writeAndFlush(Unpooled.copiedBuffer("x", UTF_8));
    }

    private static void connect(Transport transport, InetSocketAddress address) throws Exception {
        on(transport, new Transport.Witness(), client -> client.connect(address).sync());
    }

    private static void connectImpatiently(Transport transport, InetSocketAddress address) throws Exception {
        on(
                transport,
                new Transport.Witness(),
                client -> client.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 50)
                        .connect(address)
                        .sync());
    }

    private static void on(Transport transport, Transport.Witness witness, Attempts.Use<Bootstrap> use)
            throws Exception {
        var loop = transport.loop();
        try {
            use.of(transport.client(loop, witness));
        } finally {
            loop.shutdownGracefully(0, 5, SECONDS).sync();
        }
    }

    private static void bind(Transport transport, InetSocketAddress address) throws Exception {
        var loop = transport.loop();
        try {
            transport.server(loop, new Transport.Witness()).bind(address).sync();
        } finally {
            loop.shutdownGracefully(0, 5, SECONDS).sync();
        }
    }
}
