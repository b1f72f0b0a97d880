package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MarkerTest {

    private static final int PORT = 9001;
    private static final byte[] NUMBER =
            ByteBuffer.allocate(Long.BYTES).putLong(42).array();

    @Test
    void is_a_numbered_datagram_from_its_port_to_itself() throws Exception {
        assertThat(Marker.numberIn(packet(Packets.udp(PORT, PORT, NUMBER)), PORT))
                .hasValue(42);
    }

    @Test
    void is_no_datagram_of_somebody_else() throws Exception {
        assertThat(Marker.numberIn(packet(Packets.udp(PORT, 53, NUMBER)), PORT)).isEmpty();
        assertThat(Marker.numberIn(packet(Packets.udp(53, PORT, NUMBER)), PORT)).isEmpty();
        assertThat(Marker.numberIn(packet(Packets.udp(PORT, PORT)), PORT)).isEmpty();
    }

    private static IpPacket packet(byte[] udp) throws Exception {
        return IpPacket.of(Packets.ipv4(0, IpPacket.UDP, udp, udp.length));
    }
}
