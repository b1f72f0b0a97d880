package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.PeerEffect.IgnoreConnects;
import dev.peerless.fault.PeerEffect.Overload;
import dev.peerless.fault.PeerEffect.Refuse;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The way into a peer that listens: who comes is let in, refused, ignored or sent away, as the faults about connects and
 * the test say.
 *
 * <h2>Threads</h2>
 *
 * Lives on the peer's event loop, except for {@code begin}, which may block and is called from elsewhere.
 */
final class ListeningEntrance implements EventLoop.Ready, Entrance {

    private static final long PAUSE_AFTER_FAILURE = Duration.ofMillis(100).toNanos();

    private final PeerHost host;
    private final EventLoop loop;
    private final Port port;
    private final PeerHost.BackendMaker backends;
    private final QueueFiller filler;
    private Timers.@Nullable Timer recovery;
    private @Nullable FullQueue fullQueue;
    private @Nullable Fault closedBy;
    private @Nullable Admission admission;
    private final List<Admission> lifted = new ArrayList<>(0);
    private int shut;

    /** Fills the queue of a listener, as {@link FullQueue#of} does. */
    interface QueueFiller {
        FullQueue fill(InetSocketAddress address) throws IOException;
    }

    ListeningEntrance(
            PeerHost host, EventLoop loop, int receiveBuffer, PeerHost.BackendMaker backends, QueueFiller filler)
            throws IOException {
        this.host = host;
        this.loop = loop;
        this.port = new Port(loop, this, receiveBuffer);
        this.backends = backends;
        this.filler = filler;
    }

    InetSocketAddress address() {
        return port.address();
    }

    static boolean isAboutConnects(Fault fault) {
        return fault.effect() instanceof PeerEffect effect && effect.isAboutConnects();
    }

    /** Begins with what faults say about connects, and listens unless that is otherwise. */
    void begin(List<Fault> faults) throws IOException {
        var aboutConnects =
                faults.stream().filter(ListeningEntrance::isAboutConnects).toList();
        for (var fault : aboutConnects) {
            begin(fault);
        }
        if (aboutConnects.stream().allMatch(fault -> fault.effect() instanceof Overload)) {
            var unused = port.listen(Port.BACKLOG);
        }
    }

    /** Begins what a fault says about connects. Not on the loop: it may block while it proves itself. */
    void begin(Fault fault) throws IOException {
        if (fault.effect() instanceof Overload overload) {
            host.onLoop(() -> {
                admission = new Admission(fault, overload);
                host.living().forEach(admission::keep);
                return null;
            });
        } else if (fault.effect() instanceof Refuse refuse) {
            host.onLoop(() -> {
                stop();
                closed(fault, refuse.lasting());
                return null;
            });
        } else if (fault.effect() instanceof IgnoreConnects ignore) {
            ignoreConnects(fault, ignore);
        }
    }

    private void ignoreConnects(Fault fault, IgnoreConnects ignore) throws IOException {
        host.onLoop(() -> {
            stop();
            port.setOpen(false);
            return port.listen(FullQueue.BACKLOG);
        });
        FullQueue filled;
        try {
            filled = filler.fill(port.address());
        } catch (IOException | RuntimeException cannot) {
            // Whoever wanted it is told; the peer is to be as it was.
            host.onLoop(() -> {
                stop();
                updateInterest();
                return port.listen(Port.BACKLOG);
            });
            throw cannot;
        }
        host.onLoop(() -> {
            fullQueue = filled;
            closed(fault, ignore.lasting());
            return null;
        });
    }

    private void closed(Fault fault, Optional<Duration> lasting) {
        var origin = new Origin.ByFault(fault);
        closedBy = fault;
        host.log().append(new WireEvent.Listening(loop.now(), false, origin));
        recoverAfter(lasting, origin);
    }

    private void recoverAfter(Optional<Duration> lasting, Origin origin) {
        lasting.ifPresent(time -> recovery = loop.schedule(loop.now() + time.toNanos(), () -> listen(origin)));
    }

    @Override
    public void ready(SelectionKey key) throws IOException {
        try {
            if (admission != null && admission.leavesInQueue()) {
                admission.turnedAway();
                host.log().append(new WireEvent.LeftInQueue(loop.now(), admission.origin()));
                updateInterest();
                return;
            }
            acceptAll();
        } catch (IOException failure) {
            // Too many open files, for instance: what waits stays ready, so without a pause this would come at once
            // again.
            failed(failure);
            port.setOpen(false);
            var unused = loop.schedule(loop.now() + PAUSE_AFTER_FAILURE, this::updateInterest);
        }
    }

