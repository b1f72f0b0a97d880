package dev.peerless.internal.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** What clients of test peers need: trust in the authority, and in nobody else. */
public final class TlsTrust {

    private static final String ALIAS = "peerless-test-authority";

    private TlsTrust() {}

    /** A new key store that holds the authority's certificate and no key. */
    public static KeyStore store(TestAuthority authority) {
        try {
            var store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry(ALIAS, authority.certificate());
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM cannot make a key store: " + e.getMessage(), e);
        }
    }

    /** A new context, which resumes no session of another. */
    public static SSLContext clientContext(TestAuthority authority) {
        try {
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(authority));
            return TlsEngines.context(null, trust.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS: " + e.getMessage(), e);
        }
    }
}
