package dev.peerless.capture;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TcpdumpTest {

    @ParameterizedTest
    @ValueSource(strings = {"1 packet dropped by kernel", "20 packets dropped by kernel"})
    void reports_lost_packets(String loss) {
        assertThatThrownBy(() -> Tcpdump.requireNothingLost("exit code 0: 9 packets captured " + loss))
                .isInstanceOf(IOException.class)
                .hasMessage("the capture is incomplete, nothing follows from what it lacks: " + loss);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit code 0: 9 packets captured 0 packets dropped by kernel", "exit code 1"})
    void accepts_that_nothing_was_lost(String lastWords) {
        assertThatCode(() -> Tcpdump.requireNothingLost(lastWords)).doesNotThrowAnyException();
    }
}
