package dev.peerless.junit;

import dev.peerless.peer.Connection;
import dev.peerless.transcript.Direction;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Vanished;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** How connections that the code under test still holds are shown. */
final class Leaks {

    private static final String AFTER_FIN =
            "CLOSE_WAIT is the code under test's own end, which it has to close since the"
                    + " peer has sent its FIN: a read that gives -1 does not.";
    private static final String AFTER_RST =
            "After a RST of the peer the system lists a connection no more, but the socket"
                    + " stays open until the code under test closes it.";

    static final String WHY_UNSEEN =
            "after a RST of the peer only the descriptor of the other end tells, and that was not noted before it. This takes"
                    + " Linux, a code under test of the same user in the same network namespace, and watchReleases(true)"
                    + " or @Peerless(watchReleases = true), which is the default with peerless-assertions. Or have the peer close instead of reset, then the FIN"
                    + " or RST that comes back tells.";

    private Leaks() {}

    /** Gives the numbers of the connections of which nothing tells any more whether they are held. */
    static Collection<Integer> unseen(Transcript seen) {
        var unseen = new TreeSet<Integer>();
        var givenUp = new HashSet<Integer>();
        for (var event : seen.events()) {
            if (event instanceof Fin fin && fin.direction() == Direction.RECEIVED) {
                givenUp.add(event.connection());
            } else if (event instanceof Rst rst && isBlinding(rst) && !givenUp.contains(event.connection())) {
                unseen.add(event.connection());
            }
        }
        return unseen;
    }

    /** Who has closed the peer does not ask for more. */
    private static boolean isBlinding(Rst rst) {
        return isRst(rst) && !rst.releaseVisible() && !(rst.origin() instanceof Origin.ByClosing);
    }

    /** Writes a transcript down, with what ended each of these connections marked, or its beginning. */
    static String shown(Transcript seen, List<Connection> held) {
        return seen.marking(held.stream()
                .flatMap(connection -> deciding(seen, connection).stream())
                .toArray(WireEvent[]::new));
    }

    private static Optional<WireEvent> deciding(Transcript seen, Connection connection) {
        var events = seen.ofConnection(connection.number()).events();
        return events.stream()
                .filter(Leaks::isEnd)
                .findFirst()
                .or(() -> events.stream().filter(Connected.class::isInstance).findFirst());
    }

    private static boolean isEnd(WireEvent event) {
        return isFin(event) || isRst(event) || event instanceof Vanished;
    }

    private static boolean isFin(WireEvent event) {
        return event instanceof Fin fin && fin.direction() == Direction.SENT;
    }

    private static boolean isRst(WireEvent event) {
        return event instanceof Rst rst && rst.direction() == Direction.SENT;
    }

    /** Says how to read that: the last line of a message, or nothing. */
    static String help(Transcript seen, List<Connection> held) {
        var ends = held.stream()
                .flatMap(connection -> seen.ofConnection(connection.number()).events().stream())
                .toList();
        boolean isReset = ends.stream().anyMatch(Leaks::isRst);
        boolean isClosed = !isReset && ends.stream().anyMatch(Leaks::isFin);
        return isReset || isClosed ? "\nHelp: " + (isReset ? AFTER_RST : AFTER_FIN) : "";
    }
}
