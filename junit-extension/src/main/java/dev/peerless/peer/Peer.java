package dev.peerless.peer;

import dev.peerless.internal.net.PeerServer;
import dev.peerless.internal.script.Dice;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Role;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Failed;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;

/**
 * The other end of the code under test: listens on a port of its own on loopback and behaves as its plan says.
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
public final class Peer implements AutoCloseable {

    private final PeerPlan plan;
    private final PeerServer server;

    private Peer(PeerPlan plan, PeerServer server) {
        this.plan = plan;
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
     */
    public static Peer listen(PeerPlan plan) {
        return listen(plan, ReleaseWatching.byDefault());
    }

    static Peer listen(PeerPlan plan, boolean watchesReleases) {
        // Faults armed by chance get their seed here, so that the plan this peer shows can be repeated.
        var settled = new PeerPlan(
                plan.role(), plan.faults().stream().map(Dice::seeded).toList(), plan.recordedPayload());
        return new Peer(settled, PeerServer.start(settled, watchesReleases));
    }

    /**
     * Gives the plan as it was when the peer began to listen, with the seeds it drew.
     *
     * @return the plan
     */
    public PeerPlan settledPlan() {
        return plan;
    }

    /**
     * Gives where to connect to: a literal loopback address, never a name that might mean two.
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
     * @return such as {@code http://127.0.0.1:40213/orders}
     */
    public URI uri(String path) {
        return URI.create("http://" + host() + ":" + port() + path);
    }

    /**
     * Gives a handle of a connection, which may be taken before that connection exists: whatever needs it waits for it.
     *
     * @param number its number in order of acceptance, from 1
     * @return the handle
     * @throws IllegalArgumentException if the number is below 1
     */
    public Connection connection(int number) {
        return new Connection(this, number);
    }

    /**
     * Tells how many connections have been accepted so far.
     *
     * @return their number
     */
    public int connectionCount() {
        return (int) transcript().events().stream()
                .filter(Connected.class::isInstance)
                .count();
    }

    /**
     * Makes this peer a stub, as {@code @PeerSpeaks} does.
     *
     * @param conversation what it says
     * @throws IllegalStateException if a connection has come already, or the peer is closed
     */
    public void speak(Conversation conversation) {
        server.become(new Role.Stub(conversation));
    }

    /**
     * Makes this peer a relay, as {@code @PeerRelays} does.
     *
     * @param upstream the real server
     * @throws IllegalStateException if a connection has come already, or the peer is closed
     */
    public void relayTo(InetSocketAddress upstream) {
        server.become(new Role.Relay(upstream));
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
     * Gives all that was observed so far, on all connections. Costs the same however much that is.
     *
     * @return an immutable snapshot
     */
    public Transcript transcript() {
        return server.log().snapshot();
    }

    /**
     * Gives what was observed once all that had arrived before this call is taken in. An event is recorded just after it
     * happened, so the code under test may know of it before {@link #transcript()} does.
     *
     * @return an immutable snapshot
     */
    public Transcript settledTranscript() {
        server.settle();
        return transcript();
    }

    /**
     * Waits until more has been observed than a transcript shows, the peer is closed, or the time is up.
     *
     * @param seen a transcript of this peer
     * @param timeout how long to wait at most
     * @return a transcript that may or may not show more
     * @throws InterruptedException if this thread is interrupted while waiting
     */
    public Transcript awaitMore(Transcript seen, Duration timeout) throws InterruptedException {
        return server.log().awaitMore(seen.size(), timeout);
    }

    /**
     * Gives the declared faults that have not struck on any connection and were expected to. Connects that were refused
     * leave no trace, so refusing counts as having struck. All that had arrived before this call is taken in first.
     *
     * @return what has not struck, with how far it got
     */
    public List<UnfiredFault> unfiredFaults() {
        server.settle();
        return UnfiredFault.among(plan.faults(), server::fate);
    }

    /**
     * Gives what went wrong in the peer itself, such as exceptions of its conversation. All that had arrived before this
     * call is taken in first.
     *
     * @return the failures, oldest first
     */
    public List<Throwable> failures() {
        return settledTranscript().events().stream()
                .filter(Failed.class::isInstance)
                .map(event -> ((Failed) event).failure())
                .toList();
    }

    /**
     * Tells whether this peer has been closed.
     *
     * @return whether nothing more will happen on it
     */
    public boolean isClosed() {
        return transcript().ended();
    }

    PeerServer server() {
        return server;
    }

    /** Resets what is connected, gives the port back and ends every wait on this peer. */
    @Override
    public void close() {
        server.close();
    }

    @Override
    public String toString() {
        return "peer on port " + port() + " (" + plan + ")";
    }
}
