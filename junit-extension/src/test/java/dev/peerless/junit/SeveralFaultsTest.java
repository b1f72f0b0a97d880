package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import dev.peerless.transcript.Origin;
import dev.peerless.transcript.WireEvent;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** In which order faults strike, and how chance can be repeated. */
class SeveralFaultsTest {

    private static List<String> struck(Peer peer) {
        return peer.settledTranscript().events().stream()
                .flatMap(event -> origin(event).stream())
                .map(Origin::toString)
                .toList();
    }

    private static Optional<Origin> origin(WireEvent event) {
        return event instanceof WireEvent.Fin fin && fin.origin() instanceof Origin.ByFault
                ? Optional.of(fin.origin())
                : event instanceof WireEvent.Stalled stalled ? Optional.of(stalled.origin()) : Optional.empty();
    }

    @Nested
    class OfOnePeer {

        @Test
        void strikeInOrderOfDeclarationAtOneMoment(
                @PeerEchoes @PeerHalfCloses(afterReceiving = 2) @PeerStalls(afterReceiving = 2) Peer one,
                @PeerEchoes @PeerStalls(afterReceiving = 2) @PeerHalfCloses(afterReceiving = 2) Peer other)
                throws Exception {
            for (var peer : List.of(one, other)) {
                try (var client = new RawClient(peer)) {
                    client.send("ab")
                            .receives("a")
                            .awaits(WireEvent.Stalled.class)
                            .awaits(WireEvent.Fin.class);
                }
            }
            assertThat(struck(one))
                    .containsExactly("@PeerHalfCloses(afterReceiving = 2)", "@PeerStalls(afterReceiving = 2)");
            assertThat(struck(other))
                    .containsExactly("@PeerStalls(afterReceiving = 2)", "@PeerHalfCloses(afterReceiving = 2)");
        }

        @Test
        void strikeInOrderOfTheirMomentsOtherwise(
                @PeerEchoes @PeerCloses(afterReceiving = 3) @PeerStalls(afterReceiving = 2, lasting = "1ms") Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc").receives("ab").receivesFin();
            }
            assertThat(struck(peer))
                    .containsExactly(
                            "@PeerStalls(afterReceiving = 2, lasting = \"1ms\")", "@PeerCloses(afterReceiving = 3)");
        }
    }

    @Nested
    @PeerEchoes
    @PeerHalfCloses(afterReceiving = 1)
    class OfClassAndMethod {

        @Test
        @PeerStalls(afterReceiving = 1)
        void strikeTheClassesFirst(Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a").receivesFin().awaits(WireEvent.Stalled.class);
            }
            assertThat(struck(peer))
                    .containsExactly("@PeerHalfCloses(afterReceiving = 1)", "@PeerStalls(afterReceiving = 1)");
        }
    }

    @Nested
    class OfSeveralPeers {

        @Test
        void haveNothingToDoWithEachOther(
                @PeerEchoes @PeerResets(afterReceiving = 1, connections = "1") Peer one,
                @PeerEchoes @PeerCloses(afterReceiving = 1, connections = "2") Peer other)
                throws Exception {
            try (var first = new RawClient(other);
                    var second = new RawClient(other);
                    var third = new RawClient(one)) {
                first.send("a").receives("a");
                second.send("a").receivesFin();
                third.send("a").receivesReset();
                first.send("b").receives("b");
            }
        }
    }

    @Nested
    class ByChance {

        @Test
        void tellTheSeedWhenTheGuardFails() {
            assertThat(InnerRun.of(Unlucky.class, "provesNothing").message())
                    .startsWith("Expecting every declared fault of peer on port PORT (echoes; resets after receiving 16"
                            + " bytes, all connections, with probability 0.999999 and seed 42)")
                    .contains("seed = 42");
        }

        @Test
        void tellTheSeedThatWasDrawnWhenTheTestFails() {
            assertThat(InnerRun.of(Unlucky.class, "fails").reports())
                    .singleElement()
                    .asString()
                    .matches(
                            "(?s)transcript of peer on port PORT \\(resets on connect, all connections, with probability"
                                    + " 0\\.5 and seed \\d+\\):.*");
        }
    }

    static class Unlucky {

        @Test
        void provesNothing(@PeerEchoes @PeerResets(afterReceiving = 16, probability = 0.999_999, seed = 42) Peer peer)
                throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("a").receives("a");
            }
        }

        @Test
        void fails(@PeerResets(probability = 0.5, mayNotFire = true) Peer peer) {
            throw new IllegalStateException("on purpose");
        }
    }
}
