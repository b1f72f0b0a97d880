package dev.peerless.internal.net;

import dev.peerless.fault.Effect;
import dev.peerless.fault.Fault;
import dev.peerless.internal.log.TranscriptLog;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A listening peer and its connections, all on one event loop.
 *
 * <h2>Threads</h2>
 *
 * Public methods may be called from any thread; they hand over to the loop and wait for it.
 */
public final class PeerServer implements EventLoop.Ready {

    /** One look of the loop accepts, one connects to an upstream, one reads, one answers, and one is to spare. */
    private static final int LOOKS_TO_SETTLE = 5;

    private static final long PAUSE_AFTER_FAILURE = Duration.ofMillis(100).toNanos();

    private final PeerPlan plan;
    private final EventLoop loop;
    private final TranscriptLog log;
    private final Port port;
    private final boolean watchesReleases;
    private final List<ServedConnection> connections = new ArrayList<>();
    private Role role;
    private Timers.@Nullable Timer recovery;
    private volatile boolean closed;

    private PeerServer(PeerPlan plan, boolean watchesReleases, EventLoop loop) throws IOException {
        this.plan = plan;
        this.role = plan.role();
        this.loop = loop;
        this.watchesReleases = watchesReleases;
        this.log = new TranscriptLog(loop.ticker());
        this.port = new Port(loop, this);
    }

    /** Reserves a port on loopback and, unless the plan says otherwise, listens on it before this returns. */
    public static PeerServer start(PeerPlan plan, boolean watchesReleases) {
        try {
            var server = new PeerServer(plan, watchesReleases, EventLoops.next());
            server.begin();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("a peer could not listen on loopback", e);
        }
    }

    private void begin() throws IOException {
        for (var fault : plan.faults()) {
            if (fault.effect() instanceof Effect.Refuse refuse) {
                var origin = new Origin.ByFault(fault);
                loop.execute(() -> {
                    log.append(new WireEvent.Listening(loop.now(), false, origin));
                    refuse.lasting()
                            .ifPresent(time ->
                                    recovery = loop.schedule(loop.now() + time.toNanos(), () -> listen(origin)));
                });
                return;
            }
        }
        port.listen();
    }

    public InetSocketAddress address() {
        return port.address();
    }

    public TranscriptLog log() {
        return log;
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        try {
            for (var channel = port.accept(); channel != null; channel = port.accept()) {
                accepted(channel);
            }
        } catch (IOException failure) {
            // Too many open files, for instance: what waits stays ready, so without a pause this would come at once
            // again.
            failed(failure);
            key.interestOps(0);
            var unused = loop.schedule(loop.now() + PAUSE_AFTER_FAILURE, () -> {
                if (key.isValid()) {
                    key.interestOps(SelectionKey.OP_ACCEPT);
                }
            });
        }
    }

    private void accepted(SocketChannel channel) throws IOException {
        int number = connections.size() + 1;
        var remote = (InetSocketAddress) channel.getRemoteAddress();
        long now = loop.now();
        var recorder = new Recorder(number, plan.recordedPayload(), log, loop);
        var connection = new ServedConnection(
                number, channel, remote, loop, new FaultScript(plan.faults(), number, now), recorder, this::watches);
        connections.add(connection);
        recorder.record(new WireEvent.Connected(number, now, remote));
        try {
            channel.configureBlocking(false);
            // A small answer in two parts would otherwise take 40 ms: Nagle waits for the delayed ACK.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.begin(backend(connection));
        } catch (Throwable failure) {
            connection.failed(failure);
        }
    }

    private Backend backend(ServedConnection connection) throws IOException {
        return role instanceof Role.Relay relay
                ? new RelayBackend(connection, loop, relay.upstream())
                : new StubBackend(connection, ((Role.Stub) role).conversation().begin());
    }

    private boolean watches() {
        return watchesReleases && !closed;
    }

    @Override
    public void failed(Throwable failure) {
        log.append(new WireEvent.Failed(0, loop.now(), failure));
    }

    /** Changes what stands behind connections to come. */
    public void become(Role newRole) {
        onLoop(() -> {
            if (!connections.isEmpty()) {
                throw new IllegalStateException("a peer's role is settled with its first connection, but "
                        + connections.size() + " came already");
            }
            role = newRole;
            return null;
        });
    }

    public void stopListening() {
        onLoop(() -> {
            cancelRecovery();
            if (port.stop()) {
                log.append(new WireEvent.Listening(loop.now(), false, new Origin.ByTest("stopListening()")));
            }
            return null;
        });
    }

    public void listenAgain() {
        onLoop(() -> {
            cancelRecovery();
            listen(new Origin.ByTest("listenAgain()"));
            return null;
        });
    }

    /** From here on the test decides. */
    private void cancelRecovery() {
        if (recovery != null) {
            recovery.cancel();
        }
    }

    private void listen(Origin origin) {
        try {
            if (!closed && port.listen()) {
                log.append(new WireEvent.Listening(loop.now(), true, origin));
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    /** Something to do to a connection on its loop. */
    public interface Action {
        void on(LiveControl connection) throws IOException;
    }

    /** Does something to a connection that has come. */
    public void control(int number, Action action) {
        onLoop(() -> {
            action.on(connections.get(number - 1).control());
            return null;
        });
    }

    /**
     * What became of one fault.
     *
     * @param struck whether it has struck on any connection
     * @param progress how far it got on each connection where it was armed and has not struck
     * @param connections how many connections have come
     */
    public record Fate(boolean struck, List<String> progress, int connections) {}

    /** Waits until all that has arrived before this call has been accepted, read and answered. */
    public void settle() {
        loop.settle(LOOKS_TO_SETTLE);
    }

    /** Says what became of a fault so far. */
    public Fate fate(Fault fault) {
        return loop.call(() -> new Fate(
                connections.stream().anyMatch(connection -> connection.script().hasStruck(fault)),
                connections.stream()
                        .flatMap(connection -> connection.script().progress(fault, loop.now()).stream())
                        .toList(),
                connections.size()));
    }

    private void onLoop(Callable<?> call) {
        var unused = loop.call(() -> {
            if (closed) {
                throw new IllegalStateException("the peer on port " + address().getPort() + " is closed");
            }
            return call.call();
        });
    }

    /** Ends everything: listener and connections are gone when this returns, and every wait is over. */
    public void close() {
        var unused = loop.call(() -> {
            if (!closed) {
                closed = true;
                try {
                    connections.forEach(this::abandon);
                    port.close();
                    loop.completeCloses();
                } finally {
                    log.end();
                }
            }
            return null;
        });
    }

    /** One connection that cannot be ended must not keep the others alive. */
    private void abandon(ServedConnection connection) {
        try {
            connection.abandon();
        } catch (IOException failure) {
            failed(failure);
        }
    }
}
