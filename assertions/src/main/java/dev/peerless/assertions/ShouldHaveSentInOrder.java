package dev.peerless.assertions;

import static java.util.stream.Collectors.joining;

import dev.peerless.transcript.Transcript;
import dev.peerless.wire.Bytes;
import java.util.List;
import org.assertj.core.error.ErrorMessageFactory;

/** Says that the code under test sent things in another order, or not all of them. */
final class ShouldHaveSentInOrder extends WireErrorMessage {

    private ShouldHaveSentInOrder(Object peer, List<Bytes> wanted, Verdict failed, Transcript seen) {
        super(
                peer,
                "to have been sent, in this order, "
                        + wanted.stream().map(Payload::shown).collect(joining(", ")),
                failed.but(),
                seen.marking(failed.marks()));
    }

    static ErrorMessageFactory shouldHaveSentInOrder(Object peer, List<Bytes> wanted, Verdict failed, Transcript seen) {
        return new ShouldHaveSentInOrder(peer, wanted, failed, seen);
    }

    static String tooEarly(Bytes early, Bytes late) {
        return Payload.shown(early) + " was sent before " + Payload.shown(late);
    }
}
