package dev.peerless.plan;

import dev.peerless.wire.Bytes;
import org.apiguardian.api.API;

/**
 * Where messages of a protocol end, from the first byte of a connection on, as it is sent in clear. By it a heartbeat is
 * told from the same bytes within a message.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Framing {

    /** AMQP 0-9-1: the protocol header, then frames. */
    AMQP("AMQP"),

    /** MQTT 3.1.1 and 5: control packets. */
    MQTT("MQTT"),

    /** WebSocket: the HTTP request or answer that opens it, then frames. */
    WEB_SOCKET("WebSocket"),

    /** HTTP/2: the connection preface, then frames. */
    HTTP_2("HTTP/2"),

    /** Redis: commands, as arrays of bulk strings or as lines. */
    REDIS("Redis"),

    /** STOMP: frames, and ends of lines between them. */
    STOMP("STOMP"),

    /** OpenWire of ActiveMQ: commands, in loose or tight encoding. */
    OPEN_WIRE("OpenWire"),

    /** FIX: messages from {@code 8=} to the checksum. */
    FIX("FIX"),

    /** MySQL: packets. */
    MYSQL("MySQL"),

    /**
     * PostgreSQL, protocol 3: messages of clients. The first one, and requests for encryption or to cancel, begin with their
     * length, all others with a letter before it. A server accepts a first one of 10,000 bytes at most ({@code
     * MAX_STARTUP_PACKET_LENGTH} in its {@code pqcomm.h}), so that a first byte of 0 tells them apart. See <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message
     * Formats</a> in PostgreSQL's documentation. A server's one byte that answers a request for encryption is none of these.
     */
    POSTGRESQL("PostgreSQL"),

    /**
     * TDS of SQL Server: packets, of which several may be one message. See <a
     * href="https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds">[MS-TDS]</a>, section 2.2.3.1.
     */
    TDS("TDS"),

    /** SMPP: PDUs. */
    SMPP("SMPP"),

    /** IEC 60870-5-104: APDUs. */
    IEC_104("IEC 104");

    private final String protocol;

    Framing(String protocol) {
        this.protocol = protocol;
    }

    /**
     * Tells how long the first message is.
     *
     * @param seen as many bytes as have come, at least one
     * @return the length, which may be more than have come; 0 if that cannot be told yet, or never, as of a length that
     *     is against the protocol
     */
    public int lengthOf(Bytes seen) {
        return switch (this) {
            case AMQP -> seen.at(0) == 'A' ? 8 : seen.size() < 7 ? 0 : Integers.length32(seen, 3, 8);
            case MQTT -> MessageLengths.mqtt(seen);
            case WEB_SOCKET -> MessageLengths.webSocket(seen);
            case HTTP_2 -> seen.at(0) == 'P' ? 24 : seen.size() < 9 ? 0 : 9 + Integers.int24(seen, 0);
            case REDIS -> RedisFraming.length(seen);
            case STOMP -> StompFraming.length(seen);
            case OPEN_WIRE -> seen.size() < 4 ? 0 : Integers.length32(seen, 0, 4);
            case FIX -> MessageLengths.fix(seen);
            case MYSQL -> MessageLengths.mySql(seen);
            case POSTGRESQL -> MessageLengths.postgreSql(seen);
            case TDS -> seen.size() < 4 ? 0 : Integers.int16(seen, 2);
            case SMPP -> seen.size() < 4 ? 0 : Integers.length32(seen, 0, 0);
            case IEC_104 -> seen.size() < 2 ? 0 : 2 + Integers.int8(seen, 1);
        };
    }

    /** Tells whether these bytes are one message and nothing else. */
    boolean isMessage(Bytes bytes) {
        return !bytes.isEmpty() && lengthOf(bytes) == bytes.size();
    }

    /** Names the protocol. */
    @Override
    public String toString() {
        return protocol;
    }
}
