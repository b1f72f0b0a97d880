package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Way;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong in annotations of slowness. */
class SlowMisuseTest {

    private static final String DURATION = "but must be a positive duration like \"300ms\", \"5 s\" or \"2m\"";
    private static final String COUNT = "but must be a number of bytes from 1";
    private static final String PLACES = "@SlowPeer(bytesPerSecond = 5) on parameter #1 of method Cases.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nothing         | @SlowPeer   | it takes at least one of latency, bytesPerSecond, sliceBytes and "
                        + "closeDelay to be slow, but none is there",
                "onlyLasting     | @SlowPeer   | it takes at least one of latency, bytesPerSecond, sliceBytes and "
                        + "closeDelay to be slow, but none is there",
                "zeroLatency     | @SlowPeer   | latency = \"0ms\", " + DURATION,
                "negativeLatency | @SlowPeer   | latency = \"-1s\", " + DURATION,
                "longLatency     | @SlowPeer   | the latency must be from 0 to 365 days, but was 400 d",
                "jitterAlone     | @SlowPeer   | jitter = \"1ms\", but must be at most the latency, which is 0 ms",
                "muchJitter      | @SlowPeer   | jitter = \"11ms\", but must be at most the latency, which is 10 ms",
                "noRate          | @SlowPeer   | bytesPerSecond = 0, " + COUNT,
                "negativeRate    | @SlowPeer   | bytesPerSecond = -5, " + COUNT,
                "noSlice         | @SlowPeer   | sliceBytes = 0, " + COUNT,
                "noSlices        | @SlowPeer   | sliceDelay = \"10ms\", but has a meaning only together with sliceBytes",
                "wordDelay       | @SlowPeer   | sliceDelay = \"soon\", " + DURATION,
                "closeReceiving  | @SlowPeer   | closeDelay = \"1s\", but has a meaning only with direction = SENDING "
                        + "or BOTH, being about the peer's own FIN",
                "zeroLasting     | @SlowPeer   | lasting = \"0s\", " + DURATION,
                "seedAlone       | @SlowPeer   | seed = 7, but has a meaning only together with a probability below 1 "
                        + "or a jitter",
                "twoTriggers     | @SlowPeer   | afterReceiving = 1 and after = \"1s\" are 2 triggers, but there can be "
                        + "at most one of afterReceiving, afterSending, whenReceived, after, afterIdle, "
                        + "whenReceivedAfterIdle and onDemand",
            })
    void isToldByItsAttribute(String method, String annotation, String problem) {
        assertThat(InnerRun.of(Cases.class, method).misuse())
                .isEqualTo(annotation + " on parameter #1 of method Cases." + method + "(Peer): " + problem + ".");
    }

    @Test
    void aReaderReadsNoLessThanNothing() {
        assertThat(InnerRun.of(Cases.class, "readsLess").misuse())
                .isEqualTo(
                        "@SlowReader on parameter #1 of method Cases.readsLess(ClientPeer): bytesPerSecond = -1, but "
                                + "must be a number of bytes from 0.");
    }

    @Test
    void aSenderSendsSomething() {
        assertThat(InnerRun.of(Cases.class, "sendsNothing").misuse())
                .isEqualTo("@SlowSender on parameter #1 of method Cases.sendsNothing(ClientPeer): sliceBytes = 0, "
                        + COUNT + ".");
    }

    @Test
    void readersAndSendersDial() {
        assertThat(InnerRun.of(Cases.class, "listeningReader").misuse())
                .isEqualTo("@SlowReader on parameter #1 of method Cases.listeningReader(Peer): it is for a peer that "
                        + "dials, but the type is Peer; take a ClientPeer.");
        assertThat(InnerRun.of(Cases.class, "listeningSender").misuse())
                .isEqualTo("@SlowSender on parameter #1 of method Cases.listeningSender(Peer): it is for a peer that "
                        + "dials, but the type is Peer; take a ClientPeer.");
    }

    @Test
    void twoOnTheSameWayFromTheSameMomentContradictEachOther() {
        assertThat(InnerRun.of(Cases.class, "twice").misuse())
                .isEqualTo("@SlowPeer(latency = \"1s\") " + PLACES + "twice(Peer): @SlowPeer(latency = \"1s\") would "
                        + "never count, since @SlowPeer(bytesPerSecond = 5) takes its place at the same moment; say "
                        + "all in one.");
    }

    @SuppressWarnings("unused") // each is run by its name
    static class Cases {

        @Test
        void nothing(@SlowPeer Peer peer) {}

        @Test
        void onlyLasting(@SlowPeer(lasting = "1s") Peer peer) {}

        @Test
        void zeroLatency(@SlowPeer(latency = "0ms") Peer peer) {}

        @Test
        void negativeLatency(@SlowPeer(latency = "-1s") Peer peer) {}

        @Test
        void longLatency(@SlowPeer(latency = "400d") Peer peer) {}

        @Test
        void jitterAlone(@SlowPeer(jitter = "1ms") Peer peer) {}

        @Test
        void muchJitter(@SlowPeer(latency = "10ms", jitter = "11ms") Peer peer) {}

        @Test
        void noRate(@SlowPeer(bytesPerSecond = 0) Peer peer) {}

        @Test
        void negativeRate(@SlowPeer(bytesPerSecond = -5) Peer peer) {}

        @Test
        void noSlice(@SlowPeer(sliceBytes = 0) Peer peer) {}

        @Test
        void noSlices(@SlowPeer(latency = "1s", sliceDelay = "10ms") Peer peer) {}

        @Test
        void wordDelay(@SlowPeer(sliceBytes = 1, sliceDelay = "soon") Peer peer) {}

        @Test
        void closeReceiving(@SlowPeer(closeDelay = "1s", direction = Way.RECEIVING) Peer peer) {}

        @Test
        void zeroLasting(@SlowPeer(latency = "1s", lasting = "0s") Peer peer) {}

        @Test
        void seedAlone(@SlowPeer(latency = "1s", seed = 7) Peer peer) {}

        @Test
        void twoTriggers(@SlowPeer(latency = "1s", after = "1s", afterReceiving = 1) Peer peer) {}

        @Test
        void readsLess(@SlowReader(bytesPerSecond = -1) ClientPeer client) {}

        @Test
        void sendsNothing(@SlowSender(sliceBytes = 0) ClientPeer client) {}

        @Test
        void listeningReader(@SlowReader Peer peer) {}

        @Test
        void listeningSender(@SlowSender Peer peer) {}

        @Test
        void twice(@SlowPeer(latency = "1s") @SlowPeer(bytesPerSecond = 5) Peer peer) {}
    }
}
