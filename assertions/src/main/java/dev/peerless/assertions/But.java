package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.Failed;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.TlsFailed;
import dev.peerless.transcript.WireEvent.TlsUnreadable;
import java.time.Duration;

/** What happened instead, in words that several messages share. */
final class But {

    static final String PEER_CLOSED = "the peer was closed";
    static final String CLOSED_BEFORE_WATCHED = PEER_CLOSED + " before the time to watch was over";

    /** Says of a stalled peer why something cannot be known. */
    static final String READS_NOTHING =
            "the peer was stalled, so it read neither data nor FIN; resume it, or let it vanish instead, which goes on"
                    + " reading";

    static final String STALLED = unknown(READS_NOTHING);

    static final String CLOSED_BEFORE_SEEN = PEER_CLOSED + " before that could be seen; close it after the assertion";

    /** Says after a RST why a release cannot be known. */
    static final String NOTHING_AFTER_RST = "a RST ends all that can be seen on the wire, and which descriptor"
            + " holds the other end was not noted before it; that takes Linux, a code under test of the same user, and"
            + " watchReleases(true) or @Peerless(watchReleases = true); or have the peer close instead of reset, then the"
            + " FIN or RST that comes back tells";

    static final String AFTER_RST = unknown(NOTHING_AFTER_RST);

    private But() {}

    static String unknown(String why) {
        return "that cannot be known: " + why;
    }

    static String within(Duration time) {
        return " within " + DurationText.of(time);
    }

    static String several(Endpoint peer) {
        return "more than one connection " + came(peer) + "; say which one is meant with peer.connection(n)";
    }

    static String notCome(Endpoint peer, Duration waited) {
        return (dials(peer) ? "it was not made" : "it had not come") + within(waited);
    }

    /** Says of one connection that it is there: a listening peer sees it come, a client peer makes it. */
    static String came(Endpoint peer) {
        return dials(peer) ? "was made" : "came";
    }

    /** Says of several connections that they are there. */
    static String came(Endpoint peer, int count) {
        return dials(peer) && count > 1 ? "were made" : came(peer);
    }

    private static boolean dials(Endpoint peer) {
        return peer instanceof ClientPeer;
    }

    static String peerFailed(Failed event) {
        return "the peer itself failed: " + event.failure();
    }

    /** Says who did what: for FIN, RST, vanishing, aborting and the failure of TLS. */
    static String did(WireEvent event) {
        if (Causes.isPeerClosing(event)) {
            return PEER_CLOSED;
        } else if (event instanceof Fin fin) {
            return who(fin.direction()) + " sent FIN";
        } else if (event instanceof Aborted || (event instanceof Rst rst && isOfAbort(rst))) {
            return "the code under test's own machine aborted its socket";
        } else if (event instanceof Rst rst) {
            return who(rst.direction()) + " sent RST";
        }
        return event instanceof TlsFailed failed ? "TLS failed: " + failed.reason() : "the peer vanished";
    }

    /** Says how a connection came to its end. */
    static String over(WireEvent last) {
        return last instanceof Fin ? "both sides sent FIN" : did(last);
    }

    /** Says that the code under test has not given its end up. */
    static String stillHeld(boolean afterRst, Duration limit) {
        return (afterRst
                        ? "its socket was still open after "
                        : "the code under test had sent neither FIN nor RST after ")
                + DurationText.of(limit);
    }

    static String notEnded(Duration patience) {
        return "neither side did anything to end it" + within(patience);
    }

    static String notRecorded(long received, long recorded) {
        return "that cannot be known: of " + received + " B received only the first " + recorded
                + " B were recorded; have the peer keep more with recordPayloadUpTo(bytes) or"
                + " @Peerless(recordPayloadUpTo = bytes)";
    }

    /** Says of what is said under TLS why it cannot be known. */
    static String unreadable(TlsUnreadable event) {
        return unknown(
                switch (event.reason()) {
                    case PASSED_ON ->
                        "the code under test speaks TLS from the line marked on, and this peer does not: it sees"
                                + " ciphertext; have the peer speak TLS with @PeerSpeaksTls, or ask this of such a peer"
                                + " behind the relay";
                    case NOT_DECRYPTED ->
                        "TLS records came of which this peer has not decrypted all, as a fault had struck amid them"
                                + " or TLS had failed; have faults strike between them with faultsCount = PLAINTEXT";
                });
    }

    private static boolean isOfAbort(Rst rst) {
        return rst.direction() == Direction.RECEIVED && !Causes.isByCodeUnderTest(rst);
    }

    private static String who(Direction direction) {
        return direction == Direction.SENT ? "the peer" : "the code under test";
    }
}
