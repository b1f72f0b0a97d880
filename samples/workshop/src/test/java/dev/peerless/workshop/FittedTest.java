package dev.peerless.workshop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What of a long message is on a small screen. */
class FittedTest {

    private static Fitted fitted(int rows, int columns, List<String> lines) {
        return Fitted.to(new TerminalSize(rows, columns), lines, count -> "... " + count);
    }

    @Test
    void isAllOfItWhereItFits() {
        assertThat(fitted(24, 10, List.of("0123456789", "\u4e00\u4e8c\u4e09\u56db\u4e94")))
                .isEqualTo(new Fitted(List.of("0123456789", "\u4e00\u4e8c\u4e09\u56db\u4e94"), true));
        assertThat(Fitted.to(TerminalSize.UNKNOWN, List.of("x".repeat(5000)), count -> "")
                        .whole())
                .isTrue();
    }

    @Test
    void hasNoLineLongerThanTheTerminal() {
        assertThat(fitted(24, 9, List.of("0123456789", "\u4e00\u4e8c\u4e09\u56db\u4e94")))
                .isEqualTo(new Fitted(List.of("01234567\u2026", "\u4e00\u4e8c\u4e09\u56db\u2026"), false));
    }

    @Test
    void isItsHeadAndItsEnd() {
        var lines = IntStream.rangeClosed(1, 30).mapToObj(String::valueOf).toList();

        assertThat(fitted(16, 80, lines))
                .isEqualTo(
                        new Fitted(List.of("1", "2", "3", "4", "5", "6", "7", "8", "... 19", "28", "29", "30"), false));
    }

    @Test
    void leavesRoomForWhatIsAroundIt() {
        var lines = IntStream.rangeClosed(1, 30).mapToObj(String::valueOf).toList();

        assertThat(fitted(24, 80, lines).lines()).hasSize(12);
        assertThat(fitted(30, 80, lines).lines()).hasSize(16);
        assertThat(fitted(44, 80, lines)).isEqualTo(new Fitted(lines, true));
    }

    @Test
    void isFoundOutByStty() {
        assertThat(TerminalSize.of("24 80\n")).isEqualTo(new TerminalSize(24, 80));
        assertThat(TerminalSize.of("0 0\n")).isEqualTo(TerminalSize.UNKNOWN);
        assertThat(TerminalSize.of("")).isEqualTo(TerminalSize.UNKNOWN);
    }
}
