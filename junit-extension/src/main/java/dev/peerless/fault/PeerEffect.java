package dev.peerless.fault;

import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** What a fault does to a whole peer: to its listener, or to all its connections at once. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface PeerEffect extends Effect {

    /**
     * Tells whether this is about how the peer takes connects, so that it begins {@linkplain Trigger.FromTheStart from the
     * start} and at no connection's trigger.
     *
     * @return whether it begins with the peer
     */
    default boolean isAboutConnects() {
        return true;
    }

    /**
     * Connects are refused while the port stays reserved (bound, not listening): the SYN is answered with a RST.
     * Refused attempts leave no trace that the peer could see.
     *
     * @param lasting how long until the peer listens; empty for until the test tells it to
     */
    record Refuse(Optional<Duration> lasting) implements PeerEffect {
        /**
         * Checks that it is there.
         *
         * @param lasting how long until the peer listens; empty for until the test tells it to
         */
        public Refuse {
            Required.notNull(lasting, "lasting");
        }

        @Override
        public String toString() {
            return "refuses connections" + DurationText.lasting(lasting);
        }
    }

    /**
     * Connects go unanswered: the accept queue is full, so the kernel drops each SYN, and the code under test runs into
     * its connect timeout. Linux only; a probe proves it before the test runs. Ignored attempts leave no trace that the
     * peer could see. Once it is over, an attempt that still waits is answered when its kernel sends the SYN again: 1,
     * 2, 3, 4, 5, 7 s and so on after the first; before Linux 6.5, after 1, 3, 7 s and so on. If it ends in the middle of a
     * {@link Cut}, connects are answered once that is over too.
     *
     * <p>The peer's queue stays short afterwards, until it has stopped listening and listens again: in a later cut or
     * overload no more than 9 connections wait in it, and further connects go unanswered.
     *
     * @param lasting how long until the peer answers; empty for until the test tells it to
     */
    record IgnoreConnects(Optional<Duration> lasting) implements PeerEffect {
        /**
         * Checks that it is there.
         *
         * @param lasting how long until the peer answers; empty for until the test tells it to
         */
        public IgnoreConnects {
            Required.notNull(lasting, "lasting");
        }

        @Override
        public String toString() {
            return "ignores connects" + DurationText.lasting(lasting);
        }
    }

    /**
     * No more than so many connections are served at once; what comes beyond is dealt with as said. A connection that
     * has ended makes room for the next.
     *
     * @param maxConnections at least 1
     * @param excess what becomes of the others
     */
    record Overload(int maxConnections, Excess excess) implements PeerEffect {
        /**
         * Checks the number.
         *
         * @param maxConnections at least 1
         * @param excess what becomes of the others
         */
        public Overload {
            Required.notNull(excess, "excess");
            if (maxConnections < 1) {
                throw new IllegalArgumentException(
                        "an overloaded peer serves at least 1 connection, but was to serve " + maxConnections);
            }
        }

        @Override
        public String toString() {
            return "serves at most " + maxConnections + (maxConnections == 1 ? " connection" : " connections")
                    + " at once and " + excess.text();
        }
    }

    /**
     * The peer's process dies without closing anything. Its kernel does that: a RST on each connection with bytes that had
     * arrived and were not read (those beyond the trigger among them), a FIN on the others, and a RST to what arrives on
     * them afterwards. Connections not accepted yet are reset; connects are refused from then on, while the port stays the
     * peer's.
     *
     * @param restartsAfter how long until a new process listens on the same port; empty for never
     */
    record Crash(Optional<Duration> restartsAfter) implements PeerEffect {
        /**
         * Checks that it is there.
         *
         * @param restartsAfter how long until a new process listens on the same port; empty for never
         */
        public Crash {
            Required.notNull(restartsAfter, "restartsAfter");
        }

        @Override
        public boolean isAboutConnects() {
            return false;
        }

        @Override
        public boolean endsConnection() {
            return true;
        }

        @Override
        public String toString() {
            return "crashes"
                    + restartsAfter
                            .map(time -> " and restarts after " + DurationText.of(time))
                            .orElse("");
        }
    }

    /**
     * The way between the code under test and the peer is cut: nothing passes in either direction on any of the fault's
     * connections, nothing is lost, and once the cut is over everything flows on. Connects are made by the kernel
     * meanwhile, but not accepted.
     *
     * <p>What it cannot emulate: the kernel in this machine still acknowledges what is written, until the buffers are
     * full.
     *
     * @param lasting how long; empty for as long as the peer, or, if it was {@linkplain
     *     dev.peerless.peer.Endpoint#arm armed}, until the test takes it back
     */
    record Cut(Optional<Duration> lasting) implements PeerEffect {
        /**
         * Checks that it is there.
         *
         * @param lasting how long; empty for as long as the peer, or until the test takes it back
         */
        public Cut {
            Required.notNull(lasting, "lasting");
        }

        @Override
        public boolean isAboutConnects() {
            return false;
        }

        @Override
        public String toString() {
            return "is cut off" + DurationText.lasting(lasting);
        }
    }
}
