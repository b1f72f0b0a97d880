package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.Peer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** On which connections a fault strikes, by number and by chance. */
class ChanceAttributeTest {

    @Nested
    class Numbers {

        @Test
        void oneConnection(@PeerEchoes @PeerResets(afterReceiving = 1, connections = "2") Peer peer) throws Exception {
            assertThat(struck(peer, 4)).containsExactly(2);
        }

        @Test
        void aRange(@PeerEchoes @PeerResets(afterReceiving = 1, connections = "2-3") Peer peer) throws Exception {
            assertThat(struck(peer, 4)).containsExactly(2, 3);
        }

        @Test
        void allFromOneOn(@PeerEchoes @PeerResets(afterReceiving = 1, connections = "3-") Peer peer) throws Exception {
            assertThat(struck(peer, 5)).containsExactly(3, 4, 5);
        }

        @Test
        void all(@PeerEchoes @PeerResets(afterReceiving = 1, connections = "all") Peer peer) throws Exception {
            assertThat(struck(peer, 3)).containsExactly(1, 2, 3);
        }

        @Test
        void allByDefault(@PeerEchoes @PeerResets(afterReceiving = 1) Peer peer) throws Exception {
            assertThat(struck(peer, 3)).containsExactly(1, 2, 3);
        }
    }

    @Nested
    class Chance {

        private static final int MANY = 40;

        @Test
        void theSameSeedGivesTheSameFates(
                @PeerEchoes @PeerResets(afterReceiving = 1, probability = 0.5, seed = 42) Peer one,
                @PeerEchoes @PeerResets(afterReceiving = 1, probability = 0.5, seed = 42) Peer other,
                @PeerEchoes @PeerResets(afterReceiving = 1, probability = 0.5, seed = 43) Peer different)
                throws Exception {
            var fates = struck(one, MANY);

            assertThat(fates).isNotEmpty().hasSizeLessThan(MANY);
            assertThat(struck(other, MANY)).isEqualTo(fates);
            assertThat(struck(different, MANY)).isNotEqualTo(fates);
        }

        @Test
        void aSeedOfZeroOrBelowIsASeed(
                @PeerResets(probability = 0.5, seed = 0, mayNotFire = true) Peer zero,
                @PeerResets(probability = 0.5, seed = -1, mayNotFire = true) Peer below) {
            assertThat(zero.settledPlan())
                    .hasToString("resets on connect, all connections, with probability 0.5 and seed 0");
            assertThat(below.settledPlan())
                    .hasToString("resets on connect, all connections, with probability 0.5 and seed -1");
        }

        @Test
        void aSeedThatWasDrawnIsShown(@PeerResets(probability = 0.5, mayNotFire = true) Peer peer) {
            assertThat(peer.toString())
                    .matches("peer on port \\d+ \\(resets on connect, all connections, "
                            + "with probability 0\\.5 and seed \\d+\\)");
        }

        @Test
        void zeroNeverStrikes(@PeerEchoes @PeerResets(afterReceiving = 1, probability = 0) Peer peer) throws Exception {
            assertThat(struck(peer, MANY)).isEmpty();
        }

        @Test
        void oneAlwaysStrikes(@PeerEchoes @PeerResets(afterReceiving = 1, probability = 1) Peer peer) throws Exception {
            assertThat(struck(peer, 5)).hasSize(5);
        }

        @Test
        void countsWithinTheNumbers(
                @PeerEchoes @PeerResets(afterReceiving = 1, probability = 0.99, seed = 1, connections = "2-3")
                        Peer peer)
                throws Exception {
            assertThat(struck(peer, 4)).containsExactly(2, 3);
        }
    }

    /** Gives the numbers of those of so many connections that were reset instead of getting their bytes back. */
    private static List<Integer> struck(Peer peer, int connections) throws Exception {
        var struck = new ArrayList<Integer>();
        for (int number : IntStream.rangeClosed(1, connections).toArray()) {
            try (var client = new RawClient(peer)) {
                client.send("ab");
                if (client.isResetInsteadOf('a')) {
                    struck.add(number);
                } else {
                    client.receives("b");
                }
            }
        }
        return struck;
    }
}
