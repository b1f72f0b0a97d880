package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.internal.log.TranscriptLog;
import dev.peerless.internal.os.LocalSockets;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The connections of one peer, whichever side began them, all on one event loop; and what can be done to any of them, or
 * to all.
 *
 * <h2>Threads</h2>
 *
 * Public methods may be called from any thread; they hand over to the loop and wait for it.
 */
public final class PeerHost implements PeerWide {

    /** One look of the loop accepts, one connects to an upstream, one reads, one answers, and one is to spare. */
    private static final int LOOKS_TO_SETTLE = 5;

    /** An end takes milliseconds, on a busy machine a second. */
    private static final int ENDING_SECONDS = 10;

    private final PeerPlan plan;
    private final EventLoop loop;
    private final TranscriptLog log;
    private final List<ServedConnection> connections = new ArrayList<>();
    private final List<InetSocketAddress> localEnds = new ArrayList<>();
    private final List<Fault> armed = new ArrayList<>(0);
    private Entrance entrance = Entrance.NONE;
    private final PathCut pathCut;
    private volatile boolean closed;

    PeerHost(PeerPlan plan, EventLoop loop) {
        this.plan = plan;
        this.loop = loop;
        this.log = new TranscriptLog(loop.ticker());
        this.pathCut = new PathCut(this, loop, connections);
    }

    /** Says where connections come from. To be called before the first one. */
    void entersBy(Entrance newEntrance) {
        entrance = newEntrance;
    }

    EventLoop loop() {
        return loop;
    }

    Entrance entrance() {
        return entrance;
    }

    public TranscriptLog log() {
        return log;
    }

    boolean isClosed() {
        return closed;
    }

    List<ServedConnection> living() {
        return connections.stream().filter(ServedConnection::isLiving).toList();
    }

    int connectionCount() {
        return connections.size();
    }

    /** Takes a connection that was made, with faults of its own behind the plan's. It begins when it is told to. */
    ServedConnection take(SocketChannel channel, InetSocketAddress remote, Direction madeBy, List<Fault> ownFaults)
            throws IOException {
        var local = (InetSocketAddress) channel.getLocalAddress();
        int number = connections.size() + 1;
        long now = loop.now();
        var recorder = new Recorder(number, plan.recordedPayload(), plan.tls().isPresent(), log, loop);
        var connection = new ServedConnection(
                number, channel, remote, loop, new Scripts(faults(ownFaults), plan.tls(), number, now), recorder, this);
        connections.add(connection);
        localEnds.add(local);
        recorder.record(new WireEvent.Connected(number, now, madeBy, remote));
        pathCut.taken(connection);
        return connection;
    }

    private List<Fault> faults(List<Fault> more) {
        if (armed.isEmpty() && more.isEmpty()) {
            return plan.faults();
        }
        var all = new ArrayList<>(plan.faults());
        all.addAll(armed);
        all.addAll(more);
        return all;
    }

    /** Makes what stands behind a connection. */
    interface BackendMaker {
        Backend of(ServedConnection connection) throws IOException;
    }

    /** Has a connection begin. */
    void begin(ServedConnection connection, SocketChannel channel, BackendMaker backend) {
        try {
            channel.configureBlocking(false);
            // A small answer in two parts would otherwise take 40 ms: Nagle waits for the delayed ACK.
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            connection.begin(backend.of(connection));
        } catch (Throwable failure) {
            connection.failed(failure);
        }
    }

    void failed(Throwable failure) {
        log.append(new WireEvent.Failed(0, loop.now(), failure));
    }

    @Override
    public boolean watchesReleases() {
        return plan.watchesReleases() && !closed;
    }

    @Override
    public void ended(ServedConnection connection) {
        entrance.ended(connection);
    }

    @Override
    public void crash(PeerEffect.Crash crash, Origin origin) throws IOException {
        // First nobody gets in, so that who is thrown out and comes again at once is refused.
        entrance.crash(crash, origin);
        log.append(new WireEvent.Crashed(loop.now(), origin));
        for (var connection : List.copyOf(connections)) {
            connection.guarded(() -> connection.control().crash(origin)).run();
        }
    }

    @Override
    public void cut(PeerEffect.Cut cut, Origin.ByFault origin, ServedConnection metBy) {
        pathCut.begin(cut, origin, metBy);
    }

    @Override
    public void awaitAbort() {
        entrance.shut();
    }

    @Override
    public void abortTried() {
        entrance.open();
    }

