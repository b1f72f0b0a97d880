package dev.peerless.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientHelloTest {

    private static final String BEGINNING = "16 03 01 02 00 01 00 01 fc 03 03 5f";

    private ClientHello hello;

    @BeforeEach
    void begin() {
        hello = new ClientHello();
    }

    private boolean read(String hex) {
        var bytes = ByteBuffer.wrap(HexFormat.of().parseHex("00" + hex.replace(" ", "")));
        return hello.appearsIn(bytes, 1, bytes.limit() - 1);
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
    @ValueSource(
            strings = {
                "17 03 03 00 20 01 00 01 fc 03 03", // another record
                "16 03 03 00 20 02 00 00 1c 03 03", // another message
                "16 03 09 00 20 01 00 00 1c 03 03", // no version
                "16 03 03 00 20 01 01 00 1c 03 03", // too long
                "00 16 03 01 02 00 01 00 01 fc 03 03" // not at the beginning
            })
    void isNothingElse(String hex) {
        assertThat(read(hex)).isFalse();
    }
}
