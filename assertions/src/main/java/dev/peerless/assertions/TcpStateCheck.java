package dev.peerless.assertions;

import dev.peerless.wire.TcpState;
import java.time.Duration;
import java.util.Optional;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Waits for the state of the code under test's end. The kernel tells nobody of it, so this looks again and again. */
final class TcpStateCheck {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(15);

    private final ConnectionScope scope;
    private final TcpState expected;

    TcpStateCheck(ConnectionScope scope, TcpState expected) {
        this.scope = scope;
        this.expected = expected;
    }

    /** Gives what is to be said if the state does not come. */
    @Nullable
    ErrorMessageFactory failure() {
        var connection = scope.connection();
        long patienceEnds = Deadline.after(Deadline.now(), scope.patience());
        try {
            for (var seen = connection.peer().settledTranscript();
                    ;
                    seen = connection.peer().transcript()) {
                var state = connection.tcpState();
                if (state.equals(Optional.of(expected))) {
                    return null;
                }
                boolean hasCome = !seen.ofConnection(scope.number()).events().isEmpty();
                if (hasCome && state.isEmpty() && connection.tcpState().isEmpty()) {
                    return failed(ShouldBeInState.NOT_SHOWN);
                }
                var left = Deadline.left(patienceEnds);
                if (seen.ended() || left.isNegative()) {
                    return failed(state.map(TcpState::name)
                            .map(name -> "it was in " + name)
                            .orElseGet(() -> But.notCome(connection.peer(), scope.patience())));
                }
                var unused = connection.peer().awaitMore(seen, left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while watching " + connection, e);
        }
    }

    private ErrorMessageFactory failed(String but) {
        return ShouldBeInState.shouldBeInState(scope, expected, but);
    }
}
