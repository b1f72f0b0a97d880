package dev.peerless.peer;

import dev.peerless.fault.DurationText;
import dev.peerless.fault.Fault;
import dev.peerless.plan.Heartbeating;
import dev.peerless.plan.PeerPlan;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.wire.Required;
import java.time.Duration;
import org.apiguardian.api.API;

/** Collects what a client peer is to do, and makes it. Not safe for use by several threads at once. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ClientPeerSetup {

    private final PeerPlan.Builder plan = PeerPlan.builder();
    private int count = 1;
    private Duration patience = Duration.ofSeconds(ClientPeer.PATIENCE_SECONDS);

    ClientPeerSetup() {}

    /**
     * Adds a fault after those already there.
     *
     * @param fault the fault
     * @return this setup
     */
    public ClientPeerSetup fault(Fault fault) {
        plan.fault(fault);
        return this;
    }

    /**
     * Says how many connections are made each time the peer dials, all alike; 1 by default.
     *
     * @param connections at least 1
     * @return this setup
     */
    public ClientPeerSetup count(int connections) {
        count = connections;
        return this;
    }

    /**
     * Has the peer speak TLS in front of what it says: all versions, and faults count bytes of plaintext.
     *
     * @return this setup
     * @throws IllegalArgumentException if that is settled already
     */
    public ClientPeerSetup tls() {
        return tls(Tls.wellBehaved().counting(TlsLayer.PLAINTEXT));
    }

    /**
     * Has the peer speak TLS in front of what it says. It takes any server for the right one, and shows no certificate.
     *
     * @param how how it does
     * @return this setup
     * @throws IllegalArgumentException if that is settled already
     */
    public ClientPeerSetup tls(Tls how) {
        plan.tls(how);
        return this;
    }

    /**
     * Says how long a connect may take until it is given up, as a client's connect timeout does; {@value
     * ClientPeer#PATIENCE_SECONDS} s by default.
     *
     * @param time longer than nothing
     * @return this setup
     * @throws IllegalArgumentException if it is not
     */
    public ClientPeerSetup connectTimeout(Duration time) {
        if (Required.notNull(time, "time").isZero() || time.isNegative()) {
            throw new IllegalArgumentException(
                    "a connect takes some time, but the timeout was " + DurationText.of(time));
        }
        patience = time;
        return this;
    }

    /**
     * Has the peer send heartbeats, or answer those of the code under test, beside what else it says and beside other
     * heartbeats.
     *
     * @param which such as {@code Heartbeating.sending("PING\n", Duration.ofMillis(100)).atMost(3)}
     * @return this setup
     */
    public ClientPeerSetup heartbeats(Heartbeating which) {
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
    public ClientPeerSetup recordPayloadUpTo(int bytes) {
        plan.recordPayloadUpTo(bytes);
        return this;
    }

    /**
     * Says how many bytes the kernel is asked to take ahead of the peer on each connection. See {@link
     * PeerSetup#receiveBuffer(int)}.
     *
     * @param bytes at least 1
     * @return this setup
     * @throws IllegalArgumentException if it is less
     */
    public ClientPeerSetup receiveBuffer(int bytes) {
        plan.receiveBuffer(ReceiveBuffer.atLeastOneByte(bytes));
        return this;
    }

    /**
     * Says whether the peer notes by which descriptor the server under test holds its end. See {@link
     * PeerSetup#watchReleases(boolean)}.
     *
     * @param watches whether to do so
     * @return this setup
     */
    public ClientPeerSetup watchReleases(boolean watches) {
        plan.watchReleases(watches);
        return this;
    }

    /**
     * Makes the peer. It dials when the test says so.
     *
     * @return the peer, to be closed by the caller
     * @throws IllegalArgumentException if the parts of the plan contradict each other
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do what the plan says
     */
    public ClientPeer create() {
        return ClientPeer.of(plan.dial(count).build(), patience);
    }
}
