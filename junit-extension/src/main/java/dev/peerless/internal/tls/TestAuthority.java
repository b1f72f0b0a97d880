package dev.peerless.internal.tls;

import dev.peerless.internal.time.Ticker;
import dev.peerless.plan.TlsCertificate;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Signs the certificates of test peers. Its keys (ECDSA, P-256) and certificates are made in memory, when they are first
 * asked for, and are forgotten with the JVM.
 *
 * <p>Safe for use by several threads.
 */
public final class TestAuthority {

    private static final String NAME = "Peerless test authority";
    private static final String OTHER_HOST = "elsewhere.invalid";
    private static final List<byte[]> LOOPBACK =
            List.of(new byte[] {127, 0, 0, 1}, new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});

    /** Other clocks may differ, and a test run may last. */
    private static final Duration DAY = Duration.ofDays(1);

    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration AUTHORITY_LIFE = YEAR.multipliedBy(10);

    private final Instant today;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final Map<TlsCertificate, Identity> identities = new EnumMap<>(TlsCertificate.class);
    private long serial;

    /** The one that all peers of this JVM have in common. */
    private static final class Shared {
        static final TestAuthority INSTANCE = new TestAuthority(Ticker.today());
    }

    /**
     * Makes an authority.
     *
     * @param today what is valid is so by this date
     */
    public TestAuthority(Instant today) {
        this.today = today;
        try {
            this.keys = newKeys();
            this.certificate = ownCertificate();
        } catch (GeneralSecurityException e) {
            throw unable(e);
        }
    }

    /** The one that all peers of this JVM have in common, made when it is first asked for. */
    public static TestAuthority shared() {
        return Shared.INSTANCE;
    }

    /** What clients are to trust. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** The key and certificate of servers that show such a certificate. */
    public synchronized Identity identity(TlsCertificate kind) {
        return identities.computeIfAbsent(kind, this::newIdentity);
    }

    private X509Certificate ownCertificate() throws GeneralSecurityException {
        var draft = new CertificateDraft(
                ++serial,
                NAME,
                keys.getPublic(),
                today.minus(YEAR),
                today.plus(AUTHORITY_LIFE),
                List.of(Extension.isAuthority(), Extension.signsCertificates(), Extension.key(keys.getPublic())));
        return draft.signedBy(NAME, keys.getPrivate());
    }

    private Identity newIdentity(TlsCertificate kind) {
        try {
            return switch (kind) {
                case VALID -> issue("localhost", LOOPBACK, today.plus(YEAR));
                case EXPIRED -> issue("localhost", LOOPBACK, today.minus(DAY));
                case OTHER_NAME -> issue(OTHER_HOST, List.of(), today.plus(YEAR));
                case SELF_SIGNED -> selfSigned();
            };
        } catch (GeneralSecurityException e) {
            throw unable(e);
        }
    }

    private Identity issue(String host, List<byte[]> addresses, Instant until) throws GeneralSecurityException {
        var own = newKeys();
        var draft = draft(host, addresses, own, keys, until);
        return new Identity(own.getPrivate(), List.of(draft.signedBy(NAME, keys.getPrivate()), certificate));
    }

    private Identity selfSigned() throws GeneralSecurityException {
        var own = newKeys();
        var draft = draft("localhost", LOOPBACK, own, own, today.plus(YEAR));
        return new Identity(own.getPrivate(), List.of(draft.signedBy("localhost", own.getPrivate())));
    }

    private CertificateDraft draft(String host, List<byte[]> addresses, KeyPair own, KeyPair issuer, Instant until)
            throws GeneralSecurityException {
        return new CertificateDraft(
                ++serial,
                host,
                own.getPublic(),
                // Long enough ago for one that expired yesterday.
                today.minus(DAY.multipliedBy(31)),
                until,
                List.of(
                        Extension.signsHandshakes(),
                        Extension.forServersAndClients(),
                        Extension.names(List.of(host), addresses),
                        Extension.key(own.getPublic()),
                        Extension.signedWith(issuer.getPublic())));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static IllegalStateException unable(GeneralSecurityException reason) {
        return new IllegalStateException("this JVM cannot make test certificates: " + reason.getMessage(), reason);
    }
}
