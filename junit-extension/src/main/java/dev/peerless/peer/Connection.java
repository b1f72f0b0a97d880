package dev.peerless.peer;

import dev.peerless.fault.Effect;
import dev.peerless.internal.net.PeerHost;
import dev.peerless.internal.net.Platform;
import dev.peerless.internal.os.ConnectionTable;
import dev.peerless.internal.time.Ticker;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import dev.peerless.wire.TcpState;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * One TCP connection as its peer sees it. It may be taken before the connection exists: what needs the connection waits
 * for it, {@value #PATIENCE_SECONDS} s at most.
 *
 * <p>Any thread may use it. What it is told to do has been done when the method returns: a RST is out. That takes some
 * milliseconds, in which the kernel sends what the peer had sent before, and it is looked who holds the other end, where
 * releases are watched. Only where the code under test has to take something first does the method return without the RST:
 * at once if that is the connection itself, after a tenth of a second or more if it is bytes for which its receive buffer
 * has no room. The RST follows as soon as that is taken, or after a second without progress at the latest; {@code
 * assertThatConnection(connection).wasReset()} waits for it. From a conversation, which runs on the thread of a peer, and
 * from a thread that is interrupted, no method waits for a RST. On a connection that has ended nothing is done.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Connection {

    /** How many seconds are waited for a connection to come. */
    public static final int PATIENCE_SECONDS = 5;

    private static final Duration PATIENCE = Duration.ofSeconds(PATIENCE_SECONDS);

    private final Endpoint peer;
    private final int number;

    Connection(Endpoint peer, int number) {
        if (number < 1) {
            throw new IllegalArgumentException("connections are numbered from 1, but was " + number);
        }
        this.peer = peer;
        this.number = number;
    }

    /**
     * Gives the peer that accepted or made this connection, or will.
     *
     * @return the peer
     */
    public Endpoint peer() {
        return peer;
    }

    /**
     * Gives this connection's number in the order in which connections were made.
     *
     * @return the number, from 1
     */
    public int number() {
        return number;
    }

    /**
     * Gives what was observed on this connection so far.
     *
     * @return an immutable snapshot, without events if the connection has not come yet
     */
    public Transcript transcript() {
        return peer.transcript().ofConnection(number);
    }

    /**
     * Gives the state of the code under test's end of this connection, as its kernel has it now. {@link
     * TcpState#CLOSED} once that kernel has forgotten the connection.
     *
     * @return the state; empty where the operating system does not show it (other than Linux), or if the connection has
     *     not come yet
     */
    public Optional<TcpState> tcpState() {
        return endOfCodeUnderTest()
                .map(end -> ConnectionTable.state(end, peer.peerHost().localEnd(number)));
    }

    /**
     * Gives the time until the kernel of the code under test sends the next TCP keep-alive probe on this connection, as it
     * has it now: {@code SO_KEEPALIVE} is on, whoever set it and however deep in a library the socket is. Right after the
     * connect that is the idle time, {@code TCP_KEEPIDLE}. The kernel shows one timer at a time: while it has bytes to send
     * again, this is empty.
     *
     * @return the time, in steps of 10 ms; empty if no probe is due, where the operating system does not show it (other
     *     than Linux), or if the connection has not come yet
     */
    public Optional<Duration> nextKeepAliveProbe() {
        return endOfCodeUnderTest()
                .flatMap(end ->
                        ConnectionTable.nextKeepAliveProbe(end, peer.peerHost().localEnd(number)));
    }

    /** Gives where the code under test's end is, if the connection has come and the system shows its sockets. */
    private Optional<InetSocketAddress> endOfCodeUnderTest() {
        if (!ConnectionTable.isAvailable()) {
            return Optional.empty();
        }
        return transcript().events().stream()
                .filter(Connected.class::isInstance)
                .findFirst()
                .map(event -> ((Connected) event).remote());
    }

    /**
     * Gives what has arrived from the code under test so far, as far as it was recorded; where the peer speaks TLS itself,
     * what was said under it.
     *
     * @return the bytes, in order; the first 64 KiB unless the plan says otherwise
     */
    public Bytes received() {
        return transcript().received();
    }

    /** Sends a RST. See {@link dev.peerless.fault.Effect.Reset}. */
    public void reset() {
        control(connection -> connection.reset(new Origin.ByTest("reset()")));
    }

    /** Sends a FIN, and a RST on what comes afterwards. See {@link dev.peerless.fault.Effect.Close}. */
    public void close() {
        control(connection -> connection.close(new Origin.ByTest("close()")));
    }

    /** Sends a FIN and at once a RST. See {@link dev.peerless.fault.Effect.CloseAtOnce}. */
    public void closeAtOnce() {
        control(connection -> connection.closeAtOnce(new Origin.ByTest("closeAtOnce()")));
    }

    /** Sends a FIN and goes on reading. See {@link dev.peerless.fault.Effect.HalfClose}. */
    public void halfClose() {
        control(connection -> connection.halfClose(new Origin.ByTest("halfClose()")));
    }

    /** Stops reading and sending. See {@link dev.peerless.fault.Effect.Stall}. */
    public void stall() {
        control(connection -> connection.stall(new Origin.ByTest("stall()")));
    }

    /** Reads and sends again after a stall; does nothing otherwise. */
    public void resume() {
        control(connection -> connection.resume(new Origin.ByTest("resume()")));
    }

    /** Becomes a black hole. See {@link dev.peerless.fault.Effect.BlackHole}. */
    public void vanish() {
        control(connection -> connection.vanish(new Origin.ByTest("vanish()")));
    }

    /**
     * Has the code under test's own machine end its socket. See {@link dev.peerless.fault.Effect.Abort}.
     *
     * @throws dev.peerless.fault.UnsupportedFaultException if this machine cannot do that
     */
    public void abort() {
        Platform.HERE.require("abort()", new Effect.Abort());
        control(connection -> connection.abort(new Origin.ByTest("abort()")));
    }

    /**
     * Sends bytes after all that was to be sent before, under TLS once the handshake is complete. On a connection that
     * has ended they are dropped, and so is by whatever ends it what the kernel had no room for yet.
     *
     * @param bytes what to send
     */
    public void send(Bytes bytes) {
        Required.notNull(bytes, "bytes");
        control(connection -> connection.send(bytes.asByteBuffer()));
    }

    /**
     * Sends text as UTF-8. See {@link #send(Bytes)}.
     *
     * @param text what to send
     */
    public void send(String text) {
        send(Bytes.utf8(text));
    }

    /**
     * Has the faults of this connection strike whose trigger is on demand.
     *
     * @throws IllegalStateException if there is none that has not struck yet
     */
    public void fire() {
        control(connection -> {
            if (!connection.fire()) {
                throw new IllegalStateException("no fault waits for demand on " + this
                        + (connection.hasFired()
                                ? "; it has struck already, which it does once on a connection"
                                : "; declare one with Trigger.onDemand() or onDemand = true"));
            }
        });
    }

    private void control(PeerHost.Action action) {
        awaitConnected();
        peer.peerHost().control(number, action);
    }

    private void awaitConnected() {
        long deadline = Ticker.SYSTEM.now() + PATIENCE.toNanos();
        try {
            for (var seen = peer.transcript(); !hasCome(seen); ) {
                var left = Duration.ofNanos(deadline - Ticker.SYSTEM.now());
                if (seen.ended() || left.isNegative()) {
                    throw new IllegalStateException(this + " has not come"
                            + (seen.ended() ? "; the peer is closed" : " within " + PATIENCE_SECONDS + " s")
                            + ", " + peer.connectionCount() + " so far");
                }
                seen = peer.awaitMore(seen, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + this, e);
        }
    }

    private boolean hasCome(Transcript transcript) {
        return transcript.events().stream()
                .anyMatch(event -> event instanceof Connected && event.connection() == number);
    }

    @Override
    public String toString() {
        return "connection #" + number + " of " + peer;
    }
}
