package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PcapStreamTest {

    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    @Test
    void reads_the_byte_order_of_its_writer() throws Exception {
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var frame = onlyFrame(stream(order, MICROSECONDS, LinkType.RAW_IP.number(), 3));
            assertThat(frame.time()).isEqualTo(Instant.ofEpochSecond(7, 8_000));
            assertThat(frame.length()).isEqualTo(1500);
            assertThat(frame.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2}));
        }
    }

    @Test
    void reads_nanoseconds() throws Exception {
        var frame = onlyFrame(stream(ByteOrder.LITTLE_ENDIAN, NANOSECONDS, LinkType.RAW_IP.number(), 3));
        assertThat(frame.time()).isEqualTo(Instant.ofEpochSecond(7, 8));
    }

    @ParameterizedTest
    @EnumSource
    void skips_the_link_header(LinkType type) throws Exception {
        int header = type.headerLength();
        var frame = onlyFrame(stream(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, type.number(), header + 1));
        assertThat(frame.bytes()).isEqualTo(ByteBuffer.wrap(new byte[] {(byte) header}));
        assertThat(frame.length()).isEqualTo(1500 - header);
    }

    @Test
    void ends_with_its_input() throws Exception {
        assertThat(PcapStream.open(new ByteArrayInputStream(new byte[0]))).isEmpty();
    }

    @Test
    void refuses_to_end_within_a_record() {
        byte[] whole = stream(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, LinkType.RAW_IP.number(), 3);
        assertThatThrownBy(() -> onlyFrame(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(EOFException.class)
                .hasMessage("the pcap stream ends within a record");
    }

    @Test
    void refuses_unknown_link_types() {
        assertThatThrownBy(() -> onlyFrame(stream(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, 105, 3)))
                .isInstanceOf(IOException.class)
                .hasMessage("cannot read packets of link type 105");
    }

    @Test
    void refuses_frames_shorter_than_their_link_header() {
        byte[] cut = stream(ByteOrder.LITTLE_ENDIAN, MICROSECONDS, LinkType.ETHERNET.number(), 13);
        assertThatThrownBy(() -> onlyFrame(cut))
                .isInstanceOf(IOException.class)
                .hasMessage("a frame of 13 bytes is shorter than its link header");
    }

    private static Frame onlyFrame(byte[] bytes) throws IOException {
        var stream = PcapStream.open(new ByteArrayInputStream(bytes)).orElseThrow();
        var frame = stream.next().orElseThrow();
        assertThat(stream.next()).isEmpty();
        return frame;
    }

    /** A stream with one packet of 1500 bytes, cut to so many, which count up from 0. */
    private static byte[] stream(ByteOrder order, int magic, int linkType, int captured) {
        var bytes = ByteBuffer.allocate(24 + 16 + captured).order(order);
        bytes.putInt(magic)
                .putShort((short) 2)
                .putShort((short) 4)
                .putLong(0)
                .putInt(160)
                .putInt(linkType);
        bytes.putInt(7).putInt(8).putInt(captured).putInt(1500);
        for (int value = 0; value < captured; value++) {
            bytes.put((byte) value);
        }
        return bytes.array();
    }
}
