package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Fault;
import dev.peerless.peer.ClientPeer;
import dev.peerless.plan.PeerPlan;
import org.junit.jupiter.api.Test;

/** What the attributes of the annotations of client peers say. */
class ClientAttributesTest {

    @Test
    void areThoseOfAllFaults() {
        var faults = plan("all").faults();

        assertThat(faults)
                .extracting(fault -> fault.trigger().toString())
                .containsExactly(
                        "after receiving 1 byte",
                        "after receiving 9 bytes",
                        "after sending 8 bytes",
                        "when receiving \"x\"",
                        "after 7 ms",
                        "after 6 ms of idleness",
                        "on the first byte after 5 ms of idleness",
                        "on demand");
        assertThat(faults).allSatisfy(fault -> {
            assertThat(fault.connections()).hasToString("connections 2-4");
            assertThat(fault.probability()).isEqualTo(0.25);
            assertThat(fault.mayNotFire()).isTrue();
        });
        assertThat(plan("leaves").faults())
                .extracting(Fault::toString)
                .containsExactly("closes when all is sent that it says first, all connections");
        assertThat(plan("halfCloses").faults())
                .extracting(Fault::toString)
                .containsExactly("half-closes when all is sent that it says first, all connections");
    }

    private PeerPlan plan(String method) {
        return Meetings.plan(Declared.class, method);
    }

    private abstract static class Declared {

        abstract void leaves(@ClientLeaves ClientPeer client);

        abstract void halfCloses(@ClientHalfCloses ClientPeer client);

        abstract void all(
                @ClientStops(connections = "2-4", probability = 0.25, seed = 1, mayNotFire = true)
                        @ClientStops(
                                afterReceiving = 9,
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                afterSending = 8,
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                whenReceived = "x",
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                after = "7ms",
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                afterIdle = "6ms",
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                whenReceivedAfterIdle = "5ms",
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        @ClientStops(
                                onDemand = true,
                                connections = "2-4",
                                probability = 0.25,
                                seed = 1,
                                mayNotFire = true)
                        ClientPeer client);
    }
}
