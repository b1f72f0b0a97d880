package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.Test;

/** Faults are shown as they were declared. */
class LabelTest {

    @Test
    void whatWasWrittenIsShown(
            @PeerResets Peer nothing,
            @PeerResets(afterReceiving = 16, mayNotFire = true) Peer number,
            @PeerResets(whenReceived = "say \"hi\"\r\n\\", mayNotFire = true) Peer text,
            @PeerStalls(lasting = "5 s", after = "300ms", connections = "2-", mayNotFire = true) Peer several,
            @PeerCloses(withUnreadData = true, probability = 0.5, seed = 7, mayNotFire = true) Peer chance) {
        RawClient.assertReset(nothing);

        assertThat(label(nothing)).isEqualTo("@PeerResets");
        assertThat(label(number)).isEqualTo("@PeerResets(afterReceiving = 16, mayNotFire = true)");
        assertThat(label(text))
                .isEqualTo("@PeerResets(mayNotFire = true, whenReceived = \"say \\\"hi\\\"\\r\\n\\\\\")");
        assertThat(label(several))
                .isEqualTo(
                        "@PeerStalls(after = \"300ms\", connections = \"2-\", lasting = \"5 s\", mayNotFire = true)");
        assertThat(label(chance))
                .isEqualTo("@PeerCloses(mayNotFire = true, probability = 0.5, seed = 7, withUnreadData = true)");
    }

    @Test
    void defaultsAreLeftOutEvenIfWritten(
            @PeerResets(connections = "all", probability = 1, onDemand = false) Peer peer) {
        RawClient.assertReset(peer);

        assertThat(label(peer)).isEqualTo("@PeerResets");
    }

    private static String label(Peer peer) {
        return peer.settledPlan().faults().stream().map(Fault::name).findFirst().orElseThrow();
    }

    @Test
    void transcriptsShowThemWhereTheyStruck(
            @PeerGreets("hi")
                    @PeerStalls(afterReceiving = 3, lasting = "1ms")
                    @PeerVanishes(afterReceiving = 5)
                    @PeerResets(onDemand = true)
                    Peer peer)
            throws Exception {
        try (var client = new RawClient(peer)) {
            client.receives("hi").send("abc").awaits(WireEvent.Resumed.class).send("de");
            client.awaits(WireEvent.Vanished.class);
            peer.connection(1).fire();
            client.awaits(WireEvent.Rst.class).receivesReset();
        }

        assertThat(InnerRun.masked(peer.transcript().toString())).isEqualTo("""
                           #1 +TIME ms  <  connect from 127.0.0.1:PORT
                           #1 +TIME ms  >  data 2 B  "hi"
                           #1 +TIME ms  <  data 3 B  "abc"
                           #1 +TIME ms     stalled    @PeerStalls(afterReceiving = 3, lasting = "1ms")
                           #1 +TIME ms     resumed    @PeerStalls(afterReceiving = 3, lasting = "1ms")
                           #1 +TIME ms  <  data 2 B  "de"
                           #1 +TIME ms     vanished   @PeerVanishes(afterReceiving = 5)
                           #1 +TIME ms  >  RST        @PeerResets(onDemand = true)\
                        """);
    }
}
