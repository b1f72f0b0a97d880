package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.fault.PeerEffect.IgnoreConnects;
import dev.peerless.fault.PeerEffect.Overload;
import dev.peerless.fault.PeerEffect.Refuse;
import dev.peerless.internal.script.FaultScript;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A listening peer: its port, and how it takes connects.
 *
 * <h2>Threads</h2>
 *
 * Public methods may be called from any thread; they hand over to the loop and wait for it.
 */
public final class PeerServer implements EventLoop.Ready, Entrance {

    private static final long PAUSE_AFTER_FAILURE = Duration.ofMillis(100).toNanos();

    private final PeerHost host;
    private final EventLoop loop;
    private final Port port;
    private final @Nullable StubTls tls;
    private Role role;
    private Timers.@Nullable Timer recovery;
    private @Nullable FullQueue fullQueue;
    private @Nullable Admission admission;
    private int shut;

    private PeerServer(PeerPlan plan, boolean watchesReleases, EventLoop loop) throws IOException {
        this.host = new PeerHost(plan, watchesReleases, loop);
        this.role = plan.role();
        this.tls = plan.tls().map(StubTls::new).orElse(null);
        this.loop = loop;
        this.port = new Port(loop, this, plan.receiveBuffer());
        host.entersBy(this);
    }

    /**
     * Reserves a port on loopback and, unless the plan says otherwise, listens on it before this returns.
     *
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public static PeerServer start(PeerPlan plan, boolean watchesReleases) {
        try {
            var server = new PeerServer(plan, watchesReleases, EventLoops.next());
            try {
                server.begin(plan);
            } catch (Throwable failure) {
                server.host.close();
                throw failure;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("a peer could not listen on loopback", e);
        }
    }

    private void begin(PeerPlan plan) throws IOException {
        var aboutConnects =
                plan.faults().stream().filter(PeerServer::isAboutConnects).toList();
        for (var fault : aboutConnects) {
            begin(fault);
        }
        if (aboutConnects.stream().allMatch(fault -> fault.effect() instanceof Overload)) {
            var unused = port.listen(Port.BACKLOG);
        }
    }

    private static boolean isAboutConnects(Fault fault) {
        return fault.effect() instanceof PeerEffect effect && effect.isAboutConnects();
    }

    /** Adds a fault while the peer lives. Not on the loop, like {@link #begin}. */
    public void arm(Fault fault) {
        if (!isAboutConnects(fault)) {
            host.arm(fault);
            return;
        }
        try {
            begin(fault);
        } catch (IOException failure) {
            throw new UncheckedIOException("the fault " + fault.name() + " could not begin", failure);
        }
    }

    /** Begins what a fault says about connects. Not on the loop: it may block while it proves itself. */
    private void begin(Fault fault) throws IOException {
        var origin = new Origin.ByFault(fault);
        if (fault.effect() instanceof Overload overload) {
            host.onLoop(() -> {
                admission = new Admission(fault, overload);
                host.living().forEach(admission::keep);
                return null;
            });
        } else if (fault.effect() instanceof Refuse refuse) {
            host.onLoop(() -> {
                stop();
                listensNoMore(origin, refuse.lasting());
                return null;
            });
        } else if (fault.effect() instanceof IgnoreConnects ignore) {
            ignoreConnects(ignore, origin);
        }
    }

    private void ignoreConnects(IgnoreConnects ignore, Origin origin) throws IOException {
        host.onLoop(() -> {
            stop();
            port.setOpen(false);
            return port.listen(FullQueue.BACKLOG);
        });
        var filled = FullQueue.of(port.address());
        host.onLoop(() -> {
            fullQueue = filled;
            listensNoMore(origin, ignore.lasting());
            return null;
        });
    }

    private void listensNoMore(Origin origin, Optional<Duration> lasting) {
        host.log().append(new WireEvent.Listening(loop.now(), false, origin));
        recoverAfter(lasting, origin);
    }

    private void recoverAfter(Optional<Duration> lasting, Origin origin) {
        lasting.ifPresent(time -> recovery = loop.schedule(loop.now() + time.toNanos(), () -> listen(origin)));
    }

    public PeerHost host() {
        return host;
    }

    public InetSocketAddress address() {
        return port.address();
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
        host.begin(connection, channel, this::backend);
    }

    private Backend backend(ServedConnection connection) throws IOException {
        if (role instanceof Role.Relay relay) {
            return new RelayBackend(connection, loop, relay.upstream());
        }
        var dialogue = ((Role.Stub) role).conversation().begin();
        return tls == null ? new StubBackend(connection, dialogue) : tls.backend(connection, loop, dialogue);
    }

    @Override
    public void failed(Throwable failure) {
        host.failed(failure);
    }

    /** Changes what stands behind connections to come, but not whether there is TLS before it. */
    public void become(Role newRole) {
        host.onLoop(() -> {
            if (host.connectionCount() > 0) {
                throw new IllegalStateException("a peer's role is settled with its first connection, but "
                        + host.connectionCount() + " came already");
            }
            role = newRole;
            return null;
        });
    }

    public void stopListening() {
        host.onLoop(() -> {
            if (stop()) {
                host.log().append(new WireEvent.Listening(loop.now(), false, new Origin.ByTest("stopListening()")));
            }
            return null;
        });
    }

    public void listenAgain() {
        host.onLoop(() -> {
            cancelRecovery();
            listen(new Origin.ByTest("listenAgain()"));
            return null;
        });
    }

    /** Dies as a process does, at the test's word. */
    public void crash() {
        host.onLoop(() -> {
            host.crash(new PeerEffect.Crash(Optional.empty()), new Origin.ByTest("crash()"));
            return null;
        });
    }

    private boolean stop() throws IOException {
        cancelRecovery();
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
        return admission != null && FaultScript.isSame(admission.fault(), fault)
                ? admission.fate(connections)
                : Entrance.super.fate(fault, connections);
    }

    @Override
    public void lift(Fault fault) {
        var origin = new Origin.ByFault(fault);
        if (admission != null && FaultScript.isSame(admission.fault(), fault)) {
            var lifted = admission;
            admission = null;
            lifted.waiting().forEach(connection -> admit(connection, origin));
            updateInterest();
        } else if (isAboutConnects(fault)) {
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
