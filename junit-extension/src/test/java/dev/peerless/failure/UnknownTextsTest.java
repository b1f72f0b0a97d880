package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that prove nothing, however much they sound like it. */
class UnknownTextsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Connection",
                "The connection reset its counters",
                "Connection reset by peers",
                "Yhteys on poikki",
                "Socket is not connected",
                "Invalid argument"
            })
    void proveNothingIfAlmostRight(String text) {
        assertThat(NetworkFailure.of(new SocketException(text))).isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Connection refused: not authorized", "Login failed: Connection refused"})
    void proveNothingWithDetailsThatSocketsDoNotAdd(String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(UNKNOWN);
    }

    @Test
    void proveNothingOutsideOfInputAndOutput() {
        assertThat(NetworkFailure.of(new IllegalStateException("Connection refused")))
                .isEqualTo(UNKNOWN);
        assertThat(NetworkFailure.of(new AssertionError("Broken pipe"))).isEqualTo(UNKNOWN);
    }

    @Test
    void proveNothingInAConnectExceptionWithoutAKnownOne() {
        assertThat(NetworkFailure.of(new ConnectException())).isEqualTo(UNKNOWN);
        assertThat(NetworkFailure.of(new ConnectException("Yhteyttä ei saatu"))).isEqualTo(UNKNOWN);
    }
}
