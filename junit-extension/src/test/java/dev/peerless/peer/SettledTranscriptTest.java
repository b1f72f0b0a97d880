package dev.peerless.peer;

import static dev.peerless.transcript.Direction.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.wire.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A peer that has closed looks who holds the other end before it reads on, which takes milliseconds. */
class SettledTranscriptTest {

    static Stream<Fault> faultsThatSendAFin() {
        return Stream.of(
                        Fault.close(Trigger.afterReceiving(5)),
                        Fault.crash(Trigger.afterReceiving(5)),
                        Fault.truncate(Trigger.afterSending(4), Ending.FIN))
                .flatMap(fault -> Stream.generate(() -> fault).limit(10));
    }

    @ParameterizedTest
    @MethodSource("faultsThatSendAFin")
    void holdsWhatCameAfterTheFin(Fault fault) throws Exception {
        try (var peer = Peer.plan()
                .speak(Conversation.echo())
                .fault(fault)
                .watchReleases(true)
                .listen()) {
            try (var client = RawClient.to(peer)) {
                client.write("order");
                assertThat(client.readText(5)).isEqualTo("orde");
                client.write("again");
            }
            assertThat(Wire.payload(peer.settledTranscript(), RECEIVED)).isEqualTo(Bytes.utf8("orderagain"));
        }
    }
}
