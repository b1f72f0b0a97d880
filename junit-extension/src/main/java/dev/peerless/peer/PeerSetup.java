package dev.peerless.peer;

import dev.peerless.fault.Fault;
import dev.peerless.internal.net.PeerServer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apiguardian.api.API;

/** Collects what a peer is to do, and starts it. Not safe for use by several threads at once. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PeerSetup {

    private final PeerPlan.Builder plan = PeerPlan.builder();

    PeerSetup() {
        PeerServer.prepare();
    }

    /**
     * Adds a fault after those already there.
     *
     * @param fault the fault
     * @return this setup
     */
    public PeerSetup fault(Fault fault) {
        plan.fault(fault);
        return this;
    }

    /**
     * Makes the peer a stub.
     *
     * @param conversation what it says
     * @return this setup
     * @throws IllegalArgumentException if the role is settled already
     */
    public PeerSetup speak(Conversation conversation) {
        plan.speak(conversation);
        return this;
    }

    /**
     * Makes the peer a relay.
     *
     * @param upstream the real server
     * @return this setup
     * @throws IllegalArgumentException if the role is settled already, or the host is unknown
     */
    public PeerSetup relayTo(InetSocketAddress upstream) {
        plan.relayTo(upstream);
        return this;
    }

    /**
     * Has the peer speak TLS, {@linkplain Tls#wellBehaved() as it should be}, in front of what it says.
     *
     * @return this setup
     * @throws IllegalArgumentException if that is settled already
     */
    public PeerSetup tls() {
        return tls(Tls.wellBehaved());
    }

    /**
     * Has the peer speak TLS in front of what it says.
     *
     * @param how how it does
     * @return this setup
     * @throws IllegalArgumentException if that is settled already
     */
    public PeerSetup tls(Tls how) {
        plan.tls(how);
        return this;
    }

    /**
     * Has the peer send heartbeats, or answer those of the code under test, beside what else it says and beside other
     * heartbeats.
     *
     * @param which such as {@code Heartbeating.sending("PING\n", Duration.ofMillis(100)).atMost(3)}
     * @return this setup
     */
    public PeerSetup heartbeats(Heartbeating which) {
        plan.heartbeats(which);
        return this;
    }

    /**
     * Says how many bytes of payload the transcript keeps for each direction of a connection; 64 KiB by
     * default.
     *
     * @param bytes 0 or more
     * @return this setup
     */
    public PeerSetup recordPayloadUpTo(int bytes) {
        plan.recordPayloadUpTo(bytes);
        return this;
    }

    /**
     * Says how many bytes the kernel is asked to take ahead of the peer on each connection ({@code SO_RCVBUF}, set before
     * it listens). A small one makes the window close, and writes of the code under test block, soon after the peer has
     * stopped reading. Linux doubles the number and has a minimum of about 2 KiB.
     *
     * @param bytes at least 1
     * @return this setup
     * @throws IllegalArgumentException if it is less
     */
    public PeerSetup receiveBuffer(int bytes) {
        plan.receiveBuffer(ReceiveBuffer.atLeastOneByte(bytes));
        return this;
    }

    /**
     * Has the peer listen on another address than loopback, which is logged as a WARNING: whoever can reach that address
     * can connect, and use the peer as the code under test does, a relay's upstream included. For code under test that runs
     * elsewhere, such as in a container. Connections are recorded as ever; but when their other end is released can be
     * told only by what it sends.
     *
     * @param address an address of this machine, or the wildcard, which is all of them; {@link Peer#address()} is then on
     *     loopback
     * @return this setup
     * @throws IllegalArgumentException if that is settled already
     */
    public PeerSetup listeningOn(InetAddress address) {
        plan.listeningOn(address);
        return this;
    }

    /**
     * Says whether the peer notes, just before it resets a connection, by which descriptor the code under test holds its
     * end, so that the transcript can tell when that is released. Linux only; it delays the RST by the time of one look
     * at the kernel's socket table (measured: 0.3 ms to some milliseconds, depending on the machine's memory). By default
     * it does if {@code peerless-assertions} is on the class path.
     *
     * @param watches whether to do so
     * @return this setup
     */
    public PeerSetup watchReleases(boolean watches) {
        plan.watchReleases(watches);
        return this;
    }

    /**
     * Starts the peer. When this returns, connects are accepted (or refused, if the plan says so).
     *
     * @return the peer, to be closed by the caller
     * @throws IllegalArgumentException if the parts of the plan contradict each other
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public Peer listen() {
        return Peer.listen(plan.build());
    }
}
