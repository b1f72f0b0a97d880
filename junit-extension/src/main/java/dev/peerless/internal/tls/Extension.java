package dev.peerless.internal.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The extensions of a certificate (RFC 5280, 4.2), as DER. */
final class Extension {

    private static final int KEY_IDENTIFIER_LENGTH = 20;
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private Extension() {}

    static byte[] isAuthority() {
        return critical("2.5.29.19", Der.sequence(Der.yes()));
    }

    /** Says that the key signs certificates and revocation lists, and nothing else. */
    static byte[] signsCertificates() {
        return critical("2.5.29.15", Der.namedBits(5, 6));
    }

    /** Says that the key signs handshakes. */
    static byte[] signsHandshakes() {
        return critical("2.5.29.15", Der.namedBits(0));
    }

    /** Says that the certificate is for either side of TLS. */
    static byte[] forServersAndClients() {
        return plain("2.5.29.37", Der.sequence(Der.oid("1.3.6.1.5.5.7.3.1"), Der.oid("1.3.6.1.5.5.7.3.2")));
    }

    static byte[] names(List<String> hosts, List<byte[]> addresses) {
        var names = Stream.concat(
                hosts.stream().map(host -> Der.implicit(DNS_NAME, host.getBytes(US_ASCII))),
                addresses.stream().map(address -> Der.implicit(IP_ADDRESS, address)));
        return plain("2.5.29.17", Der.sequence(names.toArray(byte[][]::new)));
    }

    static byte[] key(PublicKey key) throws GeneralSecurityException {
        return plain("2.5.29.14", Der.octets(identifier(key)));
    }

    static byte[] signedWith(PublicKey key) throws GeneralSecurityException {
        return plain("2.5.29.35", Der.sequence(Der.implicit(0, identifier(key))));
    }

    /** Any function of the key that tells it from others will do. */
    private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
        var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
        return Arrays.copyOf(digest, KEY_IDENTIFIER_LENGTH);
    }

    private static byte[] critical(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.yes(), Der.octets(value));
    }

    private static byte[] plain(String oid, byte[] value) {
        return Der.sequence(Der.oid(oid), Der.octets(value));
    }
}
