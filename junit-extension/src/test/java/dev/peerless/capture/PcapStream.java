package dev.peerless.capture;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;

/** Cuts a stream in the classic pcap format into frames. */
final class PcapStream {

    private static final int FILE_HEADER = 24;
    private static final int LINK_TYPE = 20;
    private static final int RECORD_HEADER = 16;
    private static final int MICROSECONDS = 0xa1b2c3d4;
    private static final int NANOSECONDS = 0xa1b23c4d;

    private final InputStream in;
    private final ByteOrder order;
    private final int nanosPerUnit;
    private final LinkType linkType;

    private PcapStream(InputStream in, ByteOrder order, int nanosPerUnit, LinkType linkType) {
        this.in = in;
        this.order = order;
        this.nanosPerUnit = nanosPerUnit;
        this.linkType = linkType;
    }

    /** Reads the header of the stream; empty if the stream ends before its first byte. */
    static Optional<PcapStream> open(InputStream in) throws IOException {
        byte[] header = in.readNBytes(FILE_HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        requireLength(header, FILE_HEADER);
        // The writer uses its own byte order; the magic number tells which one that is.
        for (var order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
            var fields = ByteBuffer.wrap(header).order(order);
            int magic = fields.getInt(0);
            if (magic == MICROSECONDS || magic == NANOSECONDS) {
                // The upper half of the field tells the length of a frame check sequence.
                var linkType = LinkType.of(fields.getInt(LINK_TYPE) & 0xffff);
                return Optional.of(new PcapStream(in, order, magic == NANOSECONDS ? 1 : 1000, linkType));
            }
        }
        throw new IOException("not a pcap stream");
    }

    /** Waits for the next frame; empty at the end of the stream. */
    Optional<Frame> next() throws IOException {
        byte[] header = in.readNBytes(RECORD_HEADER);
        if (header.length == 0) {
            return Optional.empty();
        }
        requireLength(header, RECORD_HEADER);
        var fields = ByteBuffer.wrap(header).order(order);
        long seconds = Integer.toUnsignedLong(fields.getInt());
        var time = Instant.ofEpochSecond(seconds, (long) fields.getInt() * nanosPerUnit);
        int captured = fields.getInt();
        int original = fields.getInt();
        byte[] bytes = in.readNBytes(captured);
        requireLength(bytes, captured);
        int skipped = linkType.headerLength();
        if (captured < skipped) {
            throw new IOException("a frame of " + captured + " bytes is shorter than its link header");
        }
        return Optional.of(new Frame(
                time, ByteBuffer.wrap(bytes, skipped, captured - skipped).slice(), original - skipped));
    }

    private static void requireLength(byte[] bytes, int expected) throws EOFException {
        if (bytes.length < expected) {
            throw new EOFException("the pcap stream ends within a record");
        }
    }
}
