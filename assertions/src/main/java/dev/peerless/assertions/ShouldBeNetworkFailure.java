package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.failure.Diagnosis;
import dev.peerless.failure.NetworkFailure;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that a throwable tells of something else. */
final class ShouldBeNetworkFailure extends WireErrorMessage {

    static final String CONNECTION_LOSS = "a connection loss";

    private ShouldBeNetworkFailure(Throwable actual, String expected, Diagnosis diagnosis) {
        super(actual.getClass().getName(), "to tell of " + expected, seen(diagnosis), chain(actual, diagnosis));
    }

    static ErrorMessageFactory shouldBeNetworkFailure(Throwable actual, NetworkFailure expected) {
        return new ShouldBeNetworkFailure(actual, expected.name(), NetworkFailure.diagnose(actual));
    }

    static ErrorMessageFactory shouldBeConnectionLoss(Throwable actual) {
        return new ShouldBeNetworkFailure(actual, CONNECTION_LOSS, NetworkFailure.diagnose(actual));
    }

    /** For a condition, whose message begins otherwise. */
    static String instead(Throwable actual) {
        var diagnosis = NetworkFailure.diagnose(actual);
        return ",\nbut " + seen(diagnosis) + ".\n" + chain(actual, diagnosis);
    }

    private static String seen(Diagnosis diagnosis) {
        return diagnosis.failure() == NetworkFailure.UNKNOWN
                ? "no link of its cause chain is known to name a network failure"
                : "it tells of " + diagnosis.failure();
    }

    /** Shows a cause chain, with the link marked that decides. */
    static String chain(Throwable actual) {
        return chain(actual, NetworkFailure.diagnose(actual));
    }

    private static String chain(Throwable actual, Diagnosis diagnosis) {
        return ExceptionUtils.getThrowableList(actual).stream()
                .map(link -> (isDeciding(link, diagnosis) ? ">  " : "   ") + link)
                .collect(joining("\n"));
    }

    @SuppressWarnings("ReferenceEquality") // the very link
    private static boolean isDeciding(Throwable link, Diagnosis diagnosis) {
        return diagnosis.failure() != NetworkFailure.UNKNOWN && link == diagnosis.decidedBy();
    }
}
