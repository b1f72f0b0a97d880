package dev.peerless.internal.tls;

import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsProtocol;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Makes the TLS engines of one peer, one for each connection. No two peers share a context, so no session of one is
 * resumed with another, whose certificate may be a different one.
 */
public final class TlsEngines {

    private final SSLContext context;
    private final boolean client;
    private final String[] protocols;

    private TlsEngines(SSLContext context, boolean client, List<TlsProtocol> protocols) {
        this.context = context;
        this.client = client;
        this.protocols = protocols.stream().map(TlsProtocol::standardName).toArray(String[]::new);
    }

    /** Engines that show the certificate of the shared authority which the plan names. */
    public static TlsEngines server(Tls tls) {
        return server(TestAuthority.shared(), tls);
    }

    static TlsEngines server(TestAuthority authority, Tls tls) {
        KeyManager[] keys = {new ServerKey(authority.identity(tls.certificate()))};
        return new TlsEngines(context(keys, null), false, tls.protocols());
    }

    /** Engines that take any server for the right one. */
    public static TlsEngines trustingClient(List<TlsProtocol> protocols) {
        return new TlsEngines(context(null, new TrustManager[] {new TrustEverything()}), true, protocols);
    }

    static SSLContext context(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(keys, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no TLS: " + e.getMessage(), e);
        }
    }

    /** An engine for the next connection. */
    public SSLEngine next() {
        var engine = context.createSSLEngine();
        engine.setUseClientMode(client);
        engine.setEnabledProtocols(protocols);
        return engine;
    }
}
