package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A peer that dials.
 *
 * <h2>Threads</h2>
 *
 * Public methods may be called from any thread.
 */
public final class PeerDialer {

    private final PeerHost host;
    private final EventLoop loop;
    private final int receiveBuffer;
    private final long patience;
    private final Stubs stubs;
    private final Set<Dial> underWay = new LinkedHashSet<>();

    private PeerDialer(PeerPlan plan, Duration patience, EventLoop loop) {
        this.host = new PeerHost(plan, loop);
        this.loop = loop;
        this.receiveBuffer = plan.receiveBuffer();
        this.patience = patience.toNanos();
        this.stubs = new Stubs(loop, plan, plan.tls().map(DialogueTls::ofClient).orElse(null));
        host.entersBy(new Entrance() {
            @Override
            public void close() throws IOException {
                giveUpAll();
            }
        });
    }

    /**
     * Makes one.
     *
     * @param patience how long a connect may take
     */
    public static PeerDialer of(PeerPlan plan, Duration patience) {
        return new PeerDialer(plan, patience, EventLoops.next());
    }

    public PeerHost host() {
        return host;
    }

    /** Adds a fault while the peer lives. */
    public void arm(Fault fault) {
        host.arm(fault);
    }

    /**
     * What became of dialing.
     *
     * @param connections the numbers of the connections that were made, in order
     * @param failures why others were not
     */
    public record Outcome(List<Integer> connections, List<IOException> failures) {}

    /** Dials so many times at once, and tells when all have got through or failed. */
    public CompletableFuture<Outcome> dial(InetSocketAddress server, int count, Conversation conversation) {
        var dials = new Dials(count);
        var target = target(server);
        host.onLoop(() -> {
            for (int i = 0; i < count; i++) {
                new Dial(target, conversation, dials).begin();
            }
            return null;
        });
        return dials.outcome;
    }

    /** A server that listens on all addresses says that its own is 0.0.0.0, which is nobody's. */
    private static InetSocketAddress target(InetSocketAddress server) {
        return server.getAddress().isAnyLocalAddress()
                ? new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort())
                : server;
    }

    private void giveUpAll() throws IOException {
        for (var dial : List.copyOf(underWay)) {
            dial.failed(new IOException("the client peer was closed"));
        }
    }

    /** Dials that belong together. */
    private static final class Dials {

        private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        private final List<Integer> connections = new ArrayList<>();
        private final List<IOException> failures = new ArrayList<>();
        private int left;

        Dials(int count) {
            this.left = count;
        }

        void made(int connection) {
            connections.add(connection);
            done();
        }

        void failed(IOException failure) {
            failures.add(failure);
            done();
        }

        private void done() {
            left--;
            if (left == 0) {
                outcome.complete(new Outcome(List.copyOf(connections), List.copyOf(failures)));
            }
        }
    }

    /** One connect on its way. */
    private final class Dial implements EventLoop.Ready {

        private final InetSocketAddress server;
        private final Conversation conversation;
        private final Dials dials;
        private @Nullable SocketChannel channel;
        private Timers.@Nullable Timer end;

        Dial(InetSocketAddress server, Conversation conversation, Dials dials) {
            this.server = server;
            this.conversation = conversation;
            this.dials = dials;
        }

        void begin() throws IOException {
            underWay.add(this);
            try {
                var opened = SocketChannel.open();
                channel = opened;
                opened.configureBlocking(false);
                if (receiveBuffer > 0) {
                    // Before it connects: the window's scale is settled by the SYN.
                    opened.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                }
                // On loopback the handshake is over by now, so connections are numbered in the order in which they
                // reach the server's accept queue.
                if (opened.connect(server) || opened.finishConnect()) {
                    connected(opened);
                } else {
                    var unused = loop.register(opened, SelectionKey.OP_CONNECT, this);
                    end = loop.schedule(loop.now() + patience, this::timeUp);
                }
            } catch (IOException refused) {
                failed(refused);
            }
        }

        @Override
        public void ready(SelectionKey key) throws IOException {
            var connecting = (SocketChannel) key.channel();
            try {
                if (connecting.finishConnect()) {
                    connected(connecting);
                }
            } catch (IOException refused) {
                failed(refused);
            }
        }

        private void connected(SocketChannel made) throws IOException {
            var remote = (InetSocketAddress) made.getRemoteAddress();
            over();
            var connection = host.take(made, remote, Direction.SENT, List.of());
            host.begin(connection, made, taken -> stubs.on(taken, conversation));
            dials.made(connection.number());
        }

        private void timeUp() {
            try {
                failed(new SocketTimeoutException("Connect timed out"));
            } catch (IOException failure) {
                failed((Throwable) failure);
            }
        }

        private void failed(IOException reason) throws IOException {
            if (over()) {
                host.log().append(new WireEvent.ConnectFailed(loop.now(), server, reason));
                dials.failed(reason);
                if (channel != null) {
                    Hangup.close(loop, channel);
                }
            }
        }

        /** Tells whether it was under way until now. */
        private boolean over() {
            if (end != null) {
                end.cancel();
            }
            return underWay.remove(this);
        }

        @Override
        public void failed(Throwable failure) {
            host.failed(failure);
        }
    }
}
