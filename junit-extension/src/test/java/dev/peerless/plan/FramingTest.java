package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rest is held by the heartbeats that are found with it, in the assertions. */
class FramingTest {

    @ParameterizedTest
    @CsvSource({
        "AMQP, hex: 03 0001 ffffffff",
        "AMQP, hex: 03 0001 80000000",
        "AMQP, hex: 03 0001 7ffffff9",
        "OPEN_WIRE, hex: ffffffff",
        "OPEN_WIRE, hex: 7ffffffe",
        "SMPP, hex: 80000000",
        "WEB_SOCKET, hex: 82 7f 0000000080000000",
        "WEB_SOCKET, hex: 82 7f 0000000100000000",
        "WEB_SOCKET, hex: 82 ff 8000000000000001",
        "WEB_SOCKET, hex: 82 ff 000000007ffffff2",
    })
    void aLengthThatNobodyCanHoldIsTheLongest(Framing framing, String header) {
        assertThat(framing.lengthOf(Bytes.parse(header))).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({
        "AMQP, hex: 03 0001 7ffffff0, 2147483640",
        "OPEN_WIRE, hex: 7ffffff0, 2147483636",
        "SMPP, hex: 7fffffff, 2147483647",
        "WEB_SOCKET, hex: 82 7f 0000000000000001, 11",
        "WEB_SOCKET, hex: 82 ff 0000000000010000, 65550",
        "WEB_SOCKET, hex: 82 fe 0100, 264",
    })
    void aLengthHasItsHeader(Framing framing, String header, int length) {
        assertThat(framing.lengthOf(Bytes.parse(header))).isEqualTo(length);
    }
}
