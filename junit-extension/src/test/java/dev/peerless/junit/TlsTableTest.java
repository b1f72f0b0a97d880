package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import dev.peerless.failure.NetworkFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the guide's table of faults under TLS to what an {@code SSLSocket} meets that compares names, as HTTPS does. */
class TlsTableTest {

    private static final int ROUNDS = Integer.getInteger("rounds", 1);
    private static final String NOTHING = "";

    /**
     * A row.
     *
     * @param fault what is declared
     * @param wire the segments of the peer
     * @param handshake how it ends
     * @param read what a read gives after it
     * @param write what a write gives after it
     */
    record Row(String fault, String wire, String handshake, String read, String write) {

        private FaultRow asFaultRow() {
            return new FaultRow(fault, wire, read, write, write);
        }

        List<String> segments() {
            return asFaultRow().segments();
        }

        /** With those that may come, or may be too late. */
        List<String> allSegments() {
            return Stream.concat(segments().stream(), asFaultRow().segmentsAfterWrite().stream())
                    .toList();
        }

        @Override
        public String toString() {
            return fault;
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theHandshakeEndsAsTheTableSays(Row row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var meeting = TlsMeeting.with(row.fault(), port -> {})) {
                assertThat(shakenHands(meeting, row)).isEqualTo(said(row.handshake()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connected")
    void aReadGivesWhatTheTableSays(Row row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var meeting = TlsMeeting.with(row.fault(), port -> {})) {
                meeting.struck(row.segments());
                for (var expected : row.read().split(", then ", -1)) {
                    var outcome = said(expected);
                    meeting.waitsFor(outcome);
                    assertThat(read(meeting, outcome)).isEqualTo(outcome);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("connected")
    void aWriteGivesWhatTheTableSays(Row row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var meeting = TlsMeeting.with(row.fault(), port -> {})) {
                meeting.struck(row.segments());
                assertThat(outcome(() -> {
                            meeting.socket().getOutputStream().write('x');
                            return "succeeds";
                        }))
                        .isEqualTo(said(row.write()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theWireCarriesWhatTheTableSays(Row row) throws Exception {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
        var captures = new ArrayList<PacketCapture>();
        try (var meeting = TlsMeeting.with(row.fault(), port -> captures.add(PacketCapture.start(port)));
                var capture = captures.get(0)) {
            if (row.read().equals(NOTHING)) {
                var unused = shakenHands(meeting, row);
                meeting.awaitSent(row.segments());
            } else {
                meeting.struck(row.segments());
            }
            assertThat(meeting.segments(capture)).isIn(row.segments(), row.allSegments());
        }
    }

    @Test
    void everyRowIsStagedAndEveryStagingHasItsRow() {
        assertThat(rows().map(Row::fault)).containsExactlyInAnyOrderElementsOf(TlsMeeting.faults());
    }

    private static String shakenHands(TlsMeeting meeting, Row row) throws IOException {
        meeting.waitsFor(said(row.handshake()));
        return outcome(() -> {
            meeting.socket().startHandshake();
            return "succeeds";
        });
    }

    private static String read(TlsMeeting meeting, String expected) {
        return outcome(() -> {
            if (!expected.endsWith(" bytes")) {
                int next = meeting.socket().getInputStream().read();
                return next < 0 ? "-1" : "byte " + next;
            }
            int count = Integer.parseInt(expected.split(" ", -1)[0]);
            var bytes = meeting.socket().getInputStream().readNBytes(count);
            assertThat(bytes).isEqualTo(Meetings.SAID.substring(0, count).getBytes(UTF_8));
            return bytes.length + " bytes";
        });
    }

    private interface Call {
        String run() throws IOException;
    }

    private static String outcome(Call call) {
        try {
            return call.run();
        } catch (IOException failure) {
            return NetworkFailure.of(failure).name();
        }
    }

    private static String said(String cell) {
        return cell.replaceAll(", .*", "").replace("`", "");
    }

    static Stream<Row> rows() {
        return GuideTable.rows("| annotation | plan | wire | handshake |").stream()
                .map(cells ->
                        new Row(cells.get(1).replace("`", ""), cells.get(3), cells.get(4), cells.get(5), cells.get(6)));
    }

    /** Those where the handshake comes to its end. */
    static Stream<Row> connected() {
        return rows().filter(row -> !row.read().equals(NOTHING));
    }
}
