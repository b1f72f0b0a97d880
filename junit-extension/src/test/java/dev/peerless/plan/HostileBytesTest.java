package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.peerless.wire.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that parses meets bytes that nobody would send on purpose, in reads of any size: noise, and messages of its own
 * protocol cut up and put together at random, which get further.
 */
class HostileBytesTest {

    private static final int ROUNDS = 3_000;

    /** What the protocols are made of. */
    private static final Map<String, List<String>> PIECES = Map.ofEntries(
            Map.entry("echo", List.of("hello")),
            Map.entry("lines", List.of("\r", "\n", "\r\n", "PLACE", "\u00e9")),
            Map.entry(
                    "HTTP",
                    List.of(
                            "GET ",
                            "POST / HTTP/1.1",
                            "HTTP/1.0",
                            " ",
                            "\r\n",
                            "\r\n\r\n",
                            "\n",
                            ":",
                            "Content-Length: ",
                            "Transfer-Encoding: chunked\r\n",
                            "Expect: 100-continue\r\n",
                            "Connection: close\r\n",
                            "0",
                            "5",
                            "ffffff",
                            "-1",
                            ";x",
                            "99999999999")),
            Map.entry("replay", List.of("QUIT", "\r\n", "Q", "UIT")),
            Map.entry("exact", List.of("P", "PI", "PING", "PING\r", "\r\n", "PING\r\n", "PI\nNG")),
            Map.entry(
                    "AMQP", List.of("AMQP\0\0\u0009\u0001", "\u0008\0\0\0\0\0\0\u00ce", "\u0001\0\u0001\0\0\0\u0004")),
            Map.entry("MQTT", List.of("\u00c0\0", "\u0030", "\u00ff\u00ff", "\u0080")),
            Map.entry(
                    "WEB_SOCKET",
                    List.of("GET ", "\r\n\r\n", "\u0089\u0080", "\u0082\u007f", "\u0082\u007e", "\0\0\0\0")),
            Map.entry(
                    "HTTP_2",
                    List.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\0\0\u0008\u0006\0\0\0\0\0", "\u00ff\u00ff\u00ff")),
            Map.entry("REDIS", List.of("*", "$", "1", "999999999", "\r\n", "PING", "-", "*1\r\n", "$4\r\n")),
            Map.entry("STOMP", List.of("SEND\n", "\n", "\r\n", "\0", "content-length:", "5", "99999999999", ":")),
            Map.entry("OPEN_WIRE", List.of("\0\0\0\u0006", "\n", "\u00ff\u00ff\u00ff\u00ff", "\u0080\0\0\0")),
            Map.entry("FIX", List.of("8=FIX.4.4\u0001", "9=57\u0001", "9=9999999\u0001", "35=0\u0001", "10=123\u0001")),
            Map.entry("MYSQL", List.of("\u0001\0\0\0\u000e", "\u00ff\u00ff\u00ff\0")),
            Map.entry(
                    "POSTGRESQL",
                    List.of(
                            "\0\0\0\u0008\u0004\u00d2\u0016\u002f",
                            "S\0\0\0\u0004",
                            "Q\u00ff\u00ff\u00ff\u00ff",
                            "\0")),
            Map.entry("TDS", List.of("\u0012\u0001\0\u0009\0\0\u0001\0\u00ff", "\u0006\u0001\0\0", "\u00ff\u00ff")),
            Map.entry("SMPP", List.of("\0\0\0\u0010\0\0\0\u0015", "\0\0\0\0", "\u00ff\u00ff\u00ff\u00ff")),
            Map.entry("IEC_104", List.of("\u0068\u0004\u0043\0\0\0", "\u0068", "\0\0", "\u00ff")));

    /** Something that hears. */
    record Ear(String name, Supplier<Conversation> conversation) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Ear> ears() {
        var spoken = Stream.of(
                new Ear("echo", Conversation::echo),
                new Ear("lines", () -> Conversation.lines(line -> line)),
                new Ear("HTTP", () -> Conversation.http(HttpAnswer.of(200, "ok"))),
                new Ear("replay", () -> Conversation.replay(Step.await("QUIT\r\n"), Step.send("bye"), Step.finish())),
                new Ear("exact", () -> beside(Heartbeating.answering("PING\r\n", "PONG\r\n"))));
        var framed = Stream.of(Framing.values())
                .map(framing -> new Ear(
                        framing.name(),
                        () -> beside(Heartbeating.framed(
                                "any", framing::lengthOf, message -> message.size() < 10 ? message : null))));
        return Stream.concat(spoken, framed);
    }

    private static Conversation beside(Heartbeating.Answering heartbeats) {
        return heartbeats.before(Conversation.echo());
    }

    @ParameterizedTest
    @MethodSource("ears")
    void neverMakeItFail(Ear ear) {
        var pieces = PIECES.get(ear.name());
        for (int seed = 0; seed < ROUNDS; seed++) {
            var random = new Random(seed);
            var said = new Said(ear.conversation().get().begin());
            assertThatCode(() -> {
                        for (int read = 0; read < 12; read++) {
                            said.hear(random.nextBoolean() ? noise(random) : nearly(pieces, random));
                        }
                        said.hearingFin();
                    })
                    .as("seed " + seed)
                    .doesNotThrowAnyException();
        }
    }

    private static Bytes noise(Random random) {
        var bytes = new byte[1 + random.nextInt(40)];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private static Bytes nearly(List<String> pieces, Random random) {
        var text = new StringBuilder();
        for (int i = 0; i <= random.nextInt(8); i++) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        return Bytes.of(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
