package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.Segment.Flag;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Numbering and notation, on packets made by hand: what loopback does too rarely to wait for. */
class FlowTest {

    private static final int PEER = 9000;
    private static final int CLIENT = 40_000;
    /** Both sides' numbers overflow within the first bytes of data. */
    private static final int ISN = -3;

    private final SegmentNumbering numbering = new SegmentNumbering(PEER);
    private final List<Segment> segments = new ArrayList<>();

    @Nested
    class Notation {

        @Test
        void leaves_out_pure_acknowledgments() throws Exception {
            handshake();
            toPeer(Packets.ACK, 1, 1, 0);
            assertThat(Flow.of(segments)).containsExactly("< SYN", "> SYN");
        }

        @Test
        void merges_data_up_to_the_next_event_of_the_other_side() throws Exception {
            toPeer(Packets.ACK, 1, 1, 10);
            fromPeer(Packets.ACK, 1, 11, 0);
            toPeer(Packets.ACK, 11, 1, 20);
            fromPeer(Packets.ACK, 1, 31, 5);
            toPeer(Packets.ACK, 31, 6, 7);
            assertThat(Flow.of(segments)).containsExactly("< data 30", "> data 5", "< data 7");
        }

        @Test
        void tells_data_and_fin_of_one_segment_apart() throws Exception {
            fromPeer(Packets.ACK | Packets.FIN, 1, 1, 4);
            assertThat(Flow.of(segments)).containsExactly("> data 4", "> FIN");
        }

        @Test
        void tells_several_resets_in_a_row_once() throws Exception {
            fromPeer(Packets.RST, 1, 0, 0);
            fromPeer(Packets.RST, 1, 0, 0);
            toPeer(Packets.ACK, 1, 1, 5);
            fromPeer(Packets.RST, 1, 0, 0);
            assertThat(Flow.of(segments)).containsExactly("> RST", "< data 5", "> RST");
        }
    }

    @Nested
    class Retransmissions {

        @Test
        void of_syn_and_fin_are_left_out() throws Exception {
            toPeer(Packets.SYN, 0, 0, 0);
            toPeer(Packets.SYN, 0, 0, 0);
            toPeer(Packets.FIN | Packets.ACK, 1, 1, 0);
            toPeer(Packets.FIN | Packets.ACK, 1, 1, 0);
            assertThat(Flow.of(segments)).containsExactly("< SYN", "< FIN");
        }

        @Test
        void of_data_are_not_counted() throws Exception {
            handshake();
            toPeer(Packets.ACK, 1, 1, 10);
            toPeer(Packets.ACK, 1, 1, 10);
            toPeer(Packets.ACK, 6, 1, 10);
            assertThat(Flow.of(segments)).containsExactly("< SYN", "> SYN", "< data 15");
        }

        @Test
        void are_not_confused_with_data_out_of_order() throws Exception {
            handshake();
            toPeer(Packets.ACK, 11, 1, 10);
            toPeer(Packets.ACK, 1, 1, 10);
            toPeer(Packets.ACK, 5, 1, 10);
            assertThat(Flow.of(segments)).containsExactly("< SYN", "> SYN", "< data 20");
        }
    }

    @Nested
    class Numbering {

        @Test
        void is_relative_to_the_first_number_of_each_side() throws Exception {
            handshake();
            toPeer(Packets.ACK, 1, 1, 10);
            fromPeer(Packets.ACK, 1, 11, 0);
            assertThat(segments).extracting(Segment::sequence).containsExactly(0L, 0L, 1L, 1L);
            assertThat(segments).extracting(Segment::acknowledgment).containsExactly(0L, 1L, 1L, 11L);
        }

        @Test
        void of_connections_starts_anew_with_another_syn() throws Exception {
            handshake();
            take(Packets.tcp(CLIENT, PEER, Packets.SYN, 1234, 0, 0));
            assertThat(segments).extracting(Segment::connection).containsExactly(1, 1, 2);
            assertThat(Flow.of(segments)).containsExactly("< SYN", "> SYN", "< SYN");
        }

        @Test
        void counts_the_payload_that_was_on_the_wire() throws Exception {
            toPeer(Packets.ACK, 1, 1, 60_000);
            assertThat(segments).extracting(Segment::payload).containsExactly(60_000);
        }

        @Test
        void keeps_the_flags() throws Exception {
            toPeer(0xff, 0, 0, 0);
            assertThat(segments.get(0).flags()).containsExactlyInAnyOrder(Flag.values());
        }
    }

    private void handshake() throws IOException {
        toPeer(Packets.SYN, 0, 0, 0);
        fromPeer(Packets.SYN | Packets.ACK, 0, 1, 0);
    }

    private void toPeer(int flags, int sequence, int acknowledgment, int payload) throws IOException {
        take(Packets.tcp(CLIENT, PEER, flags, ISN + sequence, ISN + acknowledgment, payload));
    }

    private void fromPeer(int flags, int sequence, int acknowledgment, int payload) throws IOException {
        take(Packets.tcp(PEER, CLIENT, flags, ISN + sequence, ISN + acknowledgment, payload));
    }

    private void take(Frame frame) throws IOException {
        segments.add(numbering.segment(Instant.EPOCH, IpPacket.of(frame)));
    }
}
