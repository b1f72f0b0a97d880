package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Connected;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that heartbeats were missing or late. */
final class ShouldHaveSentHeartbeats extends WireErrorMessage {

    private ShouldHaveSentHeartbeats(
            ConnectionScope scope, String expectation, Verdict failed, Transcript seen, @Nullable Trap trap) {
        super(scope.connection(), expectation, failed.but(), scope.shown(seen, failed), trap);
    }

    /** Why there may be none: somebody relies on the kernel's probes. */
    private static @Nullable Trap missing(ConnectionScope scope) {
        return scope.connection().nextKeepAliveProbe().isPresent() ? Trap.KEEP_ALIVE_IS_NO_HEARTBEAT : null;
    }

    static ErrorMessageFactory shouldHaveSentHeartbeats(
            ConnectionScope scope, Heartbeat heartbeat, Verdict failed, Transcript seen) {
        return new ShouldHaveSentHeartbeats(
                scope,
                "to have carried heartbeats (" + heartbeat + ") of the code under test",
                failed,
                seen,
                missing(scope));
    }

    static ErrorMessageFactory shouldHaveSentHeartbeats(
            ConnectionScope scope, Rhythm rhythm, @Nullable Duration watch, Verdict failed, Transcript seen) {
        var expectation = watch == null
                ? "to carry " + rhythm
                : "to stay open for " + DurationText.of(watch) + " and to carry " + rhythm;
        return new ShouldHaveSentHeartbeats(scope, expectation, failed, seen, missing(scope));
    }

    static ErrorMessageFactory shouldHaveSentHeartbeats(
            ConnectionScope scope, Heartbeat heartbeat, Gaps expected, Verdict failed, Transcript seen) {
        return new ShouldHaveSentHeartbeats(
                scope, "to carry heartbeats (" + heartbeat + ") " + expected, failed, seen, null);
    }

    static ErrorMessageFactory shouldHaveStopped(
            ConnectionScope scope,
            Heartbeat heartbeat,
            Duration limit,
            @Nullable WireEvent end,
            Verdict failed,
            Transcript seen) {
        var expectation = "to carry no heartbeats (" + heartbeat + ") later than " + DurationText.of(limit) + " after "
                + PeerEnd.name(end);
        return new ShouldHaveSentHeartbeats(scope, expectation, failed, seen, null);
    }

    static String after(WireEvent end, WireEvent heartbeat) {
        return "one came " + Times.between(end, heartbeat) + " after it";
    }

    static String tooFewWithin(int count, Duration waited) {
        return (count == 0 ? "none" : "only " + count) + " came" + But.within(waited) + ", and " + HeartbeatJudge.ENOUGH
                + " are needed to tell";
    }

    static String gap(WireEvent before, WireEvent after) {
        return Times.between(before, after)
                + (before instanceof Connected
                        ? " passed between the connect and the first"
                        : " passed between two of them");
    }

    static String gapBeforeEnd(WireEvent before, WireEvent end) {
        return "none came in the " + Times.between(before, end) + " before " + But.did(end);
    }

    static String missing(WireEvent before, Duration gap) {
        return "none came for " + DurationText.of(gap)
                + (before instanceof Connected ? " after the connect" : " after the last one");
    }

    static String tooFew(int count, WireEvent end) {
        return (count == 0 ? "none" : "only " + count) + " came before " + But.did(end) + ", and "
                + HeartbeatJudge.ENOUGH + " are needed to tell";
    }
}
