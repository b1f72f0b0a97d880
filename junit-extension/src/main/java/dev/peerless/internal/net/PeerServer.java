package dev.peerless.internal.net;

import dev.peerless.fault.Fault;
import dev.peerless.fault.PeerEffect;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.transcript.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * A listening peer: what stands behind its connections, and what a test may do to it.
 *
 * <h2>Threads</h2>
 *
 * Public methods may be called from any thread; they hand over to the loop and wait for it.
 */
public final class PeerServer {

    private final PeerHost host;
    private final EventLoop loop;
    private final ListeningEntrance entrance;
    private final Stubs stubs;
    private Role role;

    private PeerServer(PeerPlan plan, EventLoop loop, IgnoredConnects.QueueFiller filler) throws IOException {
        this.host = new PeerHost(plan, loop);
        this.role = plan.role();
        this.loop = loop;
        this.stubs = new Stubs(
                loop,
                plan,
                plan.tls().isEmpty() ? null : DialogueTls.ofServer(plan.tls().get()));
        this.entrance = new ListeningEntrance(host, loop, plan, this::backend, filler);
        host.entersBy(entrance);
    }

    /** Has what all peers share begin, while the plan of the first one is still put together. */
    public static void prepare() {
        EventLoops.begin();
    }

    /**
     * Reserves a port and, unless the plan says otherwise, listens on it before this returns.
     *
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public static PeerServer start(PeerPlan plan) {
        return start(plan, FullQueue::of);
    }

    static PeerServer start(PeerPlan plan, IgnoredConnects.QueueFiller filler) {
        try {
            var server = new PeerServer(plan, EventLoops.next(), filler);
            try {
                server.entrance.begin(plan.faults());
            } catch (Throwable failure) {
                server.host.close();
                throw failure;
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "a peer could not listen on " + plan.listensOn().getHostAddress(), e);
        }
    }

    /** Adds a fault while the peer lives. Not on the loop, like {@link #start}. */
    public void arm(Fault fault) {
        if (!ListeningEntrance.isAboutConnects(fault)) {
            host.arm(fault);
            return;
        }
        try {
            entrance.begin(fault);
        } catch (IOException failure) {
            throw new UncheckedIOException("the fault " + fault.name() + " could not begin", failure);
        }
    }

    public PeerHost host() {
        return host;
    }

    public InetSocketAddress address() {
        return entrance.address();
    }

    private Backend backend(ServedConnection connection) throws IOException {
        if (role instanceof Role.Relay relay) {
            return new RelayBackend(connection, loop, relay.upstream());
        }
        return stubs.on(connection, ((Role.Stub) role).conversation());
    }

    /** Changes what stands behind connections to come, but neither TLS before it nor heartbeats beside it. */
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
            entrance.stopListening(new Origin.ByTest("stopListening()"));
            return null;
        });
    }

    public void listenAgain() {
        host.onLoop(() -> {
            entrance.listenAgain(new Origin.ByTest("listenAgain()"));
            return null;
        });
    }

    /** Dies as a process does, at the test's word. */
    public void crash() {
        host.untilEnded(() -> {
            host.crash(new PeerEffect.Crash(Optional.empty()), new Origin.ByTest("crash()"));
            return null;
        });
    }
}
