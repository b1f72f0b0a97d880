package dev.peerless.peer;

import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.util.function.Function;

/** What comes where an answer would: every effect that may wait for bytes, and what a client then reads. */
enum Strike {
    RST(Fault::reset, WireEvent.Rst.class, "SocketException: Connection reset"),
    CLOSE(Fault::close, WireEvent.Fin.class, "-1"),
    CLOSE_AT_ONCE(Fault::closeAtOnce, WireEvent.Rst.class, "-1"),
    HALF_CLOSE(Fault::halfClose, WireEvent.Fin.class, "-1"),
    VANISH(Fault::vanish, WireEvent.Vanished.class, RawClient.NOTHING),
    STALL(Fault::stall, WireEvent.Stalled.class, RawClient.NOTHING);

    private final Function<Trigger, Fault> fault;
    private final Class<? extends WireEvent> event;
    private final String seen;

    Strike(Function<Trigger, Fault> fault, Class<? extends WireEvent> event, String seen) {
        this.fault = fault;
        this.event = event;
        this.seen = seen;
    }

    Fault at(Trigger trigger) {
        return fault.apply(trigger);
    }

    /** Asserts that it strikes behind these answers, which the client has not read yet, and that no more were sent. */
    void assertStrikesBehind(String answers, Peer peer, RawClient client) throws Exception {
        assertThat(client.readText(answers.length())).isEqualTo(answers);
        assertIsAllThatComes(peer, client);
        assertThat(Wire.payload(peer.settledTranscript(), SENT)).isEqualTo(Bytes.utf8(answers));
    }

    void assertIsAllThatComes(Peer peer, RawClient client) throws Exception {
        Wire.await(peer, event);
        // What must come is waited for; what never comes, for a moment only.
        assertThat(seen.equals(RawClient.NOTHING) ? client.readForAMoment() : client.read())
                .isEqualTo(seen);
    }
}
