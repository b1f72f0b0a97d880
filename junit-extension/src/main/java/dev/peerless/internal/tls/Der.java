package dev.peerless.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Writes the few forms of ASN.1 DER (X.690) that a certificate is made of. */
final class Der {

    private static final int BOOLEAN = 0x01;
    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTF8_STRING = 0x0C;
    private static final int UTC_TIME = 0x17;
    private static final int GENERALIZED_TIME = 0x18;
    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    private static final int CONTEXT = 0x80;
    private static final int CONSTRUCTED = 0x20;

    /** From this year on RFC 5280 wants years in four digits. */
    private static final int GENERALIZED_FROM = 2050;

    private Der() {}

    static byte[] sequence(byte[]... parts) {
        return tagged(SEQUENCE, parts);
    }

    static byte[] set(byte[]... parts) {
        return tagged(SET, parts);
    }

    /** An explicit tag around a complete value. */
    static byte[] explicit(int number, byte[] value) {
        return tagged(CONTEXT | CONSTRUCTED | number, value);
    }

    /** An implicit tag in the place of a primitive value's own. */
    static byte[] implicit(int number, byte[] content) {
        return tagged(CONTEXT | number, content);
    }

    static byte[] yes() {
        return tagged(BOOLEAN, new byte[] {(byte) 0xFF});
    }

    static byte[] integer(long value) {
        return tagged(INTEGER, BigInteger.valueOf(value).toByteArray());
    }

    static byte[] octets(byte[] content) {
        return tagged(OCTET_STRING, content);
    }

    static byte[] bits(byte[] content) {
        return tagged(BIT_STRING, new byte[] {0}, content);
    }

    /** Named bits, of which DER leaves out the zeros at the end; bit 0 is the highest of the byte. */
    static byte[] namedBits(int... numbers) {
        int bits = 0;
        for (int number : numbers) {
            bits |= 0x80 >> number;
        }
        return tagged(BIT_STRING, new byte[] {(byte) Integer.numberOfTrailingZeros(bits), (byte) bits});
    }

    static byte[] text(String text) {
        return tagged(UTF8_STRING, text.getBytes(UTF_8));
    }

    static byte[] oid(String dotted) {
        var arcs = dotted.split("\\.", -1);
        var content = new ByteArrayOutputStream();
        content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            writeBase128(content, Integer.parseInt(arcs[i]));
        }
        return tagged(OBJECT_IDENTIFIER, content.toByteArray());
    }

    private static void writeBase128(ByteArrayOutputStream out, int value) {
        int highestBit = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value | 1);
        for (int group = highestBit / 7; group > 0; group--) {
            out.write(((value >>> (7 * group)) & 0x7F) | 0x80);
        }
        out.write(value & 0x7F);
    }

    static byte[] time(Instant instant) {
        var date = instant.atOffset(ZoneOffset.UTC);
        return date.getYear() < GENERALIZED_FROM
                ? tagged(UTC_TIME, ascii("yyMMddHHmmss'Z'", instant))
                : tagged(GENERALIZED_TIME, ascii("yyyyMMddHHmmss'Z'", instant));
    }

    private static byte[] ascii(String pattern, Instant instant) {
        return DateTimeFormatter.ofPattern(pattern, ROOT)
                .withZone(ZoneOffset.UTC)
                .format(instant)
                .getBytes(US_ASCII);
    }

    private static byte[] tagged(int tag, byte[]... parts) {
        var content = new ByteArrayOutputStream();
        for (var part : parts) {
            content.writeBytes(part);
        }
        var whole = new ByteArrayOutputStream();
        whole.write(tag);
        writeLength(whole, content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }

    private static void writeLength(ByteArrayOutputStream out, int length) {
        if (length < 0x80) {
            out.write(length);
            return;
        }
        int bytes = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
        out.write(0x80 | bytes);
        for (int i = bytes - 1; i >= 0; i--) {
            out.write(length >>> (8 * i));
        }
    }
}
