package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.PeerEffect.IgnoreConnects;
import dev.peerless.fault.PeerEffect.Overload;
import dev.peerless.fault.PeerEffect.Refuse;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.plan.PeerPlan;
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
    private final IgnoredConnects ignored;
    private Timers.@Nullable Timer recovery;
    private @Nullable Fault closedBy;
    private @Nullable Admission admission;
    private final List<Admission> lifted = new ArrayList<>(0);
    private int shut;
    private boolean pauses;
    private boolean excessNoted;

    ListeningEntrance(
            PeerHost host,
            EventLoop loop,
            PeerPlan plan,
            PeerHost.BackendMaker backends,
            IgnoredConnects.QueueFiller filler)
            throws IOException {
        this.host = host;
        this.loop = loop;
        this.port = new Port(loop, this, plan.listensOn(), plan.receiveBuffer());
        this.backends = backends;
        this.ignored = new IgnoredConnects(filler);
    }

    InetSocketAddress address() {
        return port.address();
    }

    static boolean isAboutConnects(Fault fault) {
        return fault.effect() instanceof PeerEffect effect && effect.isAboutConnects();
    }

    /** Begins with what faults say about connects, and listens unless that is otherwise. */
    void begin(List<Fault> faults) throws IOException {
        boolean listens = true;
        for (var fault : faults) {
            if (isAboutConnects(fault)) {
                begin(fault);
                listens &= fault.effect() instanceof Overload;
            }
        }
        if (listens) {
            var unused = port.listen(Port.BACKLOG);
        }
    }

    /** Begins what a fault says about connects. Not on the loop: it may block while it proves itself. */
    void begin(Fault fault) throws IOException {
        if (fault.effect() instanceof Overload overload) {
            host.onLoop(() -> {
                admission = new Admission(fault, overload);
                host.living().stream().filter(ServedConnection::takesPlace).forEach(admission::keep);
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
            ignored.begin();
            updateInterest();
            return port.listen(FullQueue.BACKLOG);
        });
        FullQueue filled;
        try {
            filled = ignored.fill(port.address());
        } catch (IOException | RuntimeException cannot) {
            var unused = loop.call(this::takesConnectsAsBefore);
            throw cannot;
        }
        boolean takes = loop.call(() -> takesFilled(filled, fault, ignore));
        if (!takes) {
            filled.close();
        }
    }

    /** Whoever wanted connects to be ignored is told that it cannot be. */
    private boolean takesConnectsAsBefore() throws IOException {
        // Otherwise a crash or the test has decided meanwhile.
        if (host.isClosed() || !ignored.isOn()) {
            return false;
        }
        stop();
        updateInterest();
        return port.listen(Port.BACKLOG);
    }

    private boolean takesFilled(FullQueue filled, Fault fault, IgnoreConnects ignore) {
        if (host.isClosed() || !ignored.isFilling()) {
            return false;
        }
        ignored.filled(filled);
        closed(fault, ignore.lasting());
        return true;
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
        if (!mayAccept()) {
            return;
        }
        try {
            if (admission != null && leavesInQueue()) {
                excessNoted = true;
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
            pause();
        }
    }

    private void pause() {
        pauses = true;
        updateInterest();
        var unused = loop.schedule(loop.now() + PAUSE_AFTER_FAILURE, () -> {
            pauses = false;
            updateInterest();
        });
    }

    /** Asked again after each connection: it may have begun a cut, or have taken the last place. */
    private void acceptAll() throws IOException {
        while (mayAccept() && !leavesInQueue()) {
            var channel = port.accept();
            if (channel == null) {
                ignored.forgetQueue();
                return;
            }
            accepted(channel);
        }
    }

    private void accepted(SocketChannel channel) throws IOException {
        var remote = (InetSocketAddress) channel.getRemoteAddress();
        if (ignored.holds(remote)) {
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
        boolean tookConnects = !ignored.isOn();
        ignored.end();
        try {
            ignored.forgetQueue();
        } finally {
            tookConnects &= port.stop();
        }
        return tookConnects;
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
            if (ignored.isFilling()) {
                // Nobody knows yet who is only there to fill it.
                var unused = stop();
            }
            boolean begins = port.listen(Port.BACKLOG);
            excessNoted &= !begins;
            if (ignored.isOn()) {
                // Who waits is to find the same listener: a gap between two would refuse a SYN that falls into it.
                begins = true;
                ignored.end();
                acceptAll();
            }
            updateInterest();
            if (begins) {
                host.log().append(new WireEvent.Listening(loop.now(), true, origin));
            }
        } catch (IOException failure) {
            failed(failure);
        }
    }

    /** Tells whether who comes is let in; otherwise it waits in the kernel for the end of a cut, for instance. */
    private boolean mayAccept() {
        return shut == 0 && !ignored.isOn() && !pauses;
    }

    /** Tells whether who comes waits in the kernel for room. The first who does is noted. */
    private boolean leavesInQueue() {
        return admission != null && admission.leavesInQueue();
    }

    private void updateInterest() {
        excessNoted &= leavesInQueue();
        port.setOpen(mayAccept() && !excessNoted);
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
            admission.admit(next);
        }
        updateInterest();
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
            var over = admission;
            lifted.add(over);
            admission = null;
            over.waiting().forEach(over::admit);
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
        try {
            ignored.forgetQueue();
        } finally {
            port.close();
        }
    }
}
