package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.peerless.transcript.Direction;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.wire.Bytes;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each protocol's heartbeats, between messages that hold the same bytes. */
class ProtocolHeartbeatsTest {

    private static int count(Heartbeat heartbeat, Bytes stream, int piece) {
        var recogniser = heartbeat.begin();
        int found = 0;
        for (int from = 0; from < stream.size(); from += piece) {
            var read = stream.slice(from, Math.min(stream.size(), from + piece));
            found += recogniser.heartbeatsIn(new Data(1, 0, Direction.RECEIVED, read.size(), read));
        }
        return found;
    }

    private static Bytes all(String... parts) {
        return Stream.of(parts).map(Bytes::parse).reduce(Bytes.EMPTY, Bytes::plus);
    }

    /** Heartbeat, stream, how many are in it. */
    static Stream<Arguments> streams() {
        return Stream.of(
                arguments(
                        Heartbeats.amqp(),
                        all(
                                "hex: 414d515000000901", // protocol header
                                "hex: 08 0000 00000000 ce",
                                "hex: 01 0001 00000008 0800000000000000 ce", // a method that holds zeros
                                "hex: 03 0001 00000008 08000000000000ce ce", // a body that looks like one
                                "hex: 08 0000 00000000 ce"),
                        2),
                arguments(
                        Heartbeats.mqtt(),
                        all(
                                "hex: 10 0c 0004 4d515454 04 02 003c 0000", // CONNECT
                                "hex: c0 00",
                                "hex: 30 07 0001 61 c000c000", // PUBLISH whose payload holds it twice
                                "hex: d0 00", // PINGRESP
                                "hex: c0 00"),
                        2),
                arguments(
                        Heartbeats.mqtt(),
                        all("hex: 30 83 01").plus(Bytes.of(new byte[131])).plus(all("hex: c0 00")),
                        1),
                arguments(
                        Heartbeats.webSocketPing(),
                        all(
                                        "GET /feed HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
                                        "hex: 89 80 01020304",
                                        "hex: 82 84 01020304 89800102", // binary that holds one
                                        "hex: 8a 80 01020304", // pong
                                        "hex: 89 82 01020304 0608",
                                        "hex: 82 fe 0080 01020304")
                                .plus(Bytes.of(new byte[128]))
                                .plus(all("hex: 82 ff 0000000000000002 01020304 8980", "hex: 89 80 01020304")),
                        3),
                arguments(
                        Heartbeats.webSocketPong(),
                        all("HTTP/1.1 101 Switching Protocols\r\n\r\n", "hex: 8a 00", "hex: 89 00", "hex: 8a 02 6162"),
                        2),
                arguments(
                        Heartbeats.http2Ping(),
                        all(
                                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                                "hex: 000000 04 00 00000000", // SETTINGS
                                "hex: 000008 06 00 00000000 0102030405060708",
                                "hex: 000008 06 01 00000000 0102030405060708", // acknowledgement
                                "hex: 000009 00 00 00000001 000008060000000000"), // DATA that looks like one
                        1),
                arguments(
                        Heartbeats.redis(),
                        all(
                                "*1\r\n$4\r\nPING\r\n",
                                "PING\r\n",
                                "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$14\r\n*1\r\n$4\r\nPING\r\n\r\n",
                                "*2\r\n$4\r\nping\r\n$5\r\nhello\r\n",
                                "PINGS\r\n"),
                        3),
                arguments(
                        Heartbeats.stomp(),
                        all(
                                "CONNECT\naccept-version:1.2\n\n\0",
                                "\n",
                                "\r\n",
                                "SEND\ndestination:/a\n\nline\n\nline\0",
                                "SEND\r\ndestination:/a\r\ncontent-length:3\r\n\r\n\0\n\0\0",
                                "\n"),
                        3),
                arguments(
                        Heartbeats.openWire(),
                        all(
                                "hex: 00000006 01 000000000a", // WIREFORMAT_INFO
                                "hex: 00000006 0a 0000000000",
                                "hex: 00000007 0a 010000000000"),
                        2),
                arguments(
                        Heartbeats.fix(),
                        all("8=FIX.4.4|9=5|35=A|10=001|8=FIX.4.4|9=5|35=0|10=002|8=FIX.4.4|9=10|35=1|35=0|10=003|"
                                .replace('|', (char) 1)),
                        1),
                arguments(
                        Heartbeats.fixTestRequest(),
                        all("8=FIX.4.4|9=5|35=0|10=001|8=FIX.4.4|9=11|35=1|112=x|10=002|".replace('|', (char) 1)),
                        1),
                arguments(
                        Heartbeats.mySql(),
                        all(
                                "hex: 050000 01 0e01000000", // sequence 1: no command
                                "hex: 010000 00 0e",
                                "hex: 060000 00 03 010000000e", // a query that holds one
                                "hex: 010000 00 01"), // COM_QUIT
                        1),
                arguments(
                        Heartbeats.smpp(),
                        all(
                                "hex: 00000010 00000015 00000000 00000001",
                                "hex: 00000010 80000015 00000000 00000001", // enquire_link_resp
                                "hex: 00000020 00000004 00000000 00000002 00000010 00000015 00000000 00000001"),
                        1),
                arguments(
                        Heartbeats.iec104(),
                        all(
                                "hex: 68 04 43000000",
                                "hex: 68 04 83000000", // con
                                "hex: 68 0a 00000000 680443000000",
                                "hex: 68 04 43000000"),
                        2));
    }

