package dev.peerless.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of client libraries. */
class LibraryTextsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            END_OF_STREAM | Connection closed by peer
            END_OF_STREAM | unexpected end of stream on http://127.0.0.1:1234/...
            END_OF_STREAM | Connection prematurely closed BEFORE response
            TRUNCATED     | Connection prematurely closed DURING response
            TRUNCATED     | Premature end of Content-Length delimited message body (expected: ...)
            TRUNCATED     | Premature end of chunk coded message body: closing chunk expected
            TRUNCATED     | Early EOF
            """)
    void areKnownInAnIoException(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
    }

    @Test
    void tellOfACutBody() {
        assertThat(NetworkFailure.of(new ProtocolException("unexpected end of stream")))
                .isEqualTo(NetworkFailure.TRUNCATED);
    }

    @Test
    void tellOfARefusedConnection() {
        var text = "Connect to http://127.0.0.1:1234 [/127.0.0.1] failed: Connection refused";

        assertThat(NetworkFailure.of(new ConnectException(text))).isEqualTo(NetworkFailure.CONNECTION_REFUSED);
        assertThat(NetworkFailure.of(new ConnectException(
                        "finishConnect(..) failed with error(-111): Connection refused: localhost/127.0.0.1:1234")))
                .isEqualTo(NetworkFailure.CONNECTION_REFUSED);
    }
}
