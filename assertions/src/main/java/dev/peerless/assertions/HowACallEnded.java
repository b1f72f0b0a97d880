package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.DurationText;
import dev.peerless.wire.Bytes;
import org.apache.commons.lang3.StringUtils;
import org.assertj.core.presentation.StandardRepresentation;

/** How a call ended instead, in words that several messages share. */
final class HowACallEnded {

    private static final int SHOWN_OF_A_VALUE = 400;

    private HowACallEnded() {}

    static String but(CallOutcome<?> outcome) {
        if (outcome instanceof CallOutcome.Returned<?> returned) {
            return "it returned after " + Times.exactly(returned.took());
        } else if (outcome instanceof CallOutcome.Threw<?> threw) {
            return failed(threw.failure()) + " after " + Times.exactly(threw.took());
        }
        var hung = (CallOutcome.Hung<?>) outcome;
        return "it was still running after " + DurationText.of(hung.limit())
                + (hung.endedByInterrupt()
                        ? ", and ended only when it was interrupted"
                        : ", and did not end when it was interrupted");
    }

    /** The same where it matters what a failure tells of, even if that is nothing. */
    static String butClassified(CallOutcome<?> outcome) {
        return outcome instanceof CallOutcome.Threw<?> threw
                ? "it failed with " + threw.failure() + " after " + Times.exactly(threw.took())
                : but(outcome);
    }

    private static String failed(NetworkFailure failure) {
        return failure == NetworkFailure.UNKNOWN ? "it failed" : "it failed with " + failure;
    }

    static String shown(CallOutcome<?> outcome) {
        if (outcome instanceof CallOutcome.Returned<?> returned) {
            return returned.isVoid() ? "" : ">  " + value(returned);
        } else if (outcome instanceof CallOutcome.Threw<?> threw) {
            return ShouldBeNetworkFailure.chain(threw.throwable());
        }
        var hung = (CallOutcome.Hung<?>) outcome;
        var thread = "   \"" + hung.thread() + "\" " + hung.state();
        return hung.stack().stream()
                .map(frame -> "       at " + bare(frame))
                .collect(joining("\n", thread + "\n", ""))
                .stripTrailing();
    }

    /** Without its module and class loader, which JDKs write in different ways. */
    private static StackTraceElement bare(StackTraceElement frame) {
        return new StackTraceElement(
                frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private static String value(CallOutcome.Returned<?> returned) {
        if (returned.value() instanceof byte[] bytes) {
            return Payload.shown(Bytes.of(bytes));
        }
        return StringUtils.abbreviate(
                StandardRepresentation.STANDARD_REPRESENTATION.toStringOf(returned.value()), SHOWN_OF_A_VALUE);
    }
}
