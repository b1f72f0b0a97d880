package dev.peerless.transcript;

import dev.peerless.wire.Bytes;
import java.net.InetSocketAddress;
import org.apiguardian.api.API;

/**
 * One observed thing. An event is recorded after the system call that caused it has returned: a RST in a transcript
 * has been sent.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface WireEvent {

    /**
     * Tells on which connection it happened.
     *
     * @return the connection's number from 1, or 0 for what concerns the listening peer
     */
    int connection();

    /**
     * Tells when it happened.
     *
     * @return a {@link System#nanoTime()} reading
     */
    long nanos();

    /**
     * A connection was made.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction who connected: received if the code under test did and the peer accepted, sent if a client peer did
     * @param remote the address of the code under test
     */
    record Connected(int connection, long nanos, Direction direction, InetSocketAddress remote) implements WireEvent {}

    /**
     * A client peer could not connect.
     *
     * @param nanos when
     * @param remote the address of the code under test
     * @param failure why
     */
    record ConnectFailed(long nanos, InetSocketAddress remote, Exception failure) implements WireEvent {
        @Override
        public int connection() {
            return 0;
        }
    }

    /**
     * Bytes were read, or were taken by the kernel to be sent. Where the peer speaks TLS itself they are what was said
     * under it, and {@link TlsBytes} tells what went over the wire.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way
     * @param size how many bytes
     * @param payload the first of them, or all; empty once the payload limit of the plan is used up
     */
    record Data(int connection, long nanos, Direction direction, long size, Bytes payload) implements WireEvent {

        /**
         * Tells whether the payload is all there.
         *
         * @return whether nothing of it was left out
         */
        public boolean isComplete() {
            return payload.size() == size;
        }
    }

    /**
     * One side said that it sends no more.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way the FIN went
     * @param origin what caused it
     * @param closing whether the side that sent it takes nothing more either; known of the peer's own FIN alone
     */
    record Fin(int connection, long nanos, Direction direction, Origin origin, boolean closing) implements WireEvent {}

    /**
     * One side ended the connection at once.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way the RST went
     * @param origin what caused it
     * @param detail what else is to be said about it, or an empty text
     * @param releaseVisible whether a later {@link Released} will tell when the code under test closes its socket
     */
    record Rst(int connection, long nanos, Direction direction, Origin origin, String detail, boolean releaseVisible)
            implements WireEvent {}

    /**
     * The peer stopped reading and sending.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param origin what caused it
     */
    record Stalled(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * The peer reads and sends again after a stall.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param origin what caused it
     */
    record Resumed(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * The peer became slow to send, to receive, or both, as the fault that caused it says.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param origin what caused it
     */
    record Slowed(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * The peer is slow no more: what was delayed goes at once, the rest as ever.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param origin what had made it slow
     */
    record FullSpeed(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * The peer turned into a black hole: what arrives from now on is discarded and never answered.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param origin what caused it
     */
    record Vanished(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * The peer went mute: the first heartbeat that it leaves out, having sent as many as it was to, has fallen due. The
     * connection stays open. Nothing that the code under test could see tells of it but the silence.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param after how many heartbeats it had sent
     * @param origin which heartbeats
     */
    record Muted(int connection, long nanos, int after, Origin.ByHeartbeats origin) implements WireEvent {}

    /**
     * A fault has altered bytes. What was sent is in the transcript as it went over the wire, altered; what was received is
     * there as it came, and it is the conversation or the upstream that gets it altered.
     *
     * <p>There is one for each read or write that was altered, as long as their payload is kept; of those behind there is one
     * from time to time, which sums them up.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way the bytes went
     * @param offset how many bytes had gone over the wire that way before the first that was altered or inserted
     * @param flipped how many bytes have a bit flipped
     * @param inserted how many bytes of garbage were inserted
     * @param origin the fault that did it
     */
    record Corrupted(
            int connection,
            long nanos,
            Direction direction,
            long offset,
            long flipped,
            long inserted,
            Origin.ByFault origin)
            implements WireEvent {}

    /**
     * The code under test's machine has ended its socket from its own side. The RST that this sends to the peer follows.
     *
     * @param connection the connection's number
     * @param nanos when the peer saw it
     * @param origin what caused it
     */
    record Aborted(int connection, long nanos, Origin origin) implements WireEvent {}

    /**
     * Bytes of TLS were read, or were taken by the kernel to be sent: handshake, records and all, on a connection on
     * which the peer speaks TLS itself. What they say, once decrypted, is {@link Data}.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way
     * @param size how many bytes went over the wire
     */
    record TlsBytes(int connection, long nanos, Direction direction, long size) implements WireEvent {}

    /**
     * The code under test speaks TLS here and the peer cannot read all that it says, from now on. What stays without TLS
     * of its own records as {@link Data} what goes over the wire, which is ciphertext.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param reason why not
     */
    record TlsUnreadable(int connection, long nanos, Reason reason) implements WireEvent {

        /** Why what is said under TLS cannot be read. */
        public enum Reason {
            /** A ClientHello has come to a peer that does not speak TLS itself, such as a relay that passes it on. */
            PASSED_ON("a ClientHello has come, and the peer does not speak TLS itself"),

            /** Records have come of which the peer has not decrypted all, as it was ended, or TLS had failed. */
            NOT_DECRYPTED("not all records that came were decrypted");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            /** Says it in words. */
            @Override
            public String toString() {
                return text;
            }
        }
    }

    /**
     * The TLS handshake with the code under test is complete.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param protocol the version agreed on, such as {@code TLSv1.3}
     * @param cipherSuite the cipher suite agreed on, by its standard name
     */
    record TlsEstablished(int connection, long nanos, String protocol, String cipherSuite) implements WireEvent {}

    /**
     * TLS with the code under test has failed, in the handshake or later: it sent an alert, ended the connection before
     * the handshake was complete, or sent what is not TLS. That is no failure of the peer.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param reason what was wrong, mostly as the JDK words it
     */
    record TlsFailed(int connection, long nanos, String reason) implements WireEvent {}

    /**
     * One side said in TLS that it sends no more. A FIN without this before it is a truncation: the other side cannot
     * tell whether it got everything.
     *
     * @param connection the connection's number
     * @param nanos when
     * @param direction which way it went
     */
    record CloseNotify(int connection, long nanos, Direction direction) implements WireEvent {}

    /**
     * The code under test has closed its socket after a RST: its descriptor is gone. Linux only.
     *
     * @param connection the connection's number
     * @param nanos when this was seen
     */
    record Released(int connection, long nanos) implements WireEvent {}

    /**
     * Something of the peer itself failed, such as a conversation that threw.
     *
     * @param connection the connection's number, or 0
     * @param nanos when
     * @param failure what was thrown
     */
    record Failed(int connection, long nanos, Throwable failure) implements WireEvent {}

    /**
     * The peer's process died, as far as the code under test can tell.
     *
     * @param nanos when
     * @param origin what caused it
     */
    record Crashed(long nanos, Origin origin) implements WireEvent {
        @Override
        public int connection() {
            return 0;
        }
    }

    /**
     * A connection has been made by the kernel, and the peer leaves it in its accept queue.
     *
     * @param nanos when
     * @param origin what caused it
     */
    record LeftInQueue(long nanos, Origin origin) implements WireEvent {
        @Override
        public int connection() {
            return 0;
        }
    }

    /**
     * The peer began or ceased to listen after its start.
     *
     * @param nanos when
     * @param listening whether it listens from now on
     * @param origin what caused it
     */
    record Listening(long nanos, boolean listening, Origin origin) implements WireEvent {
        @Override
        public int connection() {
            return 0;
        }
    }
}
