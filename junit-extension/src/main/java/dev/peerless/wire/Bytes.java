package dev.peerless.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import org.apiguardian.api.API;

/**
 * An immutable sequence of bytes.
 *
 * <p>Its text form is made for failure messages: mostly printable content is quoted with {@code \r}, {@code \n} and
 * {@code \xHH} escapes, anything else is shown as hexadecimal pairs.
 *
 * <p>Instances are safe to share between threads.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Bytes {

    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final String HEX_PREFIX = "hex:";
    private static final HexFormat PAIRS = HexFormat.ofDelimiter(" ").withUpperCase();

    private final byte[] content;

    private Bytes(byte[] content) {
        this.content = content;
    }

    /**
     * Copies the given array.
     *
     * @param content the bytes
     * @return the same bytes, immutable
     */
    public static Bytes of(byte... content) {
        return Required.notNull(content, "content").length == 0 ? EMPTY : new Bytes(content.clone());
    }

    /**
     * Encodes text as UTF-8.
     *
     * @param text the text
     * @return its bytes
     */
    public static Bytes utf8(String text) {
        return Required.notNull(text, "text").isEmpty() ? EMPTY : new Bytes(text.getBytes(UTF_8));
    }

    /**
     * Copies what the buffer has remaining, and leaves its position where it was.
     *
     * @param buffer the buffer to copy from
     * @return its remaining bytes
     */
    public static Bytes copyOf(ByteBuffer buffer) {
        if (!Required.notNull(buffer, "buffer").hasRemaining()) {
            return EMPTY;
        }
        var copy = new byte[buffer.remaining()];
        buffer.get(buffer.position(), copy);
        return new Bytes(copy);
    }

    /**
     * Reads the notation of annotation attributes: {@code "hex: 08 00 ce"} gives those three bytes, any other text its
     * UTF-8 encoding.
     *
     * @param notation text, or {@code hex:} followed by pairs of hexadecimal digits
     * @return the bytes
     * @throws IllegalArgumentException if the text after {@code hex:} is not made of pairs of hexadecimal digits
     */
    public static Bytes parse(String notation) {
        if (!Required.notNull(notation, "notation").startsWith(HEX_PREFIX)) {
            return utf8(notation);
        }
        var digits = notation.substring(HEX_PREFIX.length()).replaceAll("\\s", "");
        try {
            return of(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "after " + HEX_PREFIX + " come pairs of hexadecimal digits, but was \"" + notation + "\"", e);
        }
    }

    /**
     * Tells how many bytes there are.
     *
     * @return the number of bytes
     */
    public int size() {
        return content.length;
    }

    /**
     * Tells whether there are none.
     *
     * @return whether the size is 0
     */
    public boolean isEmpty() {
        return content.length == 0;
    }

    /**
     * Gives one byte.
     *
     * @param index from 0
     * @return the byte there
     */
    public byte at(int index) {
        return content[index];
    }

    /**
     * Gives a copy as an array.
     *
     * @return a new array
     */
    public byte[] toArray() {
        return content.clone();
    }

    /**
     * Gives a read-only view, without copying.
     *
     * @return a buffer whose remaining bytes are these
     */
    public ByteBuffer asByteBuffer() {
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    /**
     * Gives a part.
     *
     * @param from first index, inclusive
     * @param to last index, exclusive
     * @return the part
     */
    public Bytes slice(int from, int to) {
        return from == 0 && to == content.length ? this : of(Arrays.copyOfRange(content, from, to));
    }

    /**
     * Puts other bytes behind these.
     *
     * @param other the bytes that follow
     * @return both, in order
     */
    public Bytes plus(Bytes other) {
        Required.notNull(other, "other");
        if (isEmpty()) {
            return other;
        }
        var both = Arrays.copyOf(content, content.length + other.content.length);
        System.arraycopy(other.content, 0, both, content.length, other.content.length);
        return new Bytes(both);
    }

    /**
     * Finds the first occurrence of other bytes.
     *
     * @param wanted what to look for
     * @param from index to start at
     * @return the index of the first occurrence at or after {@code from}, or -1
     */
    public int indexOf(Bytes wanted, int from) {
        for (int start = from; start <= content.length - wanted.content.length; start++) {
            if (Arrays.equals(
                    content, start, start + wanted.content.length, wanted.content, 0, wanted.content.length)) {
                return start;
            }
        }
        return -1;
    }

    /**
     * Decodes as UTF-8.
     *
     * @return the text, with the replacement character where the bytes are no UTF-8
     */
    public String utf8() {
        return new String(content, UTF_8);
    }

    /**
     * Shows at most so many bytes.
     *
     * @param limit how many bytes to show
     * @return the text form of the first bytes, followed by {@code ...} if there are more
     */
    public String preview(int limit) {
        return content.length <= limit ? toString() : slice(0, limit) + "...";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes bytes && Arrays.equals(content, bytes.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        int printable = 0;
        for (byte b : content) {
            if (isText(b)) {
                printable++;
            }
        }
        return printable * 4 >= content.length * 3 ? quoted() : PAIRS.formatHex(content);
    }

    private String quoted() {
        var text = new StringBuilder(content.length + 2).append('"');
        for (byte b : content) {
            switch (b) {
                case '\r' -> text.append("\\r");
                case '\n' -> text.append("\\n");
                case '\t' -> text.append("\\t");
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                default -> {
                    if (isText(b)) {
                        text.append((char) b);
                    } else {
                        text.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
                    }
                }
            }
        }
        return text.append('"').toString();
    }

    private static boolean isText(byte b) {
        return (b >= 0x20 && b < 0x7F) || b == '\r' || b == '\n' || b == '\t';
    }
}
