package dev.peerless.assertions;

import dev.peerless.plan.Framing;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
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

    private Heartbeats() {}

    /**
     * A message of a protocol of your own that says where messages end.
     *
     * @param name names it in failure messages
     * @param lengthOf gives the length of the first message, from as many bytes as have come, at least one; 0 or less if
     *     that cannot be told yet
     * @param isHeartbeat tells heartbeats from other whole messages
     * @return the heartbeat
     */
    public static Heartbeat framed(String name, ToIntFunction<Bytes> lengthOf, Predicate<Bytes> isHeartbeat) {
        return new FramedHeartbeat(
                Required.notNull(name, "name"),
                Required.notNull(lengthOf, "lengthOf"),
                Required.notNull(isHeartbeat, "isHeartbeat"));
    }

    private static Heartbeat framed(String name, Framing framing, Predicate<Bytes> isHeartbeat) {
        return framed(name, framing::lengthOf, isHeartbeat);
    }

    /**
     * AMQP 0-9-1: a frame of type 8. Both sides send one every half of the negotiated interval, unless they send something
     * else.
     *
     * @return the heartbeat
     */
    public static Heartbeat amqp() {
        return framed("AMQP heartbeat", Framing.AMQP, frame -> frame.at(0) == 8);
    }

    /**
     * MQTT 3.1.1 and 5: PINGREQ. The client sends one within its keep-alive time, unless it sends something else.
     *
     * @return the heartbeat
     */
    public static Heartbeat mqtt() {
        return framed("MQTT PINGREQ", Framing.MQTT, packet -> (packet.at(0) & 0xf0) == 0xc0);
    }

    /**
     * WebSocket: a ping frame, behind the HTTP request that opens the WebSocket.
     *
     * @return the heartbeat
     */
    public static Heartbeat webSocketPing() {
        return framed("WebSocket ping", Framing.WEB_SOCKET, frame -> isWebSocket(frame, 9));
    }

    /**
     * WebSocket: a pong frame, as an answer or unasked.
     *
     * @return the heartbeat
     */
    public static Heartbeat webSocketPong() {
        return framed("WebSocket pong", Framing.WEB_SOCKET, frame -> isWebSocket(frame, 10));
    }

    private static boolean isWebSocket(Bytes frame, int opcode) {
        return frame.at(0) != 'G' && (frame.at(0) & 0x0f) == opcode;
    }

    /**
     * HTTP/2: a PING frame that is no acknowledgement, behind the connection preface.
     *
     * @return the heartbeat
     */
    public static Heartbeat http2Ping() {
        return framed(
                "HTTP/2 PING",
                Framing.HTTP_2,
                frame -> frame.at(0) != 'P' && frame.at(3) == 6 && (frame.at(4) & 1) == 0);
    }

    /**
     * Redis: {@code PING}, as an array of bulk strings or inline, with or without an argument.
     *
     * @return the heartbeat
     */
    public static Heartbeat redis() {
        return framed("Redis PING", Framing.REDIS, Heartbeats::isRedisPing);
    }

    private static boolean isRedisPing(Bytes command) {
        var words = command.utf8().trim().split("\\s+", -1);
        // The name is the first word of a line; in an array it stands behind its own length and that of the array.
        int name = command.at(0) == '*' ? 2 : 0;
        return words.length > name && words[name].equalsIgnoreCase("PING");
    }

    /**
     * STOMP: an end of line between frames. One that a client puts behind each of its frames counts as well, as the
     * protocol has it.
     *
     * @return the heartbeat
     */
    public static Heartbeat stomp() {
        return framed("STOMP heartbeat", Framing.STOMP, frame -> frame.at(0) == '\n' || frame.at(0) == '\r');
    }

    /**
     * OpenWire of ActiveMQ: KeepAliveInfo, in loose or tight encoding.
     *
     * @return the heartbeat
     */
    public static Heartbeat openWire() {
        return framed(
                "OpenWire KeepAliveInfo", Framing.OPEN_WIRE, command -> command.size() > 4 && command.at(4) == 10);
    }

    /**
     * FIX: a Heartbeat, {@code 35=0}.
     *
     * @return the heartbeat
     */
    public static Heartbeat fix() {
        return framed("FIX heartbeat", Framing.FIX, message -> isFix(message, '0'));
    }

    /**
     * FIX: a TestRequest, {@code 35=1}, which asks for a heartbeat.
     *
     * @return the heartbeat
     */
    public static Heartbeat fixTestRequest() {
        return framed("FIX TestRequest", Framing.FIX, message -> isFix(message, '1'));
    }

    /** The type is the third field. */
    private static boolean isFix(Bytes message, char type) {
        var fields = message.utf8().split("\1", 4);
        return fields.length > 3 && fields[2].equals("35=" + type);
    }

    /**
     * MySQL: COM_PING.
     *
     * @return the heartbeat
     */
    public static Heartbeat mySql() {
        return framed(
                "MySQL COM_PING",
                Framing.MYSQL,
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
                Framing.SMPP,
                pdu -> pdu.size() >= 16 && pdu.slice(4, 8).equals(Bytes.of((byte) 0, (byte) 0, (byte) 0, (byte) 0x15)));
    }

    /**
     * IEC 60870-5-104: TESTFR act.
     *
     * @return the heartbeat
     */
    public static Heartbeat iec104() {
        return framed(
                "IEC 104 TESTFR act",
                Framing.IEC_104,
                frame -> frame.size() == 6 && frame.at(0) == 0x68 && frame.at(2) == 0x43);
    }
}
