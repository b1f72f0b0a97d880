package dev.peerless.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {

    @Nested
    class TextForm {

        @Test
        void quotesWhatIsText() {
            assertThat(Bytes.utf8("PLACE order-1 x2")).hasToString("\"PLACE order-1 x2\"");
        }

        @Test
        void escapesLineEndingsTabsQuotesAndBackslashes() {
            assertThat(Bytes.utf8("a\r\n\t\"\\")).hasToString("\"a\\r\\n\\t\\\"\\\\\"");
        }

        @Test
        void escapesTheFewBytesInTextThatAreNone() {
            assertThat(Bytes.of((byte) 'a', (byte) 'b', (byte) 'c', (byte) 0x7F))
                    .hasToString("\"abc\\x7F\"");
            assertThat(Bytes.utf8("naive: na\u00EFve")).hasToString("\"naive: na\\xC3\\xAFve\"");
        }

        @Test
        void showsPairsOfDigitsWhereMoreThanAQuarterIsNoText() {
            assertThat(Bytes.of((byte) 'a', (byte) 'b', (byte) 0, (byte) 0xCE)).hasToString("61 62 00 CE");
        }

        @Test
        void showsNothingAsEmptyText() {
            assertThat(Bytes.EMPTY).hasToString("\"\"");
        }

        @Test
        void previewCutsAndSaysSo() {
            assertThat(Bytes.utf8("abcdef").preview(3)).isEqualTo("\"abc\"...");
            assertThat(Bytes.utf8("abcdef").preview(6)).isEqualTo("\"abcdef\"");
            assertThat(Bytes.of((byte) 1, (byte) 2, (byte) 3).preview(2)).isEqualTo("01 02...");
        }
    }

    @Nested
    class Notation {

        @ParameterizedTest
        @CsvSource({"hex:0800ce", "hex: 08 00 CE", "hex:08\t00 ce"})
        void readsPairsOfDigitsHoweverTheyAreSpaced(String notation) {
            assertThat(Bytes.parse(notation)).isEqualTo(Bytes.of((byte) 8, (byte) 0, (byte) 0xCE));
        }

        @Test
        void readsAnythingElseAsText() {
            assertThat(Bytes.parse("PING\r\n")).isEqualTo(Bytes.utf8("PING\r\n"));
            assertThat(Bytes.parse("HEX: 08")).isEqualTo(Bytes.utf8("HEX: 08"));
            assertThat(Bytes.parse("\u00E9").size()).isEqualTo(2);
        }

        @Test
        void readsNoDigitsAsNoBytes() {
            assertThat(Bytes.parse("hex:")).isEqualTo(Bytes.EMPTY);
            assertThat(Bytes.parse("")).isSameAs(Bytes.EMPTY);
        }

        @ParameterizedTest
        @CsvSource({"hex:0", "hex:08 0", "hex:xy", "hex:0x08"})
        void refusesWhatIsNotPairsOfDigits(String notation) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bytes.parse(notation))
                    .withMessage("after hex: come pairs of hexadecimal digits, but was \"" + notation + "\"");
        }
    }

    @Nested
    class Immutability {

        @Test
        void keepsACopyOfWhatItIsGiven() {
            var array = new byte[] {1, 2};
            var ofArray = Bytes.of(array);
            var ofBuffer = Bytes.copyOf(ByteBuffer.wrap(array));
            array[0] = 9;

            assertThat(ofArray).isEqualTo(Bytes.of((byte) 1, (byte) 2)).isEqualTo(ofBuffer);
        }

        @Test
        void givesCopiesAndReadOnlyViewsAway() {
            var bytes = Bytes.of((byte) 1, (byte) 2);
            bytes.toArray()[0] = 9;

            assertThat(bytes.at(0)).isEqualTo((byte) 1);
            Assertions.assertThatExceptionOfType(ReadOnlyBufferException.class)
                    .isThrownBy(() -> bytes.asByteBuffer().put((byte) 9));
        }

        @Test
        void copyingABufferTakesWhatRemainsAndLeavesItsPosition() {
            var buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);

            assertThat(Bytes.copyOf(buffer)).isEqualTo(Bytes.of((byte) 2, (byte) 3));
            assertThat(buffer.position()).isEqualTo(1);
            assertThat(Bytes.copyOf(buffer.position(3))).isSameAs(Bytes.EMPTY);
        }
    }

    @Nested
    class Parts {

        private final Bytes bytes = Bytes.utf8("abcabd");

        @Test
        void slicesFromInclusiveToExclusive() {
            assertThat(bytes.slice(1, 3)).isEqualTo(Bytes.utf8("bc"));
            assertThat(bytes.slice(0, 6)).isSameAs(bytes);
            assertThat(bytes.slice(2, 2)).isSameAs(Bytes.EMPTY);
        }

        @Test
        void findsTheFirstOccurrenceAtOrAfterAnIndex() {
            assertThat(bytes.indexOf(Bytes.utf8("ab"), 0)).isZero();
            assertThat(bytes.indexOf(Bytes.utf8("ab"), 1)).isEqualTo(3);
            assertThat(bytes.indexOf(Bytes.utf8("abd"), 0)).isEqualTo(3);
            assertThat(bytes.indexOf(Bytes.utf8("ab"), 4)).isEqualTo(-1);
            assertThat(bytes.indexOf(Bytes.utf8("abcabda"), 0)).isEqualTo(-1);
        }

        @Test
        void joinsInOrder() {
            assertThat(bytes.plus(Bytes.utf8("!"))).isEqualTo(Bytes.utf8("abcabd!"));
            assertThat(Bytes.EMPTY.plus(bytes)).isSameAs(bytes);
            assertThat(bytes.plus(Bytes.EMPTY)).isEqualTo(bytes);
        }

        @Test
        void equalsByContent() {
            assertThat(Bytes.utf8("ab"))
                    .isEqualTo(Bytes.of((byte) 'a', (byte) 'b'))
                    .hasSameHashCodeAs(Bytes.of((byte) 'a', (byte) 'b'))
                    .isNotEqualTo(Bytes.utf8("ba"))
                    .isNotEqualTo("ab");
        }

        @Test
        void decodesAsUtf8() {
            assertThat(Bytes.utf8("\u20AC").utf8()).isEqualTo("\u20AC");
            assertThat(Bytes.of((byte) 0xFF).utf8()).isEqualTo("\uFFFD");
        }
    }
}