    /** Adds a fault to the connections that live and to those to come. See {@link #untilEnded}. */
    public void arm(Fault fault) {
        untilEnded(() -> {
            armed.add(fault);
            for (var connection : List.copyOf(connections)) {
                connection.arm(fault);
            }
            return null;
        });
    }

    /** Takes an armed fault back, and ends what it does as far as that can be ended. On a closed peer there is nothing. */
    public void disarm(Fault fault) {
        var unused = loop.call(() -> {
            if (!closed) {
                armed.removeIf(candidate -> FaultScript.isSame(candidate, fault));
                for (var connection : List.copyOf(connections)) {
                    connection.disarm(fault);
                }
                pathCut.mend(new Origin.ByFault(fault));
                entrance.lift(fault);
            }
            return null;
        });
    }

    /** Something to do to a connection on its loop. */
    public interface Action {
        void on(LiveControl connection) throws IOException;
    }

    /** Gives the peer's own end of a connection that has come. */
    public InetSocketAddress localEnd(int number) {
        return loop.call(() -> localEnds.get(number - 1));
    }

    /** Does something to a connection that has come. See {@link #untilEnded}. */
    public void control(int number, Action action) {
        untilEnded(() -> {
            action.on(connections.get(number - 1).control());
            return null;
        });
    }

    /**
     * Has the loop do what may end connections, and waits until they have ended. No loop can wait for that, and whoever is
     * interrupted does not.
     */
    void untilEnded(Callable<?> call) {
        var endings = new ArrayList<CompletableFuture<Void>>();
        onLoop(() -> {
            var unused = call.call();
            connections.stream()
                    .map(ServedConnection::ending)
                    .filter(ending -> !ending.isDone())
                    .forEach(endings::add);
            return null;
        });
        if (EventLoops.isCurrent()) {
            return;
        }
        try {
            CompletableFuture.allOf(endings.toArray(CompletableFuture[]::new)).get(ENDING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException later) {
            // They end as soon as this machine lets them.
        } catch (ExecutionException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /**
     * What became of one fault.
     *
     * @param struck whether it has struck on any connection
     * @param progress how far it got on each connection where it was armed and has not struck
     * @param connections how many connections have come
     */
    public record Fate(boolean struck, List<String> progress, int connections) {}

    /**
     * Waits until all that has arrived before this call has been accepted, read and answered. On the loop itself there is
     * nothing to wait for.
     */
    public void settle() {
        if (loop.isCurrent()) {
            return;
        }
        // A code under test knows of its aborted socket before the loop does.
        LocalSockets.settle();
        // Of those who have come by now: a code under test that comes again and again would be waited for for ever.
        var looks = loop.callSettled(LOOKS_TO_SETTLE, () -> looks(connections.size()));
        var over = Collections.nCopies(looks.size(), OtherEnd.NO_LOOK);
        while (!looks.equals(over)) {
            looks.forEach(CompletableFuture::join);
            over = looks;
            // What they have held up comes in now, and may have brought another one.
            int come = looks.size();
            looks = loop.callSettled(LOOKS_TO_SETTLE, () -> looks(come));
        }
    }

    /** A peer that has just closed looks who holds the other end before it reads on. */
    private List<CompletableFuture<Void>> looks(int come) {
        return connections.stream().limit(come).map(ServedConnection::look).toList();
    }

    /** Says what became of a fault so far. */
    public Fate fate(Fault fault) {
        return loop.call(() -> fault.effect() instanceof PeerEffect effect && effect.isAboutConnects()
                ? entrance.fate(fault, connections.size())
                : new Fate(
                        connections.stream()
                                .anyMatch(
                                        connection -> connection.scriptOf(fault).hasStruck(fault)),
                        connections.stream()
                                .flatMap(connection -> connection.scriptOf(fault).progress(fault, loop.now()).stream())
                                .toList(),
                        connections.size()));
    }

    /** Has the loop do something, unless this peer is closed. */
    void onLoop(Callable<?> call) {
        var unused = loop.call(() -> {
            if (closed) {
                throw new IllegalStateException(entrance.peerName() + " is closed");
            }
            return call.call();
        });
    }

    /** Ends everything: where connections come from and the connections are gone when this returns, and every wait is over. */
    public void close() {
        var unused = loop.call(() -> {
            if (!closed) {
                closed = true;
                pathCut.close();
                try {
                    for (var connection : connections) {
                        abandon(connection);
                    }
                    try {
                        entrance.close();
                    } finally {
                        loop.completeCloses();
                    }
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
        } catch (IOException | RuntimeException failure) {
            failed(failure);
        }
    }
}
