package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.failure.Diagnosis;
import dev.peerless.failure.NetworkFailure;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a throwable tells of something else. */
final class ShouldBeNetworkFailure extends WireErrorMessage {

    static final String CONNECTION_LOSS = "a connection loss";

    private ShouldBeNetworkFailure(Throwable actual, @Nullable NetworkFailure expected, Diagnosis diagnosis) {
        super(
                actual.getClass().getName(),
                "to tell of " + (expected == null ? CONNECTION_LOSS : expected.name()),
                seen(diagnosis),
                chain(actual, diagnosis),
                Traps.of(expected, actual));
    }

    static ErrorMessageFactory shouldBeNetworkFailure(Throwable actual, NetworkFailure expected) {
        return new ShouldBeNetworkFailure(actual, expected, NetworkFailure.diagnose(actual));
    }

    static ErrorMessageFactory shouldBeConnectionLoss(Throwable actual) {
        return new ShouldBeNetworkFailure(actual, null, NetworkFailure.diagnose(actual));
    }

    /**
     * For a condition, whose message begins otherwise.
     *
     * @param expected what it was to tell of, {@code null} for any connection loss
     */
    static String instead(@Nullable NetworkFailure expected, Throwable actual) {
        var diagnosis = NetworkFailure.diagnose(actual);
        return ",\nbut " + seen(diagnosis) + ".\n" + chain(actual, diagnosis)
                + Trap.helpWith(Traps.of(expected, actual));
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
