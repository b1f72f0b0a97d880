package dev.peerless.failure;

import static dev.peerless.failure.NetworkFailure.CONNECTION_RESET;
import static dev.peerless.failure.NetworkFailure.TRUNCATED;
import static dev.peerless.failure.NetworkFailure.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class DiagnosisTest {

    @Test
    void namesTheLinkThatDecided() {
        var reset = new SocketException("Connection reset");

        var diagnosis = NetworkFailure.diagnose(new ExecutionException(new IOException("no answer", reset)));

        assertThat(diagnosis).isEqualTo(new Diagnosis(CONNECTION_RESET, reset));
        assertThat(diagnosis.text()).isEqualTo("Connection reset");
    }

    @Test
    void namesTheLinkThatRefined() {
        var cut = new IOException("chunked transfer encoding, state: READING_DATA", new EOFException());

        assertThat(NetworkFailure.diagnose(new ExecutionException(cut))).isEqualTo(new Diagnosis(TRUNCATED, cut));
    }

    @Test
    void keepsTheTextOfTheUnknown() {
        var diagnosis = NetworkFailure.diagnose(new IOException(new SocketException("Yhteys on poikki")));

        assertThat(diagnosis.failure()).isEqualTo(UNKNOWN);
        assertThat(diagnosis.text()).isEqualTo("Yhteys on poikki");
    }

    @Test
    void hasNoTextWhereThereIsNone() {
        assertThat(NetworkFailure.diagnose(new EOFException()).text()).isNull();
    }

    @Test
    void readsAsASentenceWould() {
        assertThat(NetworkFailure.diagnose(new SocketException("Connection reset")))
                .hasToString("CONNECTION_RESET (java.net.SocketException: Connection reset)");
        assertThat(NetworkFailure.diagnose(new IllegalStateException()))
                .hasToString("UNKNOWN (java.lang.IllegalStateException)");
    }
}
