package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.UNKNOWN;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.exception.ExceptionUtils;

/** Finds the link of a cause chain that decides. */
final class CauseChain {

    private CauseChain() {}

    static Diagnosis diagnose(Throwable throwable) {
        var links = links(throwable);
        var decision = decide(links);
        return decision.failure() == UNKNOWN ? failedAttempt(links).orElse(decision) : decision;
    }

    /** From the outermost to the innermost; ends before the first link that it has seen already. */
    private static List<Throwable> links(Throwable throwable) {
        return ExceptionUtils.getThrowableList(throwable);
    }

    private static Diagnosis decide(List<Throwable> links) {
        var decision = new Diagnosis(UNKNOWN, links.get(links.size() - 1));
        for (int index = links.size() - 1; index >= 0; index--) {
            var link = links.get(index);
            var told = Evidence.of(link);
            if (told != UNKNOWN && outranks(told, decision.failure())) {
                decision = new Diagnosis(told, link);
            }
        }
        return decision;
    }

    private static boolean outranks(NetworkFailure outer, NetworkFailure inner) {
        return switch (inner) {
            case UNKNOWN -> true;
            // A FIN is the bare fact; what it cut is known further out. "closed" around it is only the next use.
            case END_OF_STREAM -> outer != NetworkFailure.END_OF_STREAM && outer != NetworkFailure.SOCKET_CLOSED;
            // Parsers report how far they had come when we closed, as if the peer had done it.
            case SOCKET_CLOSED ->
                switch (outer) {
                    case SOCKET_CLOSED, END_OF_STREAM, TRUNCATED, TLS_ABORTED, TLS_CORRUPTED, TLS_REJECTED -> false;
                    default -> true;
                };
            default -> false;
        };
    }

    private static Optional<Diagnosis> failedAttempt(List<Throwable> links) {
        return links.stream()
                .flatMap(link -> Arrays.stream(link.getSuppressed()))
                .map(suppressed -> decide(links(suppressed)))
                .filter(decision -> isAboutConnecting(decision.failure()))
                .findFirst();
    }

    /** Whoever cleans up closes, and never connects. */
    private static boolean isAboutConnecting(NetworkFailure failure) {
        return switch (failure) {
            case CONNECTION_REFUSED, CONNECT_TIMED_OUT, NO_ROUTE, UNKNOWN_HOST -> true;
            default -> false;
        };
    }
}
