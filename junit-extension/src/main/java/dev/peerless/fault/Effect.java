package dev.peerless.fault;

import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a fault does, named by what goes over the wire: to one connection, or as a {@link PeerEffect} to a whole peer. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Effect
        permits Effect.Reset,
                Effect.Close,
                Effect.CloseAtOnce,
                Effect.HalfClose,
                Effect.Truncate,
                Effect.Stall,
                Effect.Slow,
                Effect.BlackHole,
                Effect.Garbage,
                Effect.Corrupt,
                Effect.Forget,
                Effect.Abort,
                PeerEffect {

    /**
     * Tells whether no byte can pass on the connection afterwards, so that no other fault can strike it.
     *
     * @return whether the connection is over for the code under test
     */
    default boolean endsConnection() {
        return false;
    }

    /**
     * Tells whether it draws by chance how it goes about, so that the fault's seed decides that, too.
     *
     * @return whether the same seed is needed for the same effect
     */
    default boolean drawsByChance() {
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
     * What the peer sends ends in the middle: after exactly as many bytes as the trigger counts comes a FIN or a RST. The
     * code under test gets those bytes and then the end, which only its protocol can tell from a whole answer.
     *
     * <p>Before a RST the kernel is given the time to send what it was given. If the code under test does not read, that
     * cannot be; the transcript then says how many bytes were lost.
     *
     * @param ending by what
     */
    record Truncate(Ending ending) implements Effect {
        /**
         * Checks that it is there.
         *
         * @param ending by what
         */
        public Truncate {
            Required.notNull(ending, "ending");
        }

        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return ending == Ending.FIN ? "truncates what it sends by FIN" : "truncates what it sends by RST";
        }
    }

    /**
     * Nothing goes over the wire: the peer stops reading and sending, and its receive window closes.
     *
     * @param lasting how long until it goes on as if nothing had been; empty for until resumed by the test
     */
    record Stall(Optional<Duration> lasting) implements Effect {
        /**
         * Checks that it is there.
         *
         * @param lasting how long until it goes on; empty for until resumed by the test
         */
        public Stall {
            Required.notNull(lasting, "lasting");
        }

        @Override
        public String toString() {
            return "stalls" + DurationText.lasting(lasting);
        }
    }

    /**
     * Bytes pass slowly from then on, those included that wait to be sent: in order, none lost, with back-pressure. The
     * peer takes no more from an upstream, or where it is slow to receive from the code under test, than it can keep on
     * the way, at most 1 MiB.
     *
     * <p>A FIN that comes from the conversation or the upstream keeps its place behind the bytes before it. What a fault or
     * the test does comes at once: a stall has all wait, a reset or a close drops what is still on its way.
     *
     * <p>Where one begins on a way on which another is going on, it takes its place.
     *
     * @param shaping how slowly
     * @param way which bytes, as the peer sees it
     * @param lasting how long until all that was delayed goes at once and the rest as ever; empty for until the end, or
     *     until the test takes it back
     */
    record Slow(Shaping shaping, Way way, Optional<Duration> lasting) implements Effect {
        /**
         * Checks that this slows anything.
         *
         * @param shaping how slowly
         * @param way which bytes, as the peer sees it
         * @param lasting how long
         * @throws IllegalArgumentException if it slows nothing, or is to delay the FIN of the code under test
         */
        public Slow {
            Required.notNull(shaping, "shaping");
            Required.notNull(way, "way");
            Required.notNull(lasting, "lasting");
            if (shaping.equals(Shaping.none())) {
                throw new IllegalArgumentException("to be slow takes a latency, a rate, slices or a close delay");
            }
            if (!way.sends() && !shaping.closeDelay().isZero()) {
                throw new IllegalArgumentException(
                        "a close delay is about the FIN that the peer sends, but this is about what it receives");
            }
        }

        @Override
        public boolean drawsByChance() {
            return !shaping.jitter().isZero();
        }

        @Override
        public String toString() {
            var verb = switch (way) {
                case SENDING -> "sends ";
                case RECEIVING -> "receives ";
                case BOTH -> "sends and receives ";
            };
            return verb
                    + (shaping.isStandstill() ? "nothing" : "slowly (" + shaping + ")")
                    + DurationText.lasting(lasting);
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
     * Bytes that the code under test does not expect, at once and instead of what was still to be sent, and then nothing
     * any more: the connection stays open as that of a {@link BlackHole}.
     *
     * @param bytes what is sent, on the wire as they are, even under TLS
     */
    record Garbage(Bytes bytes) implements Effect {
        /**
         * Checks that they are there.
         *
         * @param bytes what is sent, on the wire as they are, even under TLS
         */
        public Garbage {
            Required.notNull(bytes, "bytes");
        }

        @Override
        public String toString() {
            return "sends garbage and vanishes";
        }
    }

    /**
     * Bytes on the wire are altered: bits flip from the trigger on, in what is sent after it, and garbage is inserted there
     * once. Under TLS it is ciphertext that is altered, so the code under test gets an alert for a bad record, or for what
     * is no record at all.
     *
     * <p>In what the peer sends, garbage goes out at once, in front of all that waits to be sent; with a trigger that counts
     * what is sent, directly behind its last byte. It counts as sent. If it strikes on connect it goes in front of the first
     * byte that the peer then sends. In what the peer receives, garbage always goes in front of the next byte, to the
     * conversation or the upstream; triggers and transcripts are about what came over the wire.
     *
     * <p>It has struck once it has altered something: one that no byte met has proven nothing.
     *
     * <p>What it cannot emulate: packets with a wrong checksum, which never reach a program. This is what a broken proxy,
     * memory or protocol implementation does.
     *
     * @param corruption how bytes are altered
     * @param way which bytes, as the peer sees it
     * @param lasting how long bits flip; empty for until the end, or until the test takes it back
     */
    record Corrupt(Corruption corruption, Way way, Optional<Duration> lasting) implements Effect {
        /**
         * Checks that there is something that can last.
         *
         * @param corruption how bytes are altered
         * @param way which bytes, as the peer sees it
         * @param lasting how long bits flip
         * @throws IllegalArgumentException if it is to last for a time and no bit flips
         */
        public Corrupt {
            Required.notNull(corruption, "corruption");
            Required.notNull(way, "way");
            Required.notNull(lasting, "lasting");
            if (lasting.isPresent() && corruption.flipOneIn() == 0) {
                throw new IllegalArgumentException("garbage is inserted once, so only flips can last for a time");
            }
        }

        @Override
        public boolean drawsByChance() {
            return true;
        }

        @Override
        public String toString() {
            var what = switch (way) {
                case SENDING -> "what it sends";
                case RECEIVING -> "what it receives";
                case BOTH -> "what it sends and receives";
            };
            return "corrupts " + what + " (" + corruption + ")" + DurationText.lasting(lasting);
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
     * The code under test's own machine ends its socket: what Windows calls error 10053, and Linux ECONNABORTED. Bytes
     * sent before it can still be read; then the next read or write, or the one that waits, fails with <em>Software
     * caused connection abort</em>, once: afterwards reads give -1 and writes fail with <em>Broken pipe</em>. The peer
     * gets a RST.
     *
     * <p>No peer can send that, so this one has its kernel do it ({@code ss -K}). It takes Linux, {@code ss} of iproute2,
     * and the right over the network namespace: root, or a namespace of the test's own ({@code unshare -Urn}). Elsewhere
     * there is no peer with this effect, but an {@link UnsupportedFaultException}. It strikes some milliseconds after its
     * trigger, the time of a small process.
     */
    record Abort() implements Effect {
        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return "aborts the code under test's own socket";
        }
    }
}
