package dev.peerless.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Corruption;
import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.transcript.WireEvent.Aborted;
import dev.peerless.transcript.WireEvent.CloseNotify;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Corrupted;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Failed;
import dev.peerless.transcript.WireEvent.Fin;
import dev.peerless.transcript.WireEvent.Listening;
import dev.peerless.transcript.WireEvent.Released;
import dev.peerless.transcript.WireEvent.Resumed;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.transcript.WireEvent.Stalled;
import dev.peerless.transcript.WireEvent.TlsEstablished;
import dev.peerless.transcript.WireEvent.TlsFailed;
import dev.peerless.transcript.WireEvent.Vanished;
import dev.peerless.wire.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TranscriptTextTest {

    private static final long EPOCH = -5_000_000_000L;
    private static final Origin CODE_UNDER_TEST = new Origin.ByCodeUnderTest();
    private static final Origin BY_FAULT =
            new Origin.ByFault(Fault.reset(Trigger.afterReceiving(16)).labelled("@PeerResets(afterReceiving = 16)"));

    private static final Origin.ByFault CORRUPTION =
            new Origin.ByFault(Fault.corrupt(Trigger.onConnect(), Corruption.flips(9))
                    .labelled("@PeerCorrupts")
                    .withSeed(5));

    private static Transcript transcript(WireEvent... events) {
        return new Transcript(List.of(events), EPOCH, false);
    }

    private static String lines(String... lines) {
        return String.join("\n", lines);
    }

    private static long at(double millis) {
        return EPOCH + (long) (millis * 1_000_000);
    }

    private static Data data(double millis, Direction direction, String text) {
        return new Data(1, at(millis), direction, text.length(), Bytes.utf8(text));
    }

    private static Connected connected(int connection, double millis) {
        var remote = new InetSocketAddress(InetAddress.getLoopbackAddress(), 52114);
        return new Connected(connection, at(millis), Direction.RECEIVED, remote);
    }

    @Nested
    class Lines {

        @Test
        void tellConnectionTimeDirectionEventAndCause() {
            var rst = new Rst(1, at(1.266), Direction.SENT, BY_FAULT, "", true);

            assertThat(transcript(connected(1, 0), data(1.214, Direction.RECEIVED, "PLACE order-1 x2\r\n"), rst)
                            .marking(rst))
                    .isEqualTo(lines(
                            "   #1  +0.000 ms  <  connect from 127.0.0.1:52114",
                            "   #1  +1.214 ms  <  data 18 B  \"PLACE order-1 x2\\r\\n\"",
                            ">  #1  +1.266 ms  >  RST        @PeerResets(afterReceiving = 16)"));
        }

        @Test
        void nameEveryKindOfEvent() {
            var cause = new IllegalStateException("no such order");

            assertThat(transcript(
                            new Listening(at(0), false, new Origin.ByTest("stopListening()")),
                            new Listening(at(0), true, new Origin.ByTest("listenAgain()")),
                            data(0, Direction.SENT, "hi"),
                            new Stalled(1, at(0), BY_FAULT),
                            new Resumed(1, at(0), new Origin.ByTest("resume()")),
                            new Vanished(1, at(0), new Origin.ByTest("vanish()")),
                            new Corrupted(1, at(0), Direction.SENT, 0, 0, 64, CORRUPTION),
                            new Corrupted(1, at(0), Direction.RECEIVED, 7, 1, 0, CORRUPTION),
                            new Corrupted(1, at(0), Direction.SENT, 64, 2, 3, CORRUPTION),
                            new Aborted(1, at(0), new Origin.ByTest("abort()")),
                            new Fin(1, at(0), Direction.SENT, new Origin.ByConversation(), false),
                            new Fin(1, at(0), Direction.SENT, new Origin.ByUpstream("closed"), false),
                            new Fin(1, at(0), Direction.RECEIVED, CODE_UNDER_TEST, false),
                            new Rst(1, at(0), Direction.RECEIVED, CODE_UNDER_TEST, "", false),
                            new Rst(1, at(0), Direction.SENT, new Origin.ByClosing(), "9 bytes lost", false),
                            new TlsEstablished(1, at(0), "TLSv1.3", "TLS_AES_256_GCM_SHA384"),
                            new TlsFailed(1, at(0), "Received fatal alert: certificate_unknown"),
                            new CloseNotify(1, at(0), Direction.RECEIVED),
                            new Fin(1, at(0), Direction.SENT, new Origin.ByTls(), false),
                            new Released(1, at(0)),
                            new Failed(1, at(0), cause)))
                    .hasToString(lines(
                            "   --  +0.000 ms     refuses    stopListening()",
                            "   --  +0.000 ms     listens    listenAgain()",
                            "   #1  +0.000 ms  >  data 2 B  \"hi\"",
                            "   #1  +0.000 ms     stalled    @PeerResets(afterReceiving = 16)",
                            "   #1  +0.000 ms     resumed    resume()",
                            "   #1  +0.000 ms     vanished   vanish()",
                            "   #1  +0.000 ms  >  corrupted  @PeerCorrupts (64 B inserted, from byte 1 on, seed 5)",
                            "   #1  +0.000 ms  <  corrupted  @PeerCorrupts (1 bit flipped, from byte 8 on, seed 5)",
                            "   #1  +0.000 ms  >  corrupted  @PeerCorrupts (3 B inserted, 2 bits flipped, from byte 65 on, seed 5)",
                            "   #1  +0.000 ms     aborted    abort()",
                            "   #1  +0.000 ms  >  FIN        conversation",
                            "   #1  +0.000 ms  >  FIN        upstream closed",
                            "   #1  +0.000 ms  <  FIN",
                            "   #1  +0.000 ms  <  RST",
                            "   #1  +0.000 ms  >  RST        peer closed (9 bytes lost)",
                            "   #1  +0.000 ms     TLS        TLSv1.3, TLS_AES_256_GCM_SHA384",
                            "   #1  +0.000 ms     TLS        failed: Received fatal alert: certificate_unknown",
                            "   #1  +0.000 ms  <  close_notify",
                            "   #1  +0.000 ms  >  FIN        TLS",
                            "   #1  +0.000 ms  <  socket released (its descriptor is gone)",
                            "   #1  +0.000 ms     failed     java.lang.IllegalStateException: no such order"));
        }

        @Test
        void tellAnAddressOfIpv6FromThePort() throws Exception {
            var remote = new InetSocketAddress(InetAddress.getByName("::1"), 52114);
            assertThat(transcript(new Connected(1, EPOCH, Direction.RECEIVED, remote)))
                    .hasToString("   #1  +0.000 ms  <  connect from [0:0:0:0:0:0:0:1]:52114");
        }

        @Test
        void alignTimes() {
            assertThat(transcript(connected(1, 0), connected(2, 12.5), connected(3, 1234.56789)))
                    .hasToString(lines(
                            "   #1     +0.000 ms  <  connect from 127.0.0.1:52114",
                            "   #2    +12.500 ms  <  connect from 127.0.0.1:52114",
                            "   #3  +1234.568 ms  <  connect from 127.0.0.1:52114"));
        }

        @Test
        void saySoWhenNothingHappened() {
            assertThat(transcript()).hasToString("   (nothing happened)");
        }
    }

    @Nested
    class Payload {

        @Test
        void isShownInFullUpTo48Bytes() {
            assertThat(transcript(data(0, Direction.RECEIVED, "x".repeat(48))))
                    .hasToString("   #1  +0.000 ms  <  data 48 B  \"" + "x".repeat(48) + "\"");
        }

        @Test
        void isCutBeyond() {
            assertThat(transcript(data(0, Direction.RECEIVED, "x".repeat(49))))
                    .hasToString("   #1  +0.000 ms  <  data 49 B  \"" + "x".repeat(48) + "\"...");
        }

        @Test
        void isMarkedAsCutWhereOnlyItsBeginningWasRecorded() {
            assertThat(transcript(new Data(1, at(0), Direction.RECEIVED, 1000, Bytes.utf8("abc"))))
                    .hasToString("   #1  +0.000 ms  <  data 1000 B  \"abc\"...");
            assertThat(transcript(new Data(1, at(0), Direction.RECEIVED, 1000, Bytes.utf8("x".repeat(900)))))
                    .hasToString("   #1  +0.000 ms  <  data 1000 B  \"" + "x".repeat(48) + "\"...");
        }

        @Test
        void isSaidToBeMissingWhereNoneWasRecorded() {
            assertThat(transcript(new Data(1, at(0), Direction.SENT, 3_000_000, Bytes.EMPTY)))
                    .hasToString("   #1  +0.000 ms  >  data 3000000 B  (payload not recorded)");
        }
    }

    @Nested
    class Shortening {

        private static List<WireEvent> events(int count) {
            return IntStream.range(0, count)
                    .<WireEvent>mapToObj(i -> new Data(i + 1, EPOCH, Direction.SENT, i, Bytes.utf8("x")))
                    .toList();
        }

        private static List<String> lines(List<WireEvent> events, WireEvent... marked) {
            return new Transcript(events, EPOCH, true).marking(marked).lines().toList();
        }

        @Test
        void leaves60EventsAsTheyAre() {
            assertThat(lines(events(60))).hasSize(60).noneMatch(line -> line.contains("left out"));
        }

        @Test
        void saysOfOneEventThatItIsOne() {
            assertThat(lines(events(61))).hasSize(61).contains("   ... 1 event left out ...", atIndex(20));
        }

        @Test
        void keepsTheFirst20AndTheLast40() {
            var lines = lines(events(1000));

            assertThat(lines).hasSize(61);
            assertThat(lines.get(19)).startsWith("   #20  ");
            assertThat(lines.get(20)).isEqualTo("   ... 940 events left out ...");
            assertThat(lines.get(21)).startsWith("   #961  ");
        }

        @Test
        void neverLeavesOutWhatDecides() {
            var events = events(1000);

            var lines = lines(events, events.get(499), events.get(999));

            assertThat(lines).hasSize(63);
            assertThat(lines.get(20)).isEqualTo("   ... 479 events left out ...");
            assertThat(lines.get(21)).startsWith(">  #500  ");
            assertThat(lines.get(22)).isEqualTo("   ... 460 events left out ...");
            assertThat(lines.get(62)).startsWith(">  #1000  ");
        }

        private static org.assertj.core.data.Index atIndex(int index) {
            return org.assertj.core.data.Index.atIndex(index);
        }
    }

    @Test
    void aConnectionsPartKeepsTheTimeScaleOfTheWhole() {
        var whole = new ArrayList<WireEvent>(List.of(connected(1, 0), connected(2, 3)));

        var part = new Transcript(whole, EPOCH, true).ofConnection(2);

        assertThat(part.ended()).isTrue();
        assertThat(part.size()).isEqualTo(1);
        assertThat(part).hasToString("   #2  +3.000 ms  <  connect from 127.0.0.1:52114");
    }
}
