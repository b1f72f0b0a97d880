package dev.peerless.assertions;

import org.assertj.core.error.ErrorMessageFactory;

/** Says that the kernel shows something else of the code under test's end of a connection. */
final class ShouldShowInKernel extends WireErrorMessage {

    static final String NOT_SHOWN = "that cannot be known: this operating system does not show it, Linux does";

    private ShouldShowInKernel(ConnectionScope scope, String expectation, String but) {
        super(scope.connection(), expectation, but, scope.connection().transcript() + Netstat.under(scope.peer()));
    }

    static ErrorMessageFactory shouldShowInKernel(ConnectionScope scope, String expectation, String but) {
        return new ShouldShowInKernel(scope, expectation, but);
    }
}
