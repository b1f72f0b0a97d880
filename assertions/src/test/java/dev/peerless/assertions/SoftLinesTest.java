package dev.peerless.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.SocketException;
import org.junit.jupiter.api.Test;

/** Each failure that is collected begins a line, behind its number. */
class SoftLinesTest {

    @Test
    void asWithTheOthersOfAssertJ() {
        var softly = new PeerlessSoftAssertions();
        softly.assertThatNetworkFailure(new SocketException("Broken pipe")).isConnectionReset();
        softly.assertThat("plain").isEqualTo("other");
        softly.assertThatNetworkFailure(new SocketException("Broken pipe"))
                .as("the client")
                .isConnectionReset();

        assertThat(catchThrowable(softly::assertAll).getMessage().lines().filter(SoftLinesTest::isBeginning))
                .containsExactly(
                        "-- failure 1 --",
                        "Expecting java.net.SocketException",
                        "-- failure 2 --",
                        "expected: \"other\"",
                        "-- failure 3 --",
                        "[the client] Expecting java.net.SocketException");
    }

    private static boolean isBeginning(String line) {
        return line.startsWith("--") || line.contains("Expecting") || line.startsWith("expected");
    }

    @Test
    void inOtherWordsToo() {
        var softly = new BDDPeerlessSoftAssertions();
        softly.thenNetworkFailure(new SocketException("Broken pipe")).isConnectionReset();
        softly.check(() -> PeerlessAssertions.assertThatNetworkFailure(new SocketException("Broken pipe"))
                .isConnectionReset());

        assertThat(softly.assertionErrorsCollected())
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure)
                        .hasMessageStartingWith("\nExpecting ")
                        .hasCauseInstanceOf(SocketException.class)
                        .satisfies(own -> assertThat(own.getStackTrace()).isNotEmpty()));
    }
}
