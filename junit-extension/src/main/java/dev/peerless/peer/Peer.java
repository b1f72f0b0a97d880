package dev.peerless.peer;

import dev.peerless.fault.Fault;
import dev.peerless.internal.net.PeerServer;
import dev.peerless.internal.net.Platform;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.wire.AddressText;
import dev.peerless.wire.Required;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * The other end of the code under test: listens on a port of its own on loopback, and nowhere else unless it is {@linkplain
 * PeerSetup#listeningOn told to}, and behaves as its plan says.
 *
 * <pre>{@code
 * try (Peer peer = Peer.plan().fault(Fault.reset(afterReceiving(16))).listen()) {
 *     var client = new OrderClient(peer.address());
 *     ...
 * }
 * }</pre>
 *
 * <p>Any thread may use a peer. Closing it ends every wait on it and resets what is still connected; the port is free
 * afterwards.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Peer extends Endpoint {

    private final PeerServer server;

    private Peer(PeerPlan plan, PeerServer server) {
        super(plan, server.host());
        this.server = server;
    }

    /**
     * Begins the plan of a peer: a silent, well-behaved stub until told otherwise.
     *
     * @return a new setup, to be ended with {@link PeerSetup#listen()}
     */
    public static PeerSetup plan() {
        return new PeerSetup();
    }

    /**
     * Starts a peer. When this returns, connects are accepted (or refused, if the plan says so).
     *
     * @param plan what it is to do
     * @return the peer, to be closed by the caller
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public static Peer listen(PeerPlan plan) {
        return listen(Required.notNull(plan, "plan"), Platform.HERE);
    }

    static Peer listen(PeerPlan plan, Platform platform) {
        var settled = settled(plan);
        if (settled.role() instanceof Role.Client) {
            throw new IllegalArgumentException(
                    "a peer that " + settled.role() + " does not listen; make a ClientPeer of it");
        }
        platform.require(settled);
        var peer = new Peer(settled, PeerServer.start(settled));
        // Looked at here, since the first look at a log costs a first peer some milliseconds.
        if (!settled.listensOn().isLoopbackAddress()) {
            Exposure.warn(settled.listensOn(), peer.port());
        }
        return peer;
    }

    /**
     * Gives where to connect to: a literal address, never a name that might mean two. It is on loopback unless {@link
     * PeerSetup#listeningOn} named another one; where that was the wildcard, it is on loopback, too.
     *
     * @return the address
     */
    public InetSocketAddress address() {
        return server.address();
    }

    /**
     * Gives the host part of the address.
     *
     * @return a literal such as {@code 127.0.0.1}
     */
    public String host() {
        return address().getAddress().getHostAddress();
    }

    /**
     * Gives the port.
     *
     * @return the port
     */
    public int port() {
        return address().getPort();
    }

    /**
     * Gives an HTTP URI of this peer.
     *
     * @param path from the first slash on
     * @return such as {@code http://127.0.0.1:40213/orders}, or {@code https} if this peer speaks TLS; an address of IPv6
     *     stands in brackets
     * @throws IllegalArgumentException if the path does not begin with a slash, or is none of a URI
     */
    public URI uri(String path) {
        if (!Required.notNull(path, "path").startsWith("/")) {
            throw new IllegalArgumentException("a path begins with a slash, but was \"" + path + "\"");
        }
        var scheme = settledPlan().tls().isPresent() ? "https" : "http";
        return URI.create(scheme + "://" + AddressText.of(host(), port()) + path);
    }

    /**
     * Gives what clients need to speak TLS with this peer.
     *
     * @return what to trust
     * @throws IllegalStateException if this peer does not speak TLS itself
     */
    public PeerTls tls() {
        return settledPlan()
                .tls()
                .map(how -> new PeerTls())
                .orElseThrow(() -> new IllegalStateException(
                        this + " does not speak TLS; write @PeerSpeaksTls, or Peer.plan().tls() in code"));
    }

    /**
     * Makes this peer a stub, as {@code @PeerSpeaks} does. If its plan has it speak TLS, it does so in front of that, and
     * the heartbeats of its plan stay.
     *
     * @param conversation what it says
     * @throws IllegalStateException if a connection has come already, or the peer is closed
     */
    public void speak(Conversation conversation) {
        server.become(new Role.Stub(
                Required.notNull(conversation, "conversation"), settledPlan().tls()));
    }

    /**
     * Makes this peer a relay, as {@code @PeerRelays} does.
     *
     * @param upstream the real server
     * @throws IllegalStateException if a connection has come already, or the peer is closed, or speaks TLS itself, or has
     *     heartbeats of its own
     */
    public void relayTo(InetSocketAddress upstream) {
        var relay = new Role.Relay(upstream);
        settledPlan().tls().ifPresent(tls -> {
            throw new IllegalStateException("a relay passes on the TLS of its upstream, but this peer " + tls
                    + " itself and is told that it " + relay);
        });
        settledPlan().heartbeats().stream().findFirst().ifPresent(heartbeats -> {
            throw new IllegalStateException("a relay passes on the heartbeats of both sides, but this peer "
                    + heartbeats + " itself and is told that it " + relay);
        });
        server.become(relay);
    }

    /**
     * Ceases to listen: connects are refused, connections not yet accepted are reset, the others live on. The port stays
     * this peer's. Does nothing if it does not listen.
     */
    public void stopListening() {
        server.stopListening();
    }

    /** Listens again on the same port. Does nothing if it listens. */
    public void listenAgain() {
        server.listenAgain();
    }

    /**
     * Dies as a process that is killed: see {@link dev.peerless.fault.PeerEffect.Crash}. {@link #listenAgain()} is its
     * restart. What it sends on its connections is out when this returns, as that of a {@link Connection}.
     */
    public void crash() {
        server.crash();
    }

    @Override
    Set<Integer> listeningPorts() {
        return Set.of(port());
    }

    @Override
    Set<Integer> dialingPorts() {
        return connects().map(connect -> connect.remote().getPort()).collect(Collectors.toSet());
    }

    @Override
    void armNow(Fault fault) {
        server.arm(fault);
    }

    @Override
    public String toString() {
        return "peer on port " + port() + " (" + planAsArmed() + ")";
    }
}
