package dev.peerless.assertions;

import dev.peerless.wire.TcpState;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test's end of a connection is in another state. */
final class ShouldBeInState extends WireErrorMessage {

    static final String NOT_SHOWN = "that cannot be known: this operating system does not show it, Linux does";

    private ShouldBeInState(ConnectionScope scope, TcpState expected, String but) {
        super(
                scope.connection(),
                "to be in " + expected + " at the code under test's end",
                but,
                scope.connection().transcript() + Netstat.under(scope.peer()));
    }

    static ErrorMessageFactory shouldBeInState(ConnectionScope scope, TcpState expected, String but) {
        return new ShouldBeInState(scope, expected, but);
    }
}
