package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.wire.TcpState;
import org.jspecify.annotations.Nullable;

/** Waits for the state of the code under test's end. */
final class TcpStateCheck extends KernelCheck {

    private final TcpState expected;

    TcpStateCheck(ConnectionScope scope, TcpState expected) {
        super(scope);
        this.expected = expected;
    }

    @Override
    String expectation() {
        return "to be in " + expected + " at the code under test's end";
    }

    @Override
    @Nullable
    String otherwise(Connection connection, TcpState state) {
        return state == expected ? null : "it was in " + state;
    }
}
