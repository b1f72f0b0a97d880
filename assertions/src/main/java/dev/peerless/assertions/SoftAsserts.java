package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.peer.Endpoint;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.assertj.core.api.SoftAssertionsProvider;

/** Makes asserts whose failures soft assertions collect. */
final class SoftAsserts {

    private SoftAsserts() {}

    /**
     * Gives a failure whose message begins a line, as AssertJ's own do: soft assertions put theirs right behind the number of
     * the failure.
     */
    static AssertionError onItsOwnLine(AssertionError failure) {
        var message = failure.getMessage();
        if (message == null || !message.startsWith(WireErrorMessage.BEGINNING)) {
            return failure;
        }
        var own = new AssertionError("\n" + message, failure.getCause());
        own.setStackTrace(failure.getStackTrace());
        for (var suppressed : failure.getSuppressed()) {
            own.addSuppressed(suppressed);
        }
        return own;
    }

    static ConnectionAssert connection(SoftAssertionsProvider softly, Connection connection) {
        return softly.proxy(ConnectionAssert.class, Connection.class, connection)
                .collectedBy(softly);
    }

    static ConnectionAssert connection(SoftAssertionsProvider softly, Endpoint peer) {
        return connection(softly, OrNull.connection(peer)).asTheOnlyOne();
    }

    static ConnectionsAssert connections(SoftAssertionsProvider softly, Endpoint peer) {
        return softly.proxy(ConnectionsAssert.class, Endpoint.class, peer).collectedBy(softly);
    }

    static SocketAssert socket(SoftAssertionsProvider softly, Socket socket) {
        return softly.proxy(SocketAssert.class, Socket.class, socket);
    }

    static SocketAssert channel(SoftAssertionsProvider softly, SocketChannel channel) {
        return socket(softly, OrNull.socket(channel)).asChannel();
    }

    static NetworkFailureAssert networkFailure(SoftAssertionsProvider softly, Throwable throwable) {
        return softly.proxy(NetworkFailureAssert.class, Throwable.class, throwable);
    }
}
