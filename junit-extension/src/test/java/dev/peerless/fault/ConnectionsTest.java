package dev.peerless.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionsTest {

    @ParameterizedTest
    @CsvSource({
        "1,         1, 1,          connection 1",
        "2-4,       2, 4,          connections 2-4",
        "3-3,       3, 3,          connection 3",
        "3-,        3, 2147483647, connections from 3 on",
        "1-,        1, 2147483647, all connections",
        "all,       1, 2147483647, all connections",
        "999999999, 999999999, 999999999, connection 999999999"
    })
    void readsAndWritesRanges(String notation, int first, int last, String text) {
        assertThat(Connections.parse(notation))
                .isEqualTo(new Connections(first, last))
                .hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "-", "1-2-3", " 1", "1 - 2", "ALL", "one", "01", "1,2", "1000000000"})
    void refusesAnyOtherNotation(String notation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connections.parse(notation))
                .withMessage(
                        "connections must be like \"1\", \"2-4\", \"3-\" or \"all\", but was \"" + notation + "\"");
    }

    @Test
    void refusesARangeThatEndsBeforeItBegins() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connections.parse("4-2"))
                .withMessage("connections are numbered from 1, and the last is not before the first, but was 4-2");
    }

    @Test
    void refusesToNumberFromZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Connections.only(0))
                .withMessage("connections are numbered from 1, and the last is not before the first, but was 0-0");
    }

    @Test
    void containsBothItsEnds() {
        var range = Connections.parse("2-4");

        assertThat(new boolean[] {range.contains(1), range.contains(2), range.contains(4), range.contains(5)})
                .containsExactly(false, true, true, false);
        assertThat(Connections.ALL.contains(Integer.MAX_VALUE)).isTrue();
    }
}
