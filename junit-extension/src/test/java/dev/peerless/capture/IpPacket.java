package dev.peerless.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The parts of an IPv4 or IPv6 packet that TCP and UDP need. IPv6 extension headers are not followed: the capture
 * filter lets none through.
 *
 * @param protocol number of the protocol carried
 * @param source address of the sender
 * @param destination address of the receiver
 * @param content what follows the IP header, cut at the snapshot length
 * @param contentLength as it was on the wire
 */
record IpPacket(int protocol, InetAddress source, InetAddress destination, ByteBuffer content, int contentLength) {

    static final int TCP = 6;
    static final int UDP = 17;

    private static final int IPV6_HEADER = 40;

    static IpPacket of(Frame frame) throws IOException {
        var bytes = frame.bytes();
        int version = (bytes.get(0) & 0xf0) >> 4;
        return switch (version) {
            case 4 -> ipv4(bytes, frame.length());
            case 6 -> ipv6(bytes, frame.length());
            default -> throw new IOException("neither IPv4 nor IPv6: version " + version);
        };
    }

    private static IpPacket ipv4(ByteBuffer bytes, int length) throws IOException {
        int header = (bytes.get(0) & 0x0f) * 4;
        return new IpPacket(
                bytes.get(9) & 0xff,
                address(bytes, 12, 4),
                address(bytes, 16, 4),
                bytes.slice(header, bytes.limit() - header),
                length - header);
    }

    private static IpPacket ipv6(ByteBuffer bytes, int length) throws IOException {
        return new IpPacket(
                bytes.get(6) & 0xff,
                address(bytes, 8, 16),
                address(bytes, 24, 16),
                bytes.slice(IPV6_HEADER, bytes.limit() - IPV6_HEADER),
                length - IPV6_HEADER);
    }

    private static InetAddress address(ByteBuffer bytes, int at, int length) throws IOException {
        byte[] address = new byte[length];
        bytes.get(at, address);
        return InetAddress.getByAddress(address);
    }

    int sourcePort() {
        return content.getShort(0) & 0xffff;
    }

    int destinationPort() {
        return content.getShort(2) & 0xffff;
    }
}
