package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterSending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.plan.Conversation;
import dev.peerless.transcript.WireEvent;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** What happens first stands first, and no line of a transcript has an earlier time than the line above it. */
class EventTimesTest {

    /** More than a transcript keeps, so that what follows is only counted, and told with the next event. */
    private static final int MUCH = 300_000;

    @Test
    void countsAreNoLaterThanTheEventThatTheyStandBefore() throws IOException {
        try (var peer = Peer.plan()
                        .speak(Conversation.greeting("x".repeat(MUCH)))
                        .fault(Fault.close(afterSending(MUCH)))
                        .listen();
                var client = new Socket(peer.host(), peer.port())) {
            client.setSoTimeout(30_000);
            assertThat(client.getInputStream().readAllBytes()).hasSize(MUCH);

            assertThat(peer.settledTranscript().events())
                    .anyMatch(WireEvent.Fin.class::isInstance)
                    .extracting(WireEvent::nanos)
                    .isSorted();
        }
    }
}
