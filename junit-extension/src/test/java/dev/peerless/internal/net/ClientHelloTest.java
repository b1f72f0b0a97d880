package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {

    private static final String BEGINNING = "16 03 01 02 00 01 00 01 fc 03 03 5f";

    private ClientHello hello;

    @BeforeEach
    void begin() {
        hello = new ClientHello();
    }

    private boolean read(String hex) {
        return begins(hex) == 0;
    }

    private int begins(String hex) {
        var bytes = bytes(hex);
        return hello.begins(bytes, 1, bytes.limit() - 1, bytes.limit() - 1);
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex("00" + hex.replace(" ", "")));
    }

    @Test
    void isSeenOnce() {
        assertThat(read(BEGINNING)).isTrue();
        assertThat(read(BEGINNING)).isFalse();
    }

    @Test
    void isSeenInTheReadThatTells() {
        assertThat(read("16 03 01")).isFalse();
        assertThat(read("02 00 01 00 01 fc")).isFalse();
        assertThat(read("03 03")).isTrue();
    }

    @Test
    void isSeenBehindPlaintextOfAnEarlierRead() {
        assertThat(read("53 54 41 52 54")).isFalse();
        assertThat(read(BEGINNING)).isTrue();
    }

    @Test
    void isSeenBehindWhatOnlyBeganLikeOne() {
        assertThat(read("16 03")).isFalse();
        assertThat(read(BEGINNING)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "12 01 00 4d 00 00 00 00, 8", // the header of a packet
        "20 00 00 01 00 8a 00 00, 8", // that asks for TLS
        "16, 1", // like a hello
        "16 03, 2",
        "16 03 01 02 00, 5",
        "16 16 03 16 03 01, 6",
    })
    void isSeenBehindSomethingElseInARead(String before, int at) {
        assertThat(begins(before + BEGINNING)).isEqualTo(at);
        assertThat(begins(before + BEGINNING)).isEqualTo(-1);
    }

    @Test
    void isSeenWhereverItIsCut() {
        var all = "12 01 00 4d " + BEGINNING;
        for (int cut = 3; cut < all.length(); cut += 3) {
            begin();
            int first = begins(all.substring(0, cut));
            boolean isSeenAtOnce = cut / 3 == all.length() / 3;

            assertThat(first).as("%d bytes", cut / 3).isEqualTo(isSeenAtOnce ? 4 : -1);
            if (!isSeenAtOnce) {
                assertThat(begins(all.substring(cut))).as("%d bytes", cut / 3).isEqualTo(Math.max(0, 4 - cut / 3));
            }
        }
    }

    @Test
    void isNotSearchedForBeyondALimit() {
        var bytes = bytes("12 01 00 4d " + BEGINNING);

        assertThat(hello.begins(bytes, 1, bytes.limit() - 1, 14)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17 03 03 00 20 01 00 01 fc 03 03", // another record
                "16 03 03 00 20 02 00 00 1c 03 03", // another message
                "16 03 09 00 20 01 00 00 1c 03 03", // no version
                "16 03 03 00 20 01 01 00 1c 03 03" // too long
            })
    void isNothingElse(String hex) {
        assertThat(begins(hex)).isEqualTo(-1);
        assertThat(begins("00" + hex)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "16 03 01 02 00 01 00 01 fb 03 03", // shorter than its record
                "16 03 01 02 00 01 00 02 00 03 03", // longer
                "16 03 01 02 00 01 00 01 fc 03 04", // no version of a message
            })
    void isNotSeenBehindSomethingElseWhereItDoesNotFit(String hex) {
        assertThat(begins("00" + hex)).isEqualTo(-1);
    }
}
