package dev.peerless.peer;

import dev.peerless.fault.Fault;
import dev.peerless.internal.net.PeerHost;
import dev.peerless.internal.net.Platform;
import dev.peerless.internal.os.ConnectionTable;
import dev.peerless.internal.script.Dice;
import dev.peerless.internal.time.Ticker;
import dev.peerless.plan.PeerPlan;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Failed;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apiguardian.api.API;

/**
 * The other end of the code under test, whichever side dials: a {@link Peer} listens, a {@link ClientPeer} dials. It has
 * connections, and writes down what goes over them.
 *
 * <p>Any thread may use it. Closing it ends every wait on it and resets what is still connected.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public abstract sealed class Endpoint implements AutoCloseable permits Peer, ClientPeer {

    /** So many of the faults armed are in the description of a peer. */
    private static final int ARMED_TOLD = 4;

    private final PeerPlan plan;
    private final PeerHost host;
    private final List<Fault> armed = new CopyOnWriteArrayList<>();
    private final List<Fault> inForce = new CopyOnWriteArrayList<>();

    Endpoint(PeerPlan plan, PeerHost host) {
        this.plan = plan;
        this.host = host;
    }

    /**
     * Gives the reason why a peer with this plan cannot be had on this machine. Most faults can be staged everywhere;
     * {@link dev.peerless.fault.Effect.Abort} takes a right that is seldom granted.
     *
     * @param plan what it would be to do
     * @return the fault and the reason; empty if nothing stands in the way
     */
    public static Optional<String> whyNot(PeerPlan plan) {
        return Platform.HERE.whyNot(Required.notNull(plan, "plan"));
    }

    /** Gives faults armed by chance the seed they lack, so that the plan that is shown can be repeated. */
    static PeerPlan settled(PeerPlan plan) {
        for (var fault : plan.faults()) {
            if (Dice.lacksSeed(fault)) {
                return plan.withFaults(plan.faults().stream().map(Dice::seeded).toList());
            }
        }
        return plan;
    }

    PeerHost peerHost() {
        return host;
    }

    /**
     * Gives the plan as it was when the peer began, with the seeds it drew.
     *
     * @return the plan
     */
    public PeerPlan settledPlan() {
        return plan;
    }

    /**
     * Gives a handle of a connection, which may be taken before that connection exists: whatever needs it waits for it.
     *
     * @param number its number from 1, in the order in which the connections were made
     * @return the handle
     * @throws IllegalArgumentException if the number is below 1
     */
    public Connection connection(int number) {
        return new Connection(this, number);
    }

    /**
     * Tells how many connections have been made so far.
     *
     * @return their number
     */
    public int connectionCount() {
        return (int) connects().count();
    }

    /**
     * Adds a fault while the peer lives: to the connections it has and to those to come. Its trigger counts from now; one
     * that strikes on connect strikes the living connections at once. Like a declared fault it must strike, unless it
     * {@linkplain Fault#allowedNotToFire() may not}.
     *
     * <pre>{@code
     * try (var cut = peer.arm(Fault.cut(onConnect()))) {
     *     ...
     * }
     * }</pre>
     *
     * @param fault the fault
     * @return what takes it back when closed
     * @throws IllegalArgumentException if it contradicts the peer's role, or another fault about how the peer takes
     *     connects, declared or armed and not taken back
     * @throws IllegalStateException if the peer is closed
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do it
     */
    public Armed arm(Fault fault) {
        Required.notNull(fault, "fault");
        // A copy, so that the same fault may be armed twice and is told apart.
        var own = Dice.seeded(fault.labelled(fault.label()));
        takeAsOneOfTheRest(own);
        try {
            armNow(own);
        } catch (Throwable cannot) {
            forget(own);
            throw cannot;
        }
        armed.add(own);
        return new Armed(this, own);
    }

    /** The lock is not held while the fault is armed, which waits for the loop: what runs there may arm as well. */
    private void takeAsOneOfTheRest(Fault own) {
        synchronized (inForce) {
            var together = new ArrayList<>(plan.faults());
            together.addAll(inForce);
            together.removeIf(declared -> !declared.trigger().equals(own.trigger()));
            together.replaceAll(Fault::allowedNotToFire);
            together.add(own.allowedNotToFire());
            Platform.HERE.require(plan.withFaults(together));
            inForce.add(own);
        }
    }

    @SuppressWarnings("ReferenceEquality") // each was made for its arming alone
    private void forget(Fault own) {
        inForce.removeIf(candidate -> candidate == own);
    }

    /**
     * Gives the plan and what was armed later in words, also if it was taken back since: the transcript may tell of it. Words
     * alone, as faults of different times need not go together in one plan.
     */
    final String planAsArmed() {
        var planned = plan.toString();
        if (armed.isEmpty()) {
            return planned;
        }
        var later =
                armed.stream().map(Fault::toString).distinct().limit(ARMED_TOLD).collect(Collectors.joining("; "));
        var nothingPlanned = PeerPlan.builder().build().toString();
        return planned.equals(nothingPlanned) ? later : planned + "; " + later;
    }

    abstract void armNow(Fault fault);

    /** Takes an armed fault back; only then may another take its place. On a closed peer there is nothing to take back. */
    void disarm(Fault fault) {
        host.disarm(fault);
        forget(fault);
    }

    /**
     * Gives all that was observed so far, on all connections. Costs the same however much that is.
     *
     * @return an immutable snapshot
     */
    public Transcript transcript() {
        return host.log().snapshot();
    }

    /**
     * Gives what was observed once all that had arrived before this call is taken in. An event is recorded just after it
     * happened, so the code under test may know of it before {@link #transcript()} does.
     *
     * @return an immutable snapshot
     */
    public Transcript settledTranscript() {
        host.settle();
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
        return host.log().awaitMore(Required.notNull(seen, "seen").size(), Required.notNull(timeout, "timeout"));
    }

    /**
     * Gives the faults, declared or armed, that have not struck on any connection and were expected to. Connects that were
     * refused or ignored leave no trace, so that counts as having struck. All that had arrived before this call is taken
     * in first.
     *
     * @return what has not struck, with how far it got
     */
    public List<UnfiredFault> unfiredFaults() {
        host.settle();
        var all = new ArrayList<>(plan.faults());
        all.addAll(armed);
        return UnfiredFault.among(all, host::fate, this instanceof ClientPeer);
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
     * Waits until the code under test has given up its end of every connection that has come, or the time is up. It has
     * once its FIN or its RST has arrived, or, after a RST of the peer, once its descriptor is seen to be gone. What cannot
     * be known after a RST, on other systems than Linux or where {@linkplain PeerSetup#watchReleases(boolean) releases are
     * not watched}, is not counted.
     *
     * @param patience how long to wait at most
     * @return the connections that the code under test still holds
     * @throws InterruptedException if this thread is interrupted while waiting
     */
    public List<Connection> stillHeld(Duration patience) throws InterruptedException {
        long deadline =
                Ticker.SYSTEM.now() + Required.notNull(patience, "patience").toNanos();
        for (var seen = settledTranscript(); ; seen = transcript()) {
            var held = HeldConnections.in(seen);
            var left = Duration.ofNanos(deadline - Ticker.SYSTEM.now());
            if (held.isEmpty() || seen.ended() || left.isNegative()) {
                return held.stream().map(this::connection).toList();
            }
            var unused = awaitMore(seen, left);
        }
    }

    /**
     * Lists the sockets of this peer's connections, of both sides, as {@code netstat -an} would: {@code CLOSE_WAIT} is an
     * end that nobody has closed since the other side did, {@code TIME_WAIT} is none to worry about; those of an earlier owner of the port are left out. {@code tcp6} is a
     * socket that can do IPv6, as Java's usually are, whatever its addresses.
     *
     * @return the list; empty where the operating system does not show them (other than Linux)
     */
    public String netstat() {
        return ConnectionTable.netstat(listeningPorts(), dialingPorts());
    }

    /** Gives the ports at which one end of each connection is. */
    abstract Set<Integer> listeningPorts();

    /** Gives the ports at which the other end of each connection is, of those that have come so far. */
    abstract Set<Integer> dialingPorts();

    Stream<Connected> connects() {
        return transcript().events().stream()
                .filter(Connected.class::isInstance)
                .map(Connected.class::cast);
    }

    /**
     * Tells whether this peer has been closed.
     *
     * @return whether nothing more will happen on it
     */
    public boolean isClosed() {
        return transcript().ended();
    }

    /** Resets what is connected and ends every wait on this peer; a port of its own is given back. */
    @Override
    public void close() {
        host.close();
    }
}
