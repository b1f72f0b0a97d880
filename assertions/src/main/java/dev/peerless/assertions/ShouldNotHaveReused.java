package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.transcript.Transcript;
import dev.peerless.transcript.WireEvent;
import dev.peerless.transcript.WireEvent.Data;
import java.time.Duration;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/** Says that the code under test went on with a connection that was lost. */
final class ShouldNotHaveReused extends WireErrorMessage {

    private ShouldNotHaveReused(Object peer, @Nullable Duration watch, Verdict failed, Transcript seen) {
        super(
                peer,
                "to have got nothing on connections that were lost"
                        + (watch == null ? "" : " for " + DurationText.of(watch)),
                failed.but(),
                seen.marking(failed.marks()));
    }

    static ErrorMessageFactory shouldNotHaveReused(
            Object peer, @Nullable Duration watch, Verdict failed, Transcript seen) {
        return new ShouldNotHaveReused(peer, watch, failed, seen);
    }

    static String sent(WireEvent loss, Data data) {
        return data.size() + " B came on connection #" + data.connection() + " " + Times.between(loss, data) + " after "
                + PeerEnd.name(loss);
    }
}
