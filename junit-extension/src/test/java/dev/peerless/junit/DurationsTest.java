package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "1, PT1S",
        "42, PT42S",
        "42ns, PT0.000000042S",
        "42\u03BCs, PT0.000042S",
        "42ms, PT0.042S",
        "42s, PT42S",
        "42m, PT42M",
        "42h, PT42H",
        "42d, PT1008H",
        "42\u00B5s, PT0.000042S",
        "36500d, PT876000H",
        "5 s, PT5S",
        "300 ms, PT0.3S",
        "7 \u03BCs, PT0.000007S",
        "999999999999ns, PT999.999999999S",
    })
    void aNumberAnOptionalSpaceAndAnOptionalUnit(String text, Duration expected) {
        assertThat(Durations.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @CsvSource({"3NS, PT0.000000003S", "3Ms, PT0.003S", "3S, PT3S", "3M, PT3M", "3H, PT3H", "3D, PT72H"})
    void theCaseOfTheUnitDoesNotMatter(String text, Duration expected) {
        assertThat(Durations.parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "0ms",
                "00",
                "01s",
                "-1",
                "-5s",
                "+5s",
                "1.5s",
                "1,5s",
                "5  s",
                " 5s",
                "5s ",
                "s",
                "ms",
                "soon",
                "5 min",
                "5sec",
                "5w",
                "1s500ms",
                "PT5S",
                "1e3",
                "1000000000000",
                "36501d"
            })
    void anythingElseIsNone(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }
}
