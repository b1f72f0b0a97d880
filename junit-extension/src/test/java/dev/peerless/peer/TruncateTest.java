package dev.peerless.peer;

import static dev.peerless.fault.Trigger.afterSending;
import static dev.peerless.transcript.Direction.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.fault.Ending;
import dev.peerless.fault.Fault;
import dev.peerless.sockets.Background;
import dev.peerless.transcript.WireEvent;
import dev.peerless.wire.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TruncateTest {

    private static final byte[] ANSWER = answer(6_000_000);
    private static final int SMALL_WINDOW = 4096;

    private static byte[] answer(int size) {
        var answer = new byte[size];
        for (int i = 0; i < size; i++) {
            answer[i] = (byte) (i % 251);
        }
        return answer;
    }

    private static Peer answering(Fault fault) {
        return Peer.plan().speak(Asked.answering(Bytes.of(ANSWER))).fault(fault).listen();
    }

    /** What a client has read, and what it met then. */
    private record Seen(byte[] bytes, String end) {

        void assertExactly(int count, Ending ending) {
            assertThat(bytes.length).isEqualTo(count);
            assertThat(Arrays.mismatch(bytes, Arrays.copyOf(ANSWER, count))).isEqualTo(-1);
            assertThat(end)
                    .isEqualTo(
                            switch (ending) {
                                case FIN -> "-1";
                                case RESET -> "SocketException: Connection reset";
                            });
        }
    }

    private static Seen readAll(RawClient client, int atOnce) {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[atOnce];
        while (true) {
            try {
                int count = client.socket().getInputStream().read(buffer);
                if (count < 0) {
                    return new Seen(bytes.toByteArray(), "-1");
                }
                bytes.write(buffer, 0, count);
            } catch (IOException failure) {
                return new Seen(bytes.toByteArray(), RawClient.outcome(failure));
            }
        }
    }

    @Nested
    class ExactlySoManyBytesArrive {

        @ParameterizedTest
        @CsvSource({"1, FIN", "1, RESET", "8192, FIN", "8192, RESET", "5000000, FIN", "5000000, RESET"})
        void fromAStub(int count, Ending ending) throws Exception {
            try (var peer = answering(Fault.truncate(afterSending(count), ending));
                    var client = Asked.asking(peer)) {
                readAll(client, 65_536).assertExactly(count, ending);
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(count);
            }
        }

        @ParameterizedTest
        @CsvSource({"8192, FIN", "8192, RESET", "5000000, FIN", "5000000, RESET"})
        void fromARelay(int count, Ending ending) throws Exception {
            try (var upstream = Upstream.listening();
                    var peer = Peer.plan()
                            .relayTo(upstream.address())
                            .fault(Fault.truncate(afterSending(count), ending))
                            .listen();
                    var client = RawClient.to(peer);
                    var served = upstream.accept()) {
                var writing = Background.run(() -> {
                    try {
                        served.getOutputStream().write(ANSWER);
                        return "all taken";
                    } catch (IOException cut) {
                        return "cut";
                    }
                });

                readAll(client, 65_536).assertExactly(count, ending);

                assertThat(writing.result()).isNotEmpty();
                assertThat(Wire.count(peer.settledTranscript(), SENT)).isEqualTo(count);
            }
        }

        /** The peer's kernel still holds most of it when the last byte has been handed over. */
        @ParameterizedTest
        @EnumSource
        void atASlowReader(Ending ending) throws Exception {
            int count = 300_000;
            try (var peer = answering(Fault.truncate(afterSending(count), ending));
                    var client = Asked.asking(peer, SMALL_WINDOW)) {
                readAll(client, 512).assertExactly(count, ending);
            }
        }

        @ParameterizedTest
        @EnumSource
        void atOneThatBeginsToReadLate(Ending ending) throws Exception {
            int count = 5_000_000;
            try (var peer = answering(Fault.truncate(afterSending(count), ending));
                    var client = Asked.asking(peer)) {
                Wire.awaitMany(peer, WireEvent.Data.class, 1);
                assertThat(peer.transcript().events()).noneMatch(WireEvent.Fin.class::isInstance);

                readAll(client, 65_536).assertExactly(count, ending);
            }
        }
    }

    /** A RST throws away what the sender's kernel still holds, so that a client that does not read gets less. */
    @Nested
    class AClientThatDoesNotRead {

        private static final Pattern LOST = Pattern.compile("(\\d+) bytes not yet taken are lost");

        @Test
        @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere nobody can tell what the kernel still holds")
        void losesWhatTheTranscriptSays() throws Exception {
            int count = 150_000;
            try (var peer = answering(Fault.truncate(afterSending(count), Ending.RESET));
                    var client = Asked.asking(peer, SMALL_WINDOW)) {
                var rst = Wire.awaitRst(peer, SENT);

                var lost = LOST.matcher(rst.detail());
                assertThat(lost.find()).as(rst.detail()).isTrue();
                var seen = readAll(client, 512);
                assertThat(seen.bytes().length).isEqualTo(count - Integer.parseInt(lost.group(1)));
                assertThat(seen.end()).isEqualTo("SocketException: Connection reset");
                assertThat(peer.transcript().toString()).contains(rst.detail());
            }
        }

        @Test
        void losesNothingByAFin() throws Exception {
            int count = 150_000;
            try (var peer = answering(Fault.truncate(afterSending(count), Ending.FIN));
                    var client = Asked.asking(peer, SMALL_WINDOW)) {
                Wire.awaitFin(peer, SENT);

                readAll(client, 512).assertExactly(count, Ending.FIN);
            }
        }
    }
}
