package dev.peerless.assertions;

import java.io.InputStream;
import java.nio.channels.ReadableByteChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a call took a part of an answer for the whole. */
final class ShouldReportTruncation extends WireErrorMessage {

    private ShouldReportTruncation(Duration limit, CallOutcome<?> outcome) {
        super(
                "the call",
                "to report that its answer was cut short, by failing with a connection loss" + But.within(limit),
                but(outcome),
                HowACallEnded.shown(outcome),
                // What a returned call was about is not known; at any rate it took it for an answer.
                outcome instanceof CallOutcome.Returned<?> ? null : Traps.of(null, outcome));
    }

    static ErrorMessageFactory shouldReportTruncation(Duration limit, CallOutcome<?> outcome) {
        return new ShouldReportTruncation(limit, outcome);
    }

    private static String but(CallOutcome<?> outcome) {
        return HowACallEnded.butClassified(outcome)
                + (outcome instanceof CallOutcome.Returned<?> returned ? taken(returned.value()) : "");
    }

    /** What has not been read yet cannot have shown that it is cut short. */
    private static String taken(@Nullable Object value) {
        if (isToBeRead(value)) {
            return " what is still to be read; have the call read it to its end";
        }
        return value instanceof Future<?>
                ? " what is still to come; have the call wait for it"
                : ", as if it had the whole answer";
    }

    private static boolean isToBeRead(@Nullable Object value) {
        return value instanceof InputStream
                || value instanceof Readable
                || value instanceof ReadableByteChannel
                || value instanceof Iterator<?>
                || value instanceof BaseStream<?, ?>
                || value instanceof Flow.Publisher<?>;
    }
}
