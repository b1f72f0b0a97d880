package dev.peerless.capture;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * Sends numbered datagrams to itself. Loopback delivers in order, so a marker seen in the capture proves that all
 * that was delivered before it is in.
 */
final class Marker implements AutoCloseable {

    private static final int UDP_HEADER = 8;

    private final DatagramSocket socket;

    Marker() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    }

    int port() {
        return socket.getLocalPort();
    }

    void send(long number) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(number).array();
        socket.send(new DatagramPacket(bytes, bytes.length, socket.getLocalSocketAddress()));
    }

    /** The number of a marker that went from this port to itself; empty for any other datagram. */
    static OptionalLong numberIn(IpPacket packet, int port) {
        boolean marker = packet.protocol() == IpPacket.UDP
                && packet.sourcePort() == port
                && packet.destinationPort() == port
                && packet.contentLength() == UDP_HEADER + Long.BYTES;
        return marker ? OptionalLong.of(packet.content().getLong(UDP_HEADER)) : OptionalLong.empty();
    }

    @Override
    public void close() {
        socket.close();
    }
}
