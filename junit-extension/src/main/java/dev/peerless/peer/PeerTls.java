package dev.peerless.peer;

import dev.peerless.internal.tls.TestAuthority;
import dev.peerless.internal.tls.TlsTrust;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import org.apiguardian.api.API;

/**
 * What clients need to speak TLS with test peers: trust in the test authority. All peers of a JVM have the same; its key
 * is made in memory, and neither it nor the certificates outlive the JVM.
 *
 * <p>Any thread may use it.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class PeerTls {

    PeerTls() {}

    /**
     * Gives a context for clients that trust the test authority and nobody else.
     *
     * @return a new one each time: clients with different contexts resume no session of each other
     */
    public SSLContext clientContext() {
        return TlsTrust.clientContext(TestAuthority.shared());
    }

    /**
     * Gives the certificate of the test authority, for clients that are configured in another way.
     *
     * @return the certificate that is to be trusted
     */
    public X509Certificate authority() {
        return TestAuthority.shared().certificate();
    }

    /**
     * Gives a key store that holds the certificate of the test authority and no key.
     *
     * @return a new one each time, of type PKCS12
     */
    public KeyStore trustStore() {
        return TlsTrust.store(TestAuthority.shared());
    }
}
