package dev.peerless.internal.tls;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What a certificate (X.509 version 3, RFC 5280) is to say, before it is signed. The JDK reads and checks certificates
 * but offers no way to make one.
 *
 * @param serial positive, and no other's of the same issuer
 * @param subject whose it is: a common name
 * @param key the key it vouches for
 * @param from when it begins to be valid
 * @param until when it ends to be valid
 * @param extensions as {@link Extension} writes them
 */
record CertificateDraft(
        long serial, String subject, PublicKey key, Instant from, Instant until, List<byte[]> extensions) {

    private static final String ALGORITHM = "SHA256withECDSA";
    private static final byte[] ALGORITHM_IDENTIFIER = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));
    private static final int VERSION_3 = 2;

    X509Certificate signedBy(String issuer, PrivateKey issuerKey) throws GeneralSecurityException {
        var content = content(issuer);
        var signature = Signature.getInstance(ALGORITHM);
        signature.initSign(issuerKey);
        signature.update(content);
        var whole = Der.sequence(content, ALGORITHM_IDENTIFIER, Der.bits(signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
    }

    private byte[] content(String issuer) {
        return Der.sequence(
                Der.explicit(0, Der.integer(VERSION_3)),
                Der.integer(serial),
                ALGORITHM_IDENTIFIER,
                name(issuer),
                Der.sequence(Der.time(from), Der.time(until)),
                name(subject),
                key.getEncoded(),
                Der.explicit(3, Der.sequence(extensions.toArray(byte[][]::new))));
    }

    private static byte[] name(String commonName) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(commonName))));
    }
}
