package dev.peerless.internal.tls;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What one side of TLS proves itself with.
 *
 * @param key the private key
 * @param chain its certificate, followed by those of who signed it
 */
public record Identity(PrivateKey key, List<X509Certificate> chain) {

    /** The certificate of the key itself. */
    public X509Certificate certificate() {
        return chain.get(0);
    }
}
