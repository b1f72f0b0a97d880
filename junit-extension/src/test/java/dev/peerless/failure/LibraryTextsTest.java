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

    /** Netty takes every text of the system for UTF-8. This one was in GB18030. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CONNECTION_RESET      | recvAddress(..) failed with error(-104): l½ӱ»¶Է½
            CONNECTION_RESET      | io_uring read(..) failed with error(-104): l½ӱ»¶Է½
            BROKEN_PIPE           | sendAddress(..) failed with error(-32): ?
            CONNECTION_ABORTED    | recvAddress(..) failed with error(-103): ?
            TIMED_OUT             | recvAddress(..) failed with error(-110): ?
            CONNECTION_REFUSED    | finishConnect(..) failed with error(-111): ¾ܾøl: /127.0.0.1:1234
            NO_ROUTE              | connect(..) failed with error(-101): ?
            NO_ROUTE              | connect(..) failed with error(-112): ?
            NO_ROUTE              | connect(..) failed with error(-113): ?
            ADDRESS_IN_USE        | bind(..) failed with error(-98): ?
            ADDRESS_NOT_AVAILABLE | bind(..) failed with error(-99): Î޷¨ָ¶¨±»Çë
            TOO_MANY_OPEN_FILES   | accept(..) failed with error(-24): ?
            UNKNOWN               | bind(..) failed with error(-13): ?
            UNKNOWN               | recvAddress(..) failed with error(-1040): ?
            UNKNOWN               | failed with error(-104): ?
            """)
    void areToldByTheirNumberWhereTheSystemsTextIsSpoilt(NetworkFailure expected, String text) {
        assertThat(NetworkFailure.of(new IOException(text))).isEqualTo(expected);
    }

    @Test
    void areAboutConnectingByTheirNumberToo() {
        assertThat(NetworkFailure.of(new ConnectException("finishConnect(..) failed with error(-110): ?")))
                .isEqualTo(NetworkFailure.CONNECT_TIMED_OUT);
    }
}
