package dev.peerless.assertions;

import dev.peerless.wire.Bytes;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.apiguardian.api.API;

/**
 * The heartbeats of well-known protocols. Each is looked for where messages begin, by the protocol's own framing from the
 * first byte of the connection on: the same bytes within a payload do not count. They take what was sent in clear, as a
 * stub hears it; a relay in front of TLS sees ciphertext.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Heartbeats {

    private static final int SOH = 1;

    private Heartbeats() {}

    /**
     * A message of a protocol of your own that says where messages end.
     *
     * @param name names it in failure messages
     * @param lengthOf gives the length of the first message, from as many bytes as have come, at least one; 0 if that
     *     cannot be told yet
     * @param isHeartbeat tells heartbeats from other whole messages
     * @return the heartbeat
     */
    public static Heartbeat framed(String name, ToIntFunction<Bytes> lengthOf, Predicate<Bytes> isHeartbeat) {
        return new FramedHeartbeat(name, lengthOf, isHeartbeat);
    }

    /**
     * AMQP 0-9-1: a frame of type 8. Both sides send one every half of the negotiated interval, unless they send something
     * else.
     *
     * @return the heartbeat
     */
    public static Heartbeat amqp() {
        return framed(
                "AMQP heartbeat",
                seen -> seen.at(0) == 'A' ? 8 : seen.size() < 7 ? 0 : 8 + int32(seen, 3),
                frame -> frame.at(0) == 8);
    }

    /**
     * MQTT 3.1.1 and 5: PINGREQ. The client sends one within its keep-alive time, unless it sends something else.
     *
     * @return the heartbeat
     */
    public static Heartbeat mqtt() {
        return framed("MQTT PINGREQ", Heartbeats::mqttLength, packet -> (packet.at(0) & 0xf0) == 0xc0);
    }

    private static int mqttLength(Bytes seen) {
        int length = 0;
        for (int i = 1; i < Math.min(seen.size(), 5); i++) {
            length |= (seen.at(i) & 0x7f) << (7 * (i - 1));
            if ((seen.at(i) & 0x80) == 0) {
                return 1 + i + length;
            }
        }
        return 0;
    }

    /**
     * WebSocket: a ping frame, behind the HTTP request that opens the WebSocket.
     *
     * @return the heartbeat
     */
    public static Heartbeat webSocketPing() {
        return framed("WebSocket ping", Heartbeats::webSocketLength, frame -> isWebSocket(frame, 9));
    }

    /**
     * WebSocket: a pong frame, as an answer or unasked.
     *
     * @return the heartbeat
     */
    public static Heartbeat webSocketPong() {
        return framed("WebSocket pong", Heartbeats::webSocketLength, frame -> isWebSocket(frame, 10));
    }

    private static boolean isWebSocket(Bytes frame, int opcode) {
        return frame.at(0) != 'G' && (frame.at(0) & 0x0f) == opcode;
    }

    private static int webSocketLength(Bytes seen) {
        if (seen.at(0) == 'G' || seen.at(0) == 'H') {
            // The opening handshake, of the client or of the server. No frame begins so: it would use reserved bits.
            return after(seen, "\r\n\r\n");
        }
        if (seen.size() < 2) {
            return 0;
        }
        int shortLength = seen.at(1) & 0x7f;
        int lengthBytes = shortLength == 126 ? 2 : shortLength == 127 ? 8 : 0;
        if (seen.size() < 2 + lengthBytes) {
            return 0;
        }
        int payload = lengthBytes == 0 ? shortLength : lengthBytes == 2 ? int16(seen, 2) : int32(seen, 6);
        boolean isMasked = (seen.at(1) & 0x80) != 0;
        return 2 + lengthBytes + (isMasked ? 4 : 0) + payload;
    }

    /**
     * HTTP/2: a PING frame that is no acknowledgement, behind the connection preface.
     *
     * @return the heartbeat
     */
    public static Heartbeat http2Ping() {
        return framed(
                "HTTP/2 PING",
                seen -> seen.at(0) == 'P' ? 24 : seen.size() < 9 ? 0 : 9 + int24(seen, 0),
                frame -> frame.at(0) != 'P' && frame.at(3) == 6 && (frame.at(4) & 1) == 0);
    }

    /**
     * Redis: {@code PING}, as an array of bulk strings or inline, with or without an argument.
     *
     * @return the heartbeat
     */
    public static Heartbeat redis() {
        return framed("Redis PING", RedisCommands::length, RedisCommands::isPing);
    }

    /**
     * STOMP: an end of line between frames. One that a client puts behind each of its frames counts as well, as the
     * protocol has it.
     *
     * @return the heartbeat
     */
    public static Heartbeat stomp() {
        return framed("STOMP heartbeat", StompFrames::length, StompFrames::isHeartbeat);
    }

    /**
     * OpenWire of ActiveMQ: KeepAliveInfo, in loose or tight encoding.
     *
     * @return the heartbeat
     */
    public static Heartbeat openWire() {
        return framed(
                "OpenWire KeepAliveInfo",
                seen -> seen.size() < 4 ? 0 : 4 + int32(seen, 0),
                command -> command.size() > 4 && command.at(4) == 10);
    }

    /**
     * FIX: a Heartbeat, {@code 35=0}.
     *
     * @return the heartbeat
     */
    public static Heartbeat fix() {
        return framed("FIX heartbeat", Heartbeats::fixLength, message -> isFix(message, '0'));
    }

    /**
     * FIX: a TestRequest, {@code 35=1}, which asks for a heartbeat.
     *
     * @return the heartbeat
     */
    public static Heartbeat fixTestRequest() {
        return framed("FIX TestRequest", Heartbeats::fixLength, message -> isFix(message, '1'));
    }

    /** {@code 8=FIX.4.4|9=57|...|10=123|}, where the second field counts the bytes from behind it up to the last one. */
    private static int fixLength(Bytes seen) {
        int body = fixBody(seen);
        if (body < 0) {
            return 0;
        }
        var field = seen.slice(0, body - 1).utf8();
        var digits = field.substring(field.indexOf(SOH) + 1);
        return digits.matches("9=\\d{1,7}") ? body + Integer.parseInt(digits.substring(2)) + "10=000|".length() : 0;
    }

    /** Tells where the fields behind the length begin, or gives -1. */
    private static int fixBody(Bytes seen) {
        var separator = Bytes.of((byte) SOH);
        int first = seen.indexOf(separator, 0);
        int second = first < 0 ? -1 : seen.indexOf(separator, first + 1);
        return second < 0 ? -1 : second + 1;
    }

    private static boolean isFix(Bytes message, char type) {
        int body = fixBody(message);
        return message.indexOf(Bytes.utf8("35=" + type + (char) SOH), body) == body;
    }

    /**
     * MySQL: COM_PING.
     *
     * @return the heartbeat
     */
    public static Heartbeat mySql() {
        return framed(
                "MySQL COM_PING",
                seen -> seen.size() < 4 ? 0 : 4 + (byteAt(seen, 0) | byteAt(seen, 1) << 8 | byteAt(seen, 2) << 16),
                packet -> packet.size() == 5 && packet.at(3) == 0 && packet.at(4) == 0x0e);
    }

    /**
     * SMPP: enquire_link.
     *
     * @return the heartbeat
     */
    public static Heartbeat smpp() {
        return framed(
                "SMPP enquire_link",
                seen -> seen.size() < 4 ? 0 : int32(seen, 0),
                pdu -> pdu.size() >= 16 && int32(pdu, 4) == 0x15);
    }

    /**
     * IEC 60870-5-104: TESTFR act.
     *
     * @return the heartbeat
     */
    public static Heartbeat iec104() {
        return framed(
                "IEC 104 TESTFR act",
                seen -> seen.size() < 2 ? 0 : 2 + byteAt(seen, 1),
                frame -> frame.size() == 6 && frame.at(0) == 0x68 && frame.at(2) == 0x43);
    }

    /** Gives the length up to the end of the first such mark, or 0. */
    static int after(Bytes seen, String mark) {
        int at = seen.indexOf(Bytes.utf8(mark), 0);
        return at < 0 ? 0 : at + mark.length();
    }

    private static int byteAt(Bytes bytes, int index) {
        return bytes.at(index) & 0xff;
    }

    private static int int16(Bytes bytes, int index) {
        return byteAt(bytes, index) << 8 | byteAt(bytes, index + 1);
    }

    private static int int24(Bytes bytes, int index) {
        return int16(bytes, index) << 8 | byteAt(bytes, index + 2);
    }

    private static int int32(Bytes bytes, int index) {
        return int24(bytes, index) << 8 | byteAt(bytes, index + 3);
    }
}
