package dev.peerless.benchmarks.counterpart;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.netcrusher.core.reactor.NioReactor;
import org.netcrusher.tcp.TcpCrusher;
import org.netcrusher.tcp.TcpCrusherBuilder;

/**
 * A reactor and a crusher each. It can only relay, so that where it is to end connections it has an upstream that says
 * nothing.
 */
final class NetCrusherCounterpart implements Counterpart {

    private static final int BACKLOG = 1024;

    @Override
    public Listening endingOnConnect() throws IOException {
        var upstream = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        var crushing = new Crushing(upstream::close);
        return crushing.open(crushing.builder((InetSocketAddress) upstream.getLocalSocketAddress())
                .withLingerMs(0)
                .withCreationListener(crushing::end));
    }

    @Override
    public Listening endingOnRequest() throws IOException {
        var upstream = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        var crushing = new Crushing(upstream::close);
        return crushing.open(crushing.builder((InetSocketAddress) upstream.getLocalSocketAddress())
                .withLingerMs(0)
                .withOutgoingTransformFilterFactory(client -> bytes -> crushing.endSoon(client)));
    }

    @Override
    public Listening relaying(InetSocketAddress upstream) throws IOException {
        var crushing = new Crushing(() -> {});
        return crushing.open(crushing.builder(upstream));
    }

    /** By default it takes 4 MiB of direct memory for each connection, idle or not. */
    @Override
    public Listening relayingMany(InetSocketAddress upstream) throws IOException {
        var crushing = new Crushing(() -> {});
        return crushing.open(crushing.builder(upstream).withBufferCount(2).withBufferSize(4096));
    }

    private static final class Crushing {

        private final NioReactor reactor = new NioReactor();
        private final Listening.Closing upstream;
        private final CompletableFuture<TcpCrusher> crusher = new CompletableFuture<>();

        Crushing(Listening.Closing upstream) throws IOException {
            this.upstream = upstream;
        }

        TcpCrusherBuilder builder(InetSocketAddress to) throws IOException {
            return TcpCrusherBuilder.builder()
                    .withReactor(reactor)
                    .withBindAddress(freeAddress())
                    .withConnectAddress(to)
                    .withBacklog(BACKLOG)
                    .withTcpNoDelay(true);
        }

        /** It does not tell which port it took, so that it has to be given one. */
        private static InetSocketAddress freeAddress() throws IOException {
            try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return (InetSocketAddress) probe.getLocalSocketAddress();
            }
        }

        Listening open(TcpCrusherBuilder builder) {
            var opened = builder.buildAndOpen();
            crusher.complete(opened);
            return Listening.on(opened.getBindAddress().getPort(), () -> {
                opened.close();
                reactor.close();
                upstream.close();
            });
        }

        void end(InetSocketAddress client) {
            crusher.join().closeClient(client);
        }

        void endSoon(InetSocketAddress client) {
            var unused = reactor.getScheduler().execute(() -> end(client));
        }
    }
}
