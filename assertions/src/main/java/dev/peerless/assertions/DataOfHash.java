package dev.peerless.assertions;

import dev.peerless.transcript.WireEvent.Data;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes that have a hash, all taken together. */
final class DataOfHash implements DataExpectation {

    private static final String SHA_256 = "SHA-256";

    private final String expected;
    private final MessageDigest digest = sha256();
    private @Nullable String hash;
    private long size;

    /**
     * @throws IllegalArgumentException if that is no hash
     */
    DataOfHash(String hex) {
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                    "a SHA-256 is written as 64 hexadecimal digits, but was \"" + hex + "\" of " + hex.length());
        }
        expected = hex.toLowerCase(Locale.ROOT);
    }

    @Override
    public void take(Data data) {
        digest.update(data.payload().asByteBuffer());
        size += data.size();
        hash = null;
    }

    @Override
    public boolean isMet() {
        return size > 0 && hash().equals(expected);
    }

    private String hash() {
        if (hash == null) {
            hash = HexFormat.of().formatHex(copy().digest());
        }
        return hash;
    }

    private MessageDigest copy() {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the " + SHA_256 + " of " + digest.getProvider() + " is of no use", e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance(SHA_256);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + SHA_256, e);
        }
    }

    @Override
    public String instead(String until) {
        return "that of the " + size + " B received" + until + " is " + hash();
    }

    @Override
    public String toString() {
        return "to have received data with the " + SHA_256 + " " + expected;
    }
}
