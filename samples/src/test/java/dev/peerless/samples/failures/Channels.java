package dev.peerless.samples.failures;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.CompletionHandler;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The channels of {@code java.nio}: blocking, at a selector, asynchronous. */
final class Channels {

    private static final String BLOCKING = "SocketChannel";
    private static final String SELECTED = "SocketChannel at a selector";
    private static final String ASYNCHRONOUS = "AsynchronousSocketChannel";

    private Channels() {}

    static List<Provocation> all() {
        return List.of(
                new Provocation(
                        BLOCKING,
                        "read after RST",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            channel.read(oneByte());
                        })),
                new Provocation(
                        BLOCKING,
                        "write after RST",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            writeForEver(channel);
                        })),
                new Provocation(
                        BLOCKING,
                        "gathering write after RST",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            gatherForEver(channel);
                        })),
                new Provocation(
                        BLOCKING,
                        "write after a failed read",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            Attempts.fail(() -> channel.read(oneByte()));
                            channel.write(oneByte());
                        })),
                new Provocation(
                        BLOCKING,
                        "write after FIN",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).close();
                            Attempts.readToTheEnd(channel.socket());
                            writeForEver(channel);
                        })),
                new Provocation(
                        BLOCKING,
                        "read after own close",
                        () -> connected((peer, channel) -> {
                            channel.close();
                            channel.read(oneByte());
                        })),
                new Provocation(
                        BLOCKING,
                        "own interrupt",
                        () -> connected((peer, channel) -> {
                            Thread.currentThread().interrupt();
                            try {
                                channel.read(oneByte());
                            } finally {
                                Thread.interrupted();
                            }
                        })),
                new Provocation(BLOCKING, "refused", () -> Attempts.at(Fault.refuse(), Channels::connect)),
                new Provocation(BLOCKING, "no route", () -> connect(Attempts.UNREACHABLE)),
                new Provocation(
                        BLOCKING, "unknown host", () -> connect(InetSocketAddress.createUnresolved("peer.invalid", 1))),
                new Provocation("ServerSocketChannel", "port in use", () -> Attempts.atPeer(Channels::bind)),
                new Provocation("ServerSocketChannel", "address of others", () -> bind(Attempts.OF_OTHERS)),
                new Provocation(
                        SELECTED,
                        "read after RST",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            await(channel, SelectionKey.OP_READ);
                            channel.read(oneByte());
                        })),
                new Provocation(
                        SELECTED,
                        "write after RST",
                        () -> connected((peer, channel) -> {
                            peer.connection(1).reset();
                            await(channel, SelectionKey.OP_READ);
                            writeForEver(channel);
                        })),
                new Provocation(SELECTED, "refused", () -> Attempts.at(Fault.refuse(), Channels::connectAtSelector)),
                new Provocation(
                        ASYNCHRONOUS,
                        "read after RST",
                        () -> connectedAsynchronously((peer, channel) -> {
                            peer.connection(1).reset();
                            await(channel.read(oneByte()));
                        })),
                new Provocation(
                        ASYNCHRONOUS,
                        "read that a RST ends",
                        () -> connectedAsynchronously((peer, channel) -> {
                            var read = channel.read(oneByte());
                            peer.connection(1).reset();
                            await(read);
                        })),
                new Provocation(
                        ASYNCHRONOUS,
                        "write after RST",
                        () -> connectedAsynchronously((peer, channel) -> {
                            peer.connection(1).reset();
                            writeForEver(channel);
                        })),
                new Provocation(
                        ASYNCHRONOUS,
                        "write after a failed read",
                        () -> connectedAsynchronously((peer, channel) -> {
                            peer.connection(1).reset();
                            Attempts.fail(() -> await(channel.read(oneByte())));
                            await(channel.write(oneByte()));
                        })),
                new Provocation(
                        ASYNCHRONOUS,
                        "read in vain",
                        () -> connectedAsynchronously((peer, channel) -> {
                            var told = new CompletableFuture<Throwable>();
                            channel.read(oneByte(), 1, TimeUnit.MILLISECONDS, null, new Telling(told));
                            Attempts.rethrow(told);
                        })),
                new Provocation(
                        ASYNCHRONOUS,
                        "read that the own close ends",
                        () -> connectedAsynchronously((peer, channel) -> {
                            var read = channel.read(oneByte());
                            channel.close();
                            await(read);
                        })),
                new Provocation(
                        ASYNCHRONOUS, "refused", () -> Attempts.at(Fault.refuse(), Channels::connectAsynchronously)),
                new Provocation(ASYNCHRONOUS, "no route", () -> connectAsynchronously(Attempts.UNREACHABLE)),
                new Provocation(
                        "AsynchronousServerSocketChannel",
                        "port in use",
                        () -> Attempts.atPeer(Channels::bindAsynchronously)));
    }

    private interface Use<C> {

        void of(Peer peer, C channel) throws Exception;
    }

    private static void connected(Use<SocketChannel> use) throws Exception {
        try (var peer = Peer.plan().listen();
                var channel = SocketChannel.open(peer.address())) {
            use.of(peer, channel);
        }
    }

    private static void connectedAsynchronously(Use<AsynchronousSocketChannel> use) throws Exception {
        try (var peer = Peer.plan().listen();
                var channel = AsynchronousSocketChannel.open()) {
            await(channel.connect(peer.address()));
            use.of(peer, channel);
        }
    }

    private static ByteBuffer oneByte() {
        return ByteBuffer.allocate(1);
    }

    private static void connect(InetSocketAddress address) throws IOException {
        SocketChannel.open(address).close();
    }

    private static void connectAtSelector(InetSocketAddress address) throws IOException {
        try (var channel = SocketChannel.open()) {
            channel.configureBlocking(false);
            if (!channel.connect(address)) {
                await(channel, SelectionKey.OP_CONNECT);
                channel.finishConnect();
            }
        }
    }

    private static void connectAsynchronously(InetSocketAddress address) throws Exception {
        try (var channel = AsynchronousSocketChannel.open()) {
            await(channel.connect(address));
        }
    }

    private static void bind(InetSocketAddress address) throws IOException {
        try (var listener = ServerSocketChannel.open()) {
            listener.bind(address);
        }
    }

    private static void bindAsynchronously(InetSocketAddress address) throws IOException {
        try (var listener = AsynchronousServerSocketChannel.open()) {
            listener.bind(address);
        }
    }

    private static void await(SocketChannel channel, int operation) throws IOException {
        try (var selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, operation);
            selector.select(Attempts.PATIENCE_MILLIS);
        }
    }

    private static void await(Future<?> future) throws Exception {
        future.get(Attempts.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeForEver(SocketChannel channel) throws IOException {
        while (true) {
            channel.write(oneByte());
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void gatherForEver(SocketChannel channel) throws IOException {
        while (true) {
            channel.write(new ByteBuffer[] {oneByte(), oneByte()});
        }
    }

    @SuppressWarnings("InfiniteLoopStatement")
    private static void writeForEver(AsynchronousSocketChannel channel) throws Exception {
        while (true) {
            await(channel.write(oneByte()));
        }
    }

    private record Telling(CompletableFuture<Throwable> told) implements CompletionHandler<Integer, Void> {

        @Override
        public void completed(Integer count, Void nothing) {
            told.complete(new IllegalStateException("has read"));
        }

        @Override
        public void failed(Throwable failure, Void nothing) {
            told.complete(failure);
        }
    }
}
