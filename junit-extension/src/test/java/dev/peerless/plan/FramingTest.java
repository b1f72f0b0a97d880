package dev.peerless.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.wire.Bytes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rest is held by the heartbeats that are found with it, in the assertions. */
class FramingTest {

    @ParameterizedTest
    @CsvSource({
        "AMQP, hex: 03 0001 ffffffff",
        "AMQP, hex: 03 0001 80000000",
        "AMQP, hex: 03 0001 7ffffff9",
        "OPEN_WIRE, hex: ffffffff",
        "OPEN_WIRE, hex: 7ffffffe",
        "POSTGRESQL, hex: 51 ffffffff",
        "POSTGRESQL, hex: 51 7fffffff",
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
        "POSTGRESQL, hex: 51 7ffffffe, 2147483647",
        "TDS, hex: 12 01 ffff, 65535",
        "SMPP, hex: 7fffffff, 2147483647",
        "WEB_SOCKET, hex: 82 7f 0000000000000001, 11",
        "WEB_SOCKET, hex: 82 ff 0000000000010000, 65550",
        "WEB_SOCKET, hex: 82 fe 0100, 264",
    })
    void aLengthHasItsHeader(Framing framing, String header, int length) {
        assertThat(framing.lengthOf(Bytes.parse(header))).isEqualTo(length);
    }

    @ParameterizedTest
    @CsvSource({
        // SSLRequest; StartupMessage of protocol 3.0 for user=a, database=b; CancelRequest
        "hex: 00000008 04d2162f",
        "hex: 0000001b 00030000 757365720061006461746162617365006200 00",
        "hex: 00000010 04d2162e 00000539 499602d2",
        // Query SELECT 1, Sync, Terminate, PasswordMessage
        "hex: 51 0000000d 53454c454354203100",
        "hex: 53 00000004",
        "hex: 58 00000004",
        "hex: 70 00000006 7000",
    })
    void aMessageOfAPostgreSqlClientIsOneHoweverMuchOfTheNextHasCome(String message) {
        isOne(Framing.POSTGRESQL, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hex: 51 00000003 00", "hex: 51 00000000 00", "hex: 00000003 00", "hex: 00000000 00"})
    void aLengthOfPostgreSqlThatDoesNotEvenCountItselfIsNone(String header) {
        assertThat(Framing.POSTGRESQL.lengthOf(Bytes.parse(header))).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // PRELOGIN with nothing but its terminator, an attention, a batch SELECT 1 in UTF-16 without headers
        "hex: 12 01 0009 0000 01 00 ff",
        "hex: 06 01 0008 0000 01 00",
        "hex: 01 01 0018 0000 01 00 530045004c00450043005400200031 00",
    })
    void aPacketOfTdsIsOneHoweverMuchOfTheNextHasCome(String packet) {
        isOne(Framing.TDS, packet);
    }

    private static void isOne(Framing framing, String notation) {
        var message = Bytes.parse(notation);
        assertThat(framing.isMessage(message)).isTrue();
        assertThat(framing.lengthOf(message.plus(Bytes.parse("hex: 53 00")))).isEqualTo(message.size());
        for (int seen = 1; seen < message.size(); seen++) {
            assertThat(framing.lengthOf(message.slice(0, seen))).isIn(0, message.size());
        }
        assertThat(framing.lengthOf(message.slice(0, 1))).isZero();
    }
}
