package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.transcript.Transcript;
import dev.peerless.wire.TcpState;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * Waits for what the kernel has of the code under test's end of a connection. It tells nobody when that changes, so this
 * looks again and again.
 */
abstract class KernelCheck {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(3);

    private final ConnectionScope scope;

    KernelCheck(ConnectionScope scope) {
        this.scope = scope;
    }

    /** Says what is expected. */
    abstract String expectation();

    /** Looks, and says what is otherwise, or gives {@code null} if all is as expected. */
    abstract @Nullable String otherwise(Connection connection, TcpState state);

    /** Gives what is to be said if it does not come to what is expected. */
    final @Nullable ErrorMessageFactory failure() {
        var connection = scope.connection();
        long patienceEnds = Deadline.after(Deadline.now(), scope.patience());
        try {
            for (var seen = connection.peer().settledTranscript();
                    ;
                    seen = connection.peer().transcript()) {
                var state = connection.tcpState().orElse(null);
                var otherwise = state == null ? null : otherwise(connection, state);
                if (state != null && otherwise == null) {
                    return null;
                }
                boolean hasCome = !seen.ofConnection(scope.number()).events().isEmpty();
                if (hasCome && state == null && connection.tcpState().isEmpty()) {
                    return failed(ShouldShowInKernel.NOT_SHOWN);
                }
                if (otherwise != null && state == TcpState.CLOSED && isOver(seen)) {
                    return failed(otherwise + ", and the connection is over");
                }
                var left = Deadline.left(patienceEnds);
                if (seen.ended() || left.isNegative()) {
                    return failed(otherwise != null ? otherwise : But.notCome(connection.peer(), scope.patience()));
                }
                var unused = connection.peer().awaitMore(seen, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching " + connection, e);
        }
    }

    /** Tells whether both sides have ended it, after which nothing of it comes into the kernel again. */
    private boolean isOver(Transcript seen) {
        var connection = new ConnectionState();
        seen.ofConnection(scope.number()).events().forEach(connection::see);
        return connection.over() != null;
    }

    private ErrorMessageFactory failed(String but) {
        return ShouldShowInKernel.shouldShowInKernel(scope, expectation(), but);
    }
}
