package dev.peerless.capture;

import java.nio.ByteBuffer;
import java.time.Instant;

/** Packets made by hand, from 127.0.0.1 or ::1 to the same. */
final class Packets {

    static final int FIN = 0x01;
    static final int SYN = 0x02;
    static final int RST = 0x04;
    static final int ACK = 0x10;

    private static final int TCP_HEADER = 20;

    private Packets() {}

    /** An IPv4 packet that starts with so many bytes of options. */
    static Frame ipv4(int options, int protocol, byte[] content, int contentLength) {
        int header = 20 + options;
        var bytes = ByteBuffer.allocate(header + content.length);
        bytes.put(0, (byte) (0x40 | header / 4)).put(9, (byte) protocol);
        bytes.putInt(12, 0x7f000001).putInt(16, 0x7f000001);
        bytes.put(header, content);
        return new Frame(Instant.EPOCH, bytes, header + contentLength);
    }

    static Frame ipv6(int protocol, byte[] content, int contentLength) {
        var bytes = ByteBuffer.allocate(40 + content.length);
        bytes.put(0, (byte) 0x60).put(6, (byte) protocol);
        bytes.put(23, (byte) 1).put(39, (byte) 1);
        bytes.put(40, content);
        return new Frame(Instant.EPOCH, bytes, 40 + contentLength);
    }

    /** A TCP segment whose payload was cut off by the snapshot length. */
    static Frame tcp(int fromPort, int toPort, int flags, int sequence, int acknowledgment, int payload) {
        var header = ByteBuffer.allocate(TCP_HEADER);
        header.putShort((short) fromPort)
                .putShort((short) toPort)
                .putInt(sequence)
                .putInt(acknowledgment);
        header.put((byte) ((TCP_HEADER / 4) << 4)).put((byte) flags);
        return ipv4(0, IpPacket.TCP, header.array(), TCP_HEADER + payload);
    }

    static byte[] udp(int fromPort, int toPort, byte... payload) {
        var bytes = ByteBuffer.allocate(8 + payload.length);
        bytes.putShort((short) fromPort).putShort((short) toPort).putInt(0).put(payload);
        return bytes.array();
    }
}
