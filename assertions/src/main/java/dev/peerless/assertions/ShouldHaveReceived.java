package dev.peerless.assertions;

import dev.peerless.transcript.Transcript;
import dev.peerless.wire.Bytes;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that other bytes arrived than expected. */
final class ShouldHaveReceived extends WireErrorMessage {

    private final @Nullable Throwable cause;

    private ShouldHaveReceived(ConnectionScope scope, String expectation, Verdict failed, Transcript seen) {
        this(scope, expectation, null, failed, seen);
    }

    private ShouldHaveReceived(
            ConnectionScope scope, String expectation, @Nullable Throwable cause, Verdict failed, Transcript seen) {
        super(scope.connection(), expectation, failed.but(), scope.shown(seen, failed));
        this.cause = cause;
    }

    static ErrorMessageFactory shouldHaveReceived(
            ConnectionScope scope, Bytes expected, Verdict failed, Transcript seen) {
        return new ShouldHaveReceived(scope, "to have received exactly " + Payload.shown(expected), failed, seen);
    }

    static ErrorMessageFactory shouldHaveReceivedAtFirst(
            ConnectionScope scope, Bytes expected, Verdict failed, Transcript seen) {
        return new ShouldHaveReceived(
                scope, "to have received data that start with " + Payload.shown(expected), failed, seen);
    }

    static ErrorMessageFactory shouldHaveReceived(
            ConnectionScope scope, DataExpectation expected, Verdict failed, Transcript seen) {
        return new ShouldHaveReceived(scope, expected.toString(), expected.cause(), failed, seen);
    }

    static ErrorMessageFactory shouldHaveReceivedAmongOthers(
            ConnectionScope scope, Bytes expected, Verdict failed, Transcript seen) {
        return new ShouldHaveReceived(
                scope, "to have received, among others, " + Payload.shown(expected), failed, seen);
    }

    @Override
    @Nullable
    Throwable cause() {
        return cause;
    }

    static String only(Bytes received, String until) {
        return (received.isEmpty() ? "it received nothing" : "it received only " + Payload.shown(received)) + until;
    }

    static String other(Bytes received, int from) {
        return "it received " + Payload.shown(received) + ", which is different from byte " + from + " on";
    }

    static String more(Bytes received, long excess) {
        return "it received " + excess + " B more: " + Payload.shown(received);
    }

    static String notAmong(long received, String until) {
        return received == 0
                ? "it received nothing" + until
                : "that is not among the " + received + " B received" + until;
    }
}
