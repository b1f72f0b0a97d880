package dev.peerless.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encodings as X.690 and RFC 5280 give them. */
class DerTest {

    private static String hex(byte[] der) {
        return HexFormat.ofDelimiter(" ").formatHex(der);
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10045.4.3.2, 06 08 2a 86 48 ce 3d 04 03 02",
        "2.5.4.3, 06 03 55 04 03",
        "2.5.29.19, 06 03 55 1d 13",
        "1.3.6.1.5.5.7.3.1, 06 08 2b 06 01 05 05 07 03 01",
        "1.2.127, 06 02 2a 7f",
        "1.2.128, 06 03 2a 81 00",
        "1.2.2147483647, 06 06 2a 87 ff ff ff 7f",
    })
    void objectIdentifiers(String dotted, String expected) {
        assertThat(hex(Der.oid(dotted))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 02 01 00",
        "127, 02 01 7f",
        "128, 02 02 00 80",
        "256, 02 02 01 00",
    })
    void integersKeepTheirSign(long value, String expected) {
        assertThat(hex(Der.integer(value))).isEqualTo(expected);
    }

    @Test
    void bitsNamedOrNot() {
        assertThat(hex(Der.namedBits(0))).isEqualTo("03 02 07 80");
        assertThat(hex(Der.namedBits(5, 6))).isEqualTo("03 02 01 06");
        assertThat(hex(Der.bits(new byte[] {1, 2}))).isEqualTo("03 03 00 01 02");
    }

    @Test
    void valuesInValues() {
        assertThat(hex(Der.sequence(Der.set(Der.text("é")), Der.octets(new byte[] {7}), Der.yes())))
                .isEqualTo("30 0c 31 04 0c 02 c3 a9 04 01 07 01 01 ff");
        assertThat(hex(Der.explicit(3, Der.integer(2)))).isEqualTo("a3 03 02 01 02");
        assertThat(hex(Der.implicit(2, new byte[] {'x'}))).isEqualTo("82 01 78");
        assertThat(hex(Der.sequence())).isEqualTo("30 00");
    }

    @Nested
    class Lengths {

        @ParameterizedTest
        @CsvSource({"127, 04 7f", "128, 04 81 80", "255, 04 81 ff", "256, 04 82 01 00", "65536, 04 83 01 00 00"})
        void takeAsFewBytesAsTheyNeed(int length, String expected) {
            assertThat(hex(Der.octets(new byte[length])))
                    .startsWith(expected + " 00")
                    .hasSize(3 * (length + (expected.length() + 1) / 3) - 1);
        }
    }

    @Nested
    class Times {

        @Test
        void haveTwoDigitsForTheYearUntil2049() {
            assertThat(hex(Der.time(Instant.parse("2049-12-31T23:59:58.9Z"))))
                    .isEqualTo("17 0d 34 39 31 32 33 31 32 33 35 39 35 38 5a");
        }

        @Test
        void haveFourDigitsFrom2050() {
            assertThat(hex(Der.time(Instant.parse("2050-01-02T03:04:05Z"))))
                    .isEqualTo("18 0f 32 30 35 30 30 31 30 32 30 33 30 34 30 35 5a");
        }
    }
}
