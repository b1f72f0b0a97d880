package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

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

    private PeerDialer(PeerPlan plan, boolean watchesReleases, EventLoop loop) {
        this.host = new PeerHost(plan, watchesReleases, loop);
        this.loop = loop;
        this.receiveBuffer = plan.receiveBuffer();
    }

    public static PeerDialer of(PeerPlan plan, boolean watchesReleases) {
        return new PeerDialer(plan, watchesReleases, EventLoops.next());
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
        host.onLoop(() -> {
            for (int i = 0; i < count; i++) {
                new Dial(server, conversation, dials).begin();
            }
            return null;
        });
        return dials.outcome;
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

        Dial(InetSocketAddress server, Conversation conversation, Dials dials) {
            this.server = server;
            this.conversation = conversation;
            this.dials = dials;
        }

        void begin() throws IOException {
            var channel = SocketChannel.open();
            try {
                channel.configureBlocking(false);
                if (receiveBuffer > 0) {
                    // Before it connects: the window's scale is settled by the SYN.
                    channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBuffer);
                }
                if (channel.connect(server)) {
                    connected(channel);
                } else {
                    var unused = loop.register(channel, SelectionKey.OP_CONNECT, this);
                }
            } catch (IOException refused) {
                failed(channel, refused);
            }
        }

        @Override
        public void ready(SelectionKey key) throws IOException {
            var channel = (SocketChannel) key.channel();
            try {
                if (!channel.finishConnect()) {
                    return;
                }
            } catch (IOException refused) {
                failed(channel, refused);
                return;
            }
            connected(channel);
        }

        private void connected(SocketChannel channel) throws IOException {
            if (host.isClosed()) {
                Hangup.rst(loop, channel);
                dials.failed(new IOException("the client peer is closed"));
                return;
            }
            var connection = host.take(channel, server, Direction.SENT, List.of());
            host.begin(connection, channel, made -> new StubBackend(made, conversation.begin()));
            dials.made(connection.number());
        }

        private void failed(SocketChannel channel, IOException failure) throws IOException {
            Hangup.close(loop, channel);
            host.log().append(new WireEvent.ConnectFailed(loop.now(), server, failure));
            dials.failed(failure);
        }

        @Override
        public void failed(Throwable failure) {
            host.failed(failure);
        }
    }
}
