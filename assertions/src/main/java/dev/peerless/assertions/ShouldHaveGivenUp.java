package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test did not notice that a peer had gone mute. */
final class ShouldHaveGivenUp extends WireErrorMessage {

    static final String ANSWERED = "it was given up though every heartbeat had been answered";

    private ShouldHaveGivenUp(
            ConnectionScope scope, Heartbeat heartbeat, Heartbeat answer, int most, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                "to have been given up when " + (most == 1 ? "1 heartbeat" : most + " heartbeats") + " (" + heartbeat
                        + ") had not been answered" + (answer instanceof AnyTraffic ? "" : " (" + answer + ")"),
                failed.but(),
                scope.shown(seen, failed));
    }

    static ErrorMessageFactory shouldHaveGivenUp(
            ConnectionScope scope, Heartbeat heartbeat, Heartbeat answer, int most, Verdict failed, Transcript seen) {
        return new ShouldHaveGivenUp(scope, heartbeat, answer, most, failed, seen);
    }

    static String beatOn(int unanswered) {
        return unanswered + " were sent since the last answer";
    }

    /** Says that there never was an answer. */
    static String beatOnUnanswered(int unanswered) {
        return unanswered + " were sent and none was answered";
    }

    static String stillOpen(int unanswered, Duration waited) {
        var heartbeats = switch (unanswered) {
            case 0 -> "every heartbeat answered";
            case 1 -> "1 heartbeat unanswered";
            default -> unanswered + " heartbeats unanswered";
        };
        return "it was still open after " + DurationText.of(waited) + ", with " + heartbeats;
    }
}
