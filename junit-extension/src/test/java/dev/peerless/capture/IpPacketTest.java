package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IpPacketTest {

    private static final byte[] CONTENT = Packets.udp(1000, 50_000);

    @Test
    void reads_ipv4() throws Exception {
        var packet = IpPacket.of(Packets.ipv4(0, IpPacket.UDP, CONTENT, 800));
        assertThat(packet.source()).isEqualTo(InetAddress.getByName("127.0.0.1"));
        assertContent(packet);
    }

    @Test
    void skips_ipv4_options() throws Exception {
        assertContent(IpPacket.of(Packets.ipv4(40, IpPacket.UDP, CONTENT, 800)));
    }

    @Test
    void reads_ipv6() throws Exception {
        var packet = IpPacket.of(Packets.ipv6(IpPacket.UDP, CONTENT, 800));
        assertThat(packet.destination()).isEqualTo(InetAddress.getByName("::1"));
        assertContent(packet);
    }

    @Test
    void refuses_anything_else() {
        var frame = new Frame(Instant.EPOCH, ByteBuffer.wrap(new byte[] {0x50}), 1);
        assertThatThrownBy(() -> IpPacket.of(frame))
                .isInstanceOf(IOException.class)
                .hasMessage("neither IPv4 nor IPv6: version 5");
    }

    private static void assertContent(IpPacket packet) {
        assertThat(packet.protocol()).isEqualTo(IpPacket.UDP);
        assertThat(packet.sourcePort()).isEqualTo(1000);
        assertThat(packet.destinationPort()).isEqualTo(50_000);
        assertThat(packet.content()).isEqualTo(ByteBuffer.wrap(CONTENT));
        assertThat(packet.contentLength()).isEqualTo(800);
    }
}
