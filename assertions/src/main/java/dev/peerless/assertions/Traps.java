package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Vanished;
import java.io.IOException;
import org.apache.commons.lang3.exception.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Decides which trap a failure is about, by nothing but what the failure shows; {@code null} where it shows none. Hung
 * calls are told by {@link HangingCall}, repeated requests by {@link SilentRetry}.
 */
final class Traps {

    private Traps() {}

    /**
     * For a call that ended otherwise.
     *
     * @param expected what it was to tell of, {@code null} for any connection loss
     */
    static @Nullable Trap of(@Nullable NetworkFailure expected, CallOutcome<?> outcome) {
        if (outcome instanceof CallOutcome.Threw<?> threw) {
            return of(expected, threw.throwable());
        } else if (outcome instanceof CallOutcome.Returned<?> returned) {
            return isEnd(returned) ? Trap.END_IS_NO_EXCEPTION : ofWriting(expected, returned.isVoid());
        }
        return hanging(outcome);
    }

    /** For a call of which only the end was expected. */
    static @Nullable Trap hanging(CallOutcome<?> outcome) {
        return outcome instanceof CallOutcome.Hung<?> hung ? HangingCall.trap(hung.stack()) : null;
    }

    private static boolean isEnd(CallOutcome.Returned<?> returned) {
        var value = returned.value();
        return value == null ? !returned.isVoid() : value instanceof Integer number && number == -1;
    }

    private static @Nullable Trap ofWriting(@Nullable NetworkFailure expected, boolean returnsNothing) {
        boolean isLoss = expected == null || expected.isConnectionLoss();
        boolean isTimeout = expected == NetworkFailure.READ_TIMED_OUT || expected == NetworkFailure.WRITE_TIMED_OUT;
        boolean onlyWrites = expected == NetworkFailure.BROKEN_PIPE || (returnsNothing && (isLoss || isTimeout));
        return onlyWrites ? Trap.WRITE_IS_NO_PROOF : null;
    }

    /**
     * For an exception that tells of something else.
     *
     * @param expected what it was to tell of, {@code null} for any connection loss
     */
    static @Nullable Trap of(@Nullable NetworkFailure expected, Throwable thrown) {
        var actual = NetworkFailure.of(thrown);
        if (actual == expected) {
            return null;
        }
        return switch (actual) {
            case UNKNOWN -> ofUnknown(thrown);
            case SOCKET_CLOSED -> Trap.OWN_CLOSE;
            case CONNECTION_REFUSED -> expected == NetworkFailure.CONNECT_TIMED_OUT ? Trap.REFUSED_OR_TIMED_OUT : null;
            case CONNECT_TIMED_OUT -> expected == NetworkFailure.CONNECTION_REFUSED ? Trap.REFUSED_OR_TIMED_OUT : null;
            case READ_TIMED_OUT -> ofSilence(expected);
            case BROKEN_PIPE -> expected == NetworkFailure.CONNECTION_RESET ? Trap.RESET_TOLD_ONCE : null;
            case CONNECTION_RESET -> ofReset(expected);
            case END_OF_STREAM, TRUNCATED ->
                expected == NetworkFailure.CONNECTION_RESET ? Trap.END_INSTEAD_OF_RESET : null;
            default -> null;
        };
    }

    private static @Nullable Trap ofReset(@Nullable NetworkFailure expected) {
        if (expected == NetworkFailure.BROKEN_PIPE) {
            return Trap.RESET_TOLD_ONCE;
        }
        boolean isEnd = expected == NetworkFailure.END_OF_STREAM || expected == NetworkFailure.TRUNCATED;
        return isEnd ? Trap.RESET_INSTEAD_OF_END : null;
    }

    private static @Nullable Trap ofSilence(@Nullable NetworkFailure expected) {
        if (expected == NetworkFailure.CONNECT_TIMED_OUT) {
            return Trap.CONNECTED_BEFORE_ACCEPT;
        }
        return expected == null || expected.isConnectionLoss() ? Trap.SILENCE_IS_NO_LOSS : null;
    }

    private static Trap ofUnknown(Throwable thrown) {
        var chain = ExceptionUtils.getThrowableList(thrown);
        if (chain.stream()
                .anyMatch(link -> GoneClientJudge.isAbort(link.getClass().getName()))) {
            return Trap.GONE_CLIENT;
        }
        return chain.stream().anyMatch(Traps::mayHaveAForeignText) ? Trap.UNKNOWN_TEXT : Trap.NO_CAUSE_HANDED_ON;
    }

    /**
     * Tells whether the text may be that of an operating system or a library. A plain {@code IOException} has one of the
     * program's own, unless the JDK made it or it does not say who did.
     */
    private static boolean mayHaveAForeignText(Throwable link) {
        if (link.getClass() != IOException.class) {
            return link instanceof IOException;
        }
        var stack = link.getStackTrace();
        return stack.length == 0 || isOfTheJdk(stack[0].getModuleName());
    }

    private static boolean isOfTheJdk(@Nullable String module) {
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    /** For a connection that the peer has ended, but by a FIN instead of a RST, or the reverse. */
    static @Nullable Trap otherEnd(Happening expected, Transcript connection) {
        var events = connection.events();
        boolean isReset = events.stream().anyMatch(event -> event instanceof Rst && ReconnectJudge.isEnd(event));
        if (expected == Happening.CLOSED) {
            return isReset ? Trap.RST_INSTEAD_OF_FIN : null;
        }
        boolean isFin = events.stream().anyMatch(event -> event instanceof Fin && ReconnectJudge.isEnd(event));
        return expected == Happening.RESET && isFin ? Trap.FIN_INSTEAD_OF_RST : null;
    }

    /** For a connection that the code under test still holds, if its end is the one event marked. */
    static @Nullable Trap holding(Verdict failed, Transcript seen) {
        return failed.deciding().size() == 1 ? holding(failed.deciding().get(0), seen) : null;
    }

    /** For what did not come after the end of a connection, if that is the one event marked. */
    static @Nullable Trap unnoticed(Verdict failed, Transcript seen) {
        return failed.deciding().size() == 1 ? unnoticed(failed.deciding().get(0), seen) : null;
    }

    private static @Nullable Trap holding(WireEvent end, Transcript seen) {
        return PeerEnd.isEnd(end) ? holding(seen.ofConnection(end.connection())) : null;
    }

    /** For what did not come after a connection had ended: whether its socket is closed is another question. */
    static @Nullable Trap unnoticed(WireEvent end, Transcript seen) {
        var trap = holding(end, seen);
        boolean isTold = trap == Trap.CLOSE_WAIT || trap == Trap.HELD_AFTER_RESET;
        return isTold ? Trap.LOSS_UNREAD : trap;
    }

    private static @Nullable Trap holding(Transcript connection) {
        var state = new ConnectionState();
        var end = new PeerEnd();
        for (var event : connection.events()) {
            state.see(event);
            end.see(event);
            if (ReactionJudge.isRelease(event)) {
                return null;
            }
        }
        var over = state.over();
        if (over != null && Causes.isPeerClosing(over)) {
            return null;
        } else if (over instanceof Rst rst) {
            return rst.releaseVisible() ? Trap.HELD_AFTER_RESET : null;
        } else if (state.finSent() != null) {
            return Trap.CLOSE_WAIT;
        }
        return end.event() instanceof Vanished ? Trap.VANISHED_UNNOTICED : null;
    }
}
