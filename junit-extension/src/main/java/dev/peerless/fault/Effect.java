package dev.peerless.fault;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a fault does, named by what goes over the wire. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Effect {

    /**
     * Tells whether no byte can pass on the connection afterwards, so that no other fault can strike it.
     *
     * @return whether the connection is over for the code under test
     */
    default boolean endsConnection() {
        return false;
    }

    /**
     * A RST alone, never a FIN first. Bytes sent before it have left our kernel (on Linux this is checked; elsewhere it
     * cannot be). The code under test reads <em>Connection reset</em>. Afterwards the peer sees nothing on the wire.
     */
    record Reset() implements Effect {
        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return "resets";
        }
    }

    /**
     * A FIN; the first byte that arrives afterwards is answered with a RST, as a kernel does for a closed socket. The
     * code under test reads -1, its first write succeeds and is lost, its second fails with <em>Broken pipe</em>.
     */
    record Close() implements Effect {
        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return "closes";
        }
    }

    /** A FIN and at once a RST, as a JVM sends that closes a socket without having read all that had arrived. */
    record CloseAtOnce() implements Effect {
        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return "closes at once with unread data";
        }
    }

    /** A FIN, and the peer goes on reading and answering nothing: the code under test reads -1 but may write. */
    record HalfClose() implements Effect {
        @Override
        public String toString() {
            return "half-closes";
        }
    }

    /**
     * Nothing goes over the wire: the peer stops reading and sending, and its receive window closes.
     *
     * @param lasting how long until it goes on as if nothing had been; empty for until resumed by the test
     */
    record Stall(Optional<Duration> lasting) implements Effect {
        @Override
        public String toString() {
            return "stalls"
                    + lasting.map(time -> " for " + DurationText.of(time)).orElse("");
        }
    }

    /**
     * Nothing comes any more, as if every packet were dropped: the peer goes on reading and discards what arrives,
     * never answers, and relays neither bytes nor FIN nor RST.
     *
     * <p>What it cannot emulate: the kernel of a peer in the same machine still acknowledges what is written.
     */
    record BlackHole() implements Effect {
        @Override
        public String toString() {
            return "vanishes";
        }
    }

    /**
     * A box on the way has forgotten the connection: nothing passes any more in either direction, and the next byte
     * from the code under test is answered with a RST.
     */
    record Forget() implements Effect {
        @Override
        public String toString() {
            return "forgets the connection and resets it on its next packet";
        }
    }

    /**
     * Connects are refused while the port stays reserved (bound, not listening): the SYN is answered with a RST.
     * Refused attempts leave no trace that the peer could see.
     *
     * @param lasting how long until the peer listens; empty for until the test tells it to
     */
    record Refuse(Optional<Duration> lasting) implements Effect {
        @Override
        public String toString() {
            return "refuses connections"
                    + lasting.map(time -> " for " + DurationText.of(time)).orElse("");
        }
    }
}
