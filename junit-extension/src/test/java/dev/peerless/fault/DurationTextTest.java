package dev.peerless.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

    @ParameterizedTest
    @CsvSource({
        "PT0S,             0 ms",
        "PT0.3S,           300 ms",
        "PT1.5S,           1500 ms",
        "PT5S,             5 s",
        "PT90S,            90 s",
        "PT1M,             1 min",
        "PT4M,             4 min",
        "PT90M,            90 min",
        "PT1H,             1 h",
        "PT36H,            36 h",
        "P1D,              1 d",
        "P5D,              5 d",
        "PT0.00025S,       0.25 ms",
        "PT0.000000001S,   0.000001 ms",
        "PT24H0.000000001S, 86400000.000001 ms",
        "PT-2S,            -2 s"
    })
    void usesTheLargestUnitThatNeedsNoFraction(Duration duration, String text) {
        assertThat(DurationText.of(duration)).isEqualTo(text);
    }
}
