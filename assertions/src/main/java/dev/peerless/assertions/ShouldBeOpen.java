package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that a connection is not open, or did not stay so. */
final class ShouldBeOpen extends WireErrorMessage {

    private ShouldBeOpen(ConnectionScope scope, @Nullable Duration watch, Verdict failed, Transcript seen) {
        super(
                scope.connection(),
                watch == null ? "to be open" : "to stay open for " + DurationText.of(watch),
                failed.but(),
                scope.shown(seen, failed));
    }

    static ErrorMessageFactory shouldBeOpen(
            ConnectionScope scope, @Nullable Duration watch, Verdict failed, Transcript seen) {
        return new ShouldBeOpen(scope, watch, failed, seen);
    }
}
