package dev.peerless.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.capture.PacketCapture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the guide's tables of faults to what a plain socket meets. {@code -Drounds=200} goes through each row so often.
 */
class FaultTableTest {

    /** How slowly the slow ones are staged. */
    private static final Duration LATE = Duration.ofMillis(100);

    private static final int ROUNDS = Integer.getInteger("rounds", 1);

    @ParameterizedTest
    @MethodSource("rows")
    void aReadGivesWhatTheTableSays(FaultRow row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var meeting = unwatched().with(row.fault())) {
                for (var expected : row.read().split(", then ", -1)) {
                    assertThat(read(meeting, expected))
                            .as(row.fault() + "\n" + meeting.peer().transcript())
                            .isEqualTo(said(expected));
                }
            }
        }
    }

    private static String read(Meeting meeting, String expected) throws Exception {
        if (expected.matches("\\d+ (\\w+ )?bytes?")) {
            var words = expected.split(" ", -1);
            var came = new Came(meeting.bytes(Integer.parseInt(words[0])), meeting.sinceAsked());
            return came.in(words.length == 3 ? words[1] : "");
        }
        return expected.equals("blocks") ? blocked(meeting.readForAMoment()) : meeting.read();
    }

    /** Bytes in words: what was said, at once or late, the same with a bit flipped in each, or anything else. */
    private record Came(byte[] bytes, Duration after) {

        String in(String kind) {
            var said = Arrays.copyOf(Meetings.SAID.getBytes(UTF_8), bytes.length);
            boolean is = switch (kind) {
                case "" -> Arrays.equals(bytes, said);
                case "altered" ->
                    IntStream.range(0, bytes.length).allMatch(i -> Integer.bitCount((bytes[i] ^ said[i]) & 0xff) == 1);
                case "late" -> Arrays.equals(bytes, said) && after.compareTo(LATE) >= 0;
                case "random" -> !new String(bytes, UTF_8).contains(Meetings.SAID);
                default -> false;
            };
            var text = bytes.length + " " + (kind.isEmpty() ? "" : kind + " ") + "bytes";
            return is ? text : "not " + text + " but " + Arrays.toString(bytes) + " after " + after;
        }
    }

    private static String blocked(String outcome) {
        return outcome.equals("Read timed out") ? "blocks" : outcome;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void writesGiveWhatTheTableSays(FaultRow row) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            try (var meeting = unwatched().with(row.fault())) {
                await(meeting, row.segments());
                assertThat(meeting.write()).as(row.fault()).isEqualTo(said(row.firstWrite()));
                await(meeting, row.segmentsAfterWrite());
                assertThat(meeting.write()).as(row.fault()).isEqualTo(said(row.secondWrite()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theWireCarriesWhatTheTableSays(FaultRow row) throws Exception {
        PacketCapture.whyNot().ifPresent(Assumptions::abort);
        var captures = new ArrayList<PacketCapture>();
        try (var meeting = new Meetings(port -> captures.add(PacketCapture.start(port))).with(row.fault());
                var capture = captures.get(0)) {
            await(meeting, row.segments());
            var unused = meeting.readForAMoment();
            assertThat(meeting.segments(capture)).as(row.fault()).isEqualTo(row.segments());

            unused = meeting.write();
            await(meeting, row.segmentsAfterWrite());
            unused = meeting.readForAMoment();
            assertThat(meeting.segments(capture))
                    .as(row.fault() + " after a write")
                    .isEqualTo(Stream.concat(row.segments().stream(), row.segmentsAfterWrite().stream())
                            .toList());
        }
    }

    @Test
    void everyRowIsStagedAndEveryStagingHasItsRow() {
        assertThat(rows().map(FaultRow::fault)).containsExactlyInAnyOrderElementsOf(Meetings.faults());
    }

    private static Meetings unwatched() {
        return new Meetings(port -> {});
    }

    private static void await(Meeting meeting, List<String> segments) throws InterruptedException {
        for (var segment : segments) {
            meeting.awaitSent(segment);
        }
    }

    /** A cell without its explanation and its typography. */
    private static String said(String cell) {
        return cell.replaceAll(", .*", "").replace("`", "");
    }

    static Stream<FaultRow> rows() {
        return FaultRow.all().stream();
    }
}
