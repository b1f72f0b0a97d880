package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import dev.peerless.transcript.Transcript;
import java.time.Duration;

/**
 * Which connection an assertion is about.
 *
 * @param connection the connection
 * @param isTheOnlyOne whether its peer must not have another
 * @param patience how long to wait for what may still happen
 */
record ConnectionScope(Connection connection, boolean isTheOnlyOne, Duration patience) {

    Endpoint peer() {
        return connection.peer();
    }

    int number() {
        return connection.number();
    }

    /** Writes down what was seen: of this connection, unless the deciding event or what is missing lies elsewhere. */
    String shown(Transcript seen, Verdict failed) {
        var own = seen.ofConnection(number());
        boolean told =
                !own.events().isEmpty() && failed.deciding().stream().allMatch(event -> event.connection() == number());
        return (told ? own : seen).marking(failed.marks());
    }
}
