package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Excess;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong about crashes, overload, ignored connects, cut answers and cuts, by itself or together. */
class PeerWideMisuseTest {

    private static final String DURATION = "but must be a positive duration like \"300ms\", \"5 s\" or \"2m\".";
    private static final String ONE_WAY = "a peer takes connects in one way at a time, but ";
    private static final String SAME_MOMENT = " ends the connection at the same moment.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "restartsInNoTime | @PeerCrashes | restartsAfter = \"0s\", " + DURATION,
                "crashesTwice     | @PeerCrashes | afterReceiving = 1 and onDemand = true are 2 triggers, but there can "
                        + "be at most one of afterReceiving, afterSending, whenReceived, after, afterIdle, "
                        + "whenReceivedAfterIdle and onDemand.",
                "servesNobody     | @PeerOverloaded | maxConnections = 0, but must be a number of connections from 1.",
                "ignoresSometime  | @PeerIgnoresConnects | lasting = \"a while\", " + DURATION,
                "truncatesToNothing | @PeerTruncates | afterSending = 0, but must be a number of bytes from 1.",
                "isCutForNoTime   | @NetworkCut | lasting = \"\", " + DURATION,
                "isCutNowhere     | @NetworkCut | connections = \"0-1\", but must be like \"1\", \"2-4\", \"3-\" or "
                        + "\"all\".",
                "refusesAndIgnores | @PeerRefuses @PeerIgnoresConnects | " + ONE_WAY
                        + "@PeerRefuses and @PeerIgnoresConnects are two.",
                "crashesAndCloses | @PeerCrashes(onDemand = true) @PeerCloses(onDemand = true) | @PeerCloses(onDemand = "
                        + "true) can never strike, since @PeerCrashes(onDemand = true)" + SAME_MOMENT,
                "truncatesTwice   | @PeerTruncates @PeerTruncates(ending = RESET) | @PeerTruncates(ending = RESET) can "
                        + "never strike, since @PeerTruncates" + SAME_MOMENT,
            })
    void isToldByItsPlace(String method, String annotations, String problem) {
        assertThat(InnerRun.of(Cases.class, method).misuse())
                .isEqualTo(annotations + " on parameter #1 of method Cases." + method + "(Peer): " + problem);
    }

    @Test
    void isToldOfClassAndMethodTogether() {
        assertThat(InnerRun.of(OverloadedClass.class).misuse())
                .isEqualTo("@PeerOverloaded(maxConnections = 1) on class OverloadedClass,"
                        + " @PeerOverloaded(excess = STALL, maxConnections = 2) on method OverloadedClass.test(Peer): "
                        + ONE_WAY
                        + "@PeerOverloaded(maxConnections = 1) and @PeerOverloaded(excess = STALL, maxConnections = 2)"
                        + " are two.");
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void restartsInNoTime(@PeerCrashes(restartsAfter = "0s") Peer peer) {}

        @Test
        void crashesTwice(@PeerCrashes(afterReceiving = 1, onDemand = true) Peer peer) {}

        @Test
        void servesNobody(@PeerOverloaded(maxConnections = 0) Peer peer) {}

        @Test
        void ignoresSometime(@PeerIgnoresConnects(lasting = "a while") Peer peer) {}

        @Test
        void truncatesToNothing(@PeerTruncates(afterSending = 0) Peer peer) {}

        @Test
        void isCutForNoTime(@NetworkCut(lasting = "") Peer peer) {}

        @Test
        void isCutNowhere(@NetworkCut(connections = "0-1") Peer peer) {}

        @Test
        void refusesAndIgnores(@PeerRefuses @PeerIgnoresConnects Peer peer) {}

        @Test
        void crashesAndCloses(@PeerCrashes(onDemand = true) @PeerCloses(onDemand = true) Peer peer) {}

        @Test
        void truncatesTwice(@PeerTruncates @PeerTruncates(ending = Ending.RESET) Peer peer) {}
    }

    @PeerOverloaded(maxConnections = 1)
    static class OverloadedClass {

        @Test
        @PeerOverloaded(maxConnections = 2, excess = Excess.STALL)
        void test(Peer peer) {}
    }
}