    /** Heartbeat, the header of a message, how many bytes follow it: each byte of a length counts. */
    static Stream<Arguments> longMessages() {
        return Stream.of(
                arguments(Heartbeats.amqp(), "hex: 03 0001 00010203", 0x10203 + 1, "hex: 08 0000 00000000 ce"),
                arguments(Heartbeats.mqtt(), "hex: 30 83 82 01", 3 + (2 << 7) + (1 << 14), "hex: c0 00"),
                arguments(Heartbeats.webSocketPing(), "hex: 82 7e 0102", 0x102, "hex: 89 00"),
                arguments(Heartbeats.webSocketPing(), "hex: 82 7f 0000000000010203", 0x10203, "hex: 89 00"),
                arguments(
                        Heartbeats.http2Ping(),
                        "hex: 010203 00 00 00000001",
                        0x10203,
                        "hex: 000008 06 00 00000000 0102030405060708"),
                arguments(Heartbeats.openWire(), "hex: 00010203", 0x10203, "hex: 00000006 0a 0000000000"),
                arguments(Heartbeats.mySql(), "hex: 030201 00", 0x10203, "hex: 010000 00 0e"),
                arguments(
                        Heartbeats.smpp(),
                        "hex: 00010203 00000004",
                        0x10203 - 8,
                        "hex: 00000010 00000015 00000000 00000001"),
                arguments(Heartbeats.iec104(), "hex: 68 f0", 0xf0, "hex: 68 04 43000000"),
                arguments(
                        Heartbeats.fix(),
                        "8=FIX.4.4|9=1000|35=A|".replace('|', (char) 1),
                        1000 - 5 + 7,
                        "8=FIX.4.4|9=5|35=0|10=002|".replace('|', (char) 1)));
    }

    @ParameterizedTest
    @MethodSource("longMessages")
    void comeBehindMessagesOfAnyLength(Heartbeat heartbeat, String header, int rest, String beat) {
        // Whatever is skipped or read too much would hide the heartbeat, or make one of the filling.
        var stream = all(header).plus(Bytes.of(new byte[rest])).plus(all(beat));
        assertThat(count(heartbeat, stream, 1 << 10)).isOne();
        assertThat(count(heartbeat, stream.slice(0, stream.size() - 1), stream.size()))
                .isZero();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void areFoundHoweverReadsCutThem(Heartbeat heartbeat, Bytes stream, int expected) {
        for (int piece = 1; piece <= stream.size(); piece++) {
            assertThat(count(heartbeat, stream, piece))
                    .as("in reads of %s bytes", piece)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void haveNotComeWithoutTheirLastByte(Heartbeat heartbeat, Bytes stream, int expected) {
        int found = 0;
        for (int end = 0; end <= stream.size(); end++) {
            int sofar = count(heartbeat, stream.slice(0, end), Math.max(1, end));
            assertThat(sofar).isBetween(found, found + 1);
            found = sofar;
        }
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void whatIsNotTheProtocolHasNone() {
        assertThat(count(Heartbeats.amqp(), all("hex: 01 0000 ffffffff 00000000"), 3))
                .isZero();
        assertThat(count(Heartbeats.fix(), all("hello|9=x|35=0|".replace('|', (char) 1)), 3))
                .isZero();
        assertThat(count(Heartbeats.mqtt(), all("hex: ff ffffffffff"), 1)).isZero();
    }

    @Test
    void ofAnOwnProtocolAreFramed() {
        var own = Heartbeats.framed("beat", seen -> 1 + seen.at(0), message -> message.size() == 1);
        assertThat(count(own, all("hex: 00 02 0000 00"), 1)).isEqualTo(2);
        assertThat(own).hasToString("beat");
    }

    @Test
    void ofAnOwnProtocolWaitForMoreWhereALengthIsNegative() {
        var own = Heartbeats.framed("beat", seen -> seen.size() < 2 ? -7 : 2, message -> true);
        assertThat(count(own, all("hex: 00 00 00 00 00"), 1)).isEqualTo(2);
    }

    @Test
    void sayInMessagesWhoseTheyAre() {
        assertThat(Stream.of(
                        Heartbeats.amqp(),
                        Heartbeats.mqtt(),
                        Heartbeats.webSocketPing(),
                        Heartbeats.webSocketPong(),
                        Heartbeats.http2Ping(),
                        Heartbeats.redis(),
                        Heartbeats.stomp(),
                        Heartbeats.openWire(),
                        Heartbeats.fix(),
                        Heartbeats.fixTestRequest(),
                        Heartbeats.mySql(),
                        Heartbeats.smpp(),
                        Heartbeats.iec104()))
                .map(String::valueOf)
                .containsExactly(
                        "AMQP heartbeat",
                        "MQTT PINGREQ",
                        "WebSocket ping",
                        "WebSocket pong",
                        "HTTP/2 PING",
                        "Redis PING",
                        "STOMP heartbeat",
                        "OpenWire KeepAliveInfo",
                        "FIX heartbeat",
                        "FIX TestRequest",
                        "MySQL COM_PING",
                        "SMPP enquire_link",
                        "IEC 104 TESTFR act");
    }
}