    private void acceptAll() throws IOException {
        while (admission == null || !admission.leavesInQueue()) {
            var channel = port.accept();
            if (channel == null) {
                return;
            }
            accepted(channel);
        }
    }

    private void accepted(SocketChannel channel) throws IOException {
        var remote = (InetSocketAddress) channel.getRemoteAddress();
        if (fullQueue != null && fullQueue.holds(remote)) {
            Hangup.rst(loop, channel);
            return;
        }
        var treatment = admission == null ? List.<Fault>of() : admission.treatment();
        var connection = host.take(channel, remote, Direction.RECEIVED, treatment);
        if (admission != null) {
            admission.take(connection);
        }
        host.begin(connection, channel, backends);
    }

    @Override
    public void failed(Throwable failure) {
        host.failed(failure);
    }

    void stopListening(Origin origin) throws IOException {
        if (stop()) {
            host.log().append(new WireEvent.Listening(loop.now(), false, origin));
        }
    }

    void listenAgain(Origin origin) {
        cancelRecovery();
        listen(origin);
    }

    private boolean stop() throws IOException {
        cancelRecovery();
        closedBy = null;
        boolean ignored = fullQueue != null;
        emptyQueue();
        return port.stop() && !ignored;
    }

    private void emptyQueue() throws IOException {
        if (fullQueue != null) {
            fullQueue.close();
            fullQueue = null;
        }
    }

    /** From here on the test decides. */
    private void cancelRecovery() {
        if (recovery != null) {
            recovery.cancel();
        }
    }

    private void listen(Origin origin) {
        try {
            if (host.isClosed()) {
                return;
            }
            closedBy = null;
            boolean begins = port.listen(Port.BACKLOG);
            if (fullQueue != null) {
                // Who waits is to find the same listener: a gap between two would refuse a SYN that falls into it.
                begins = true;
                updateInterest();
                acceptAll();
                emptyQueue();
            }
            if (begins) {
                host.log().append(new WireEvent.Listening(loop.now(), true, origin));
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    /** Who comes is let in, unless it is to wait in the kernel for what ends a cut, or for room. */
    private void updateInterest() {
        port.setOpen(shut == 0 && (admission == null || !admission.leavesInQueue()));
    }

    @Override
    public String peerName() {
        return "the peer on port " + address().getPort();
    }

    @Override
    public void crash(PeerEffect.Crash crash, Origin origin) throws IOException {
        var unused = stop();
        if (admission != null) {
            admission.clear();
        }
        recoverAfter(crash.restartsAfter(), origin);
    }

    @Override
    public void shut() {
        shut++;
        updateInterest();
    }

    @Override
    public void open() {
        shut--;
        updateInterest();
    }

    @Override
    public void ended(ServedConnection connection) {
        if (admission != null) {
            admission.ended(connection);
            // Not in the middle of what ends the other one.
            loop.execute(this::fillPlaces);
        }
    }

    private void fillPlaces() {
        if (admission == null || host.isClosed()) {
            return;
        }
        for (var next = admission.promote(); next != null; next = admission.promote()) {
            admit(next, admission.origin());
        }
        updateInterest();
    }

    private static void admit(ServedConnection connection, Origin origin) {
        connection.guarded(() -> connection.control().resume(origin)).run();
    }

    @Override
    public PeerHost.Fate fate(Fault fault, int connections) {
        var asked = Stream.concat(Stream.ofNullable(admission), lifted.stream())
                .filter(candidate -> FaultScript.isSame(candidate.fault(), fault))
                .findFirst();
        return asked.isPresent() ? asked.get().fate(connections) : Entrance.super.fate(fault, connections);
    }

    @Override
    public void lift(Fault fault) {
        var origin = new Origin.ByFault(fault);
        if (admission != null && FaultScript.isSame(admission.fault(), fault)) {
            var waiting = admission.waiting();
            lifted.add(admission);
            admission = null;
            waiting.forEach(connection -> admit(connection, origin));
            updateInterest();
        } else if (closedBy != null && FaultScript.isSame(closedBy, fault)) {
            // Otherwise it is over, or the test or a crash has decided since.
            cancelRecovery();
            listen(origin);
        }
    }

    @Override
    public void close() throws IOException {
        cancelRecovery();
        emptyQueue();
        port.close();
    }
}
