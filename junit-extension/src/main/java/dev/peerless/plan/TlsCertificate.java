package dev.peerless.plan;

import org.apiguardian.api.API;

/**
 * The certificate that a peer shows. Each is for an ECDSA key (P-256), and is made in memory when it is first needed.
 * What is said of clients holds for one that trusts the test authority.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TlsCertificate {

    /** Signed by the test authority, for {@code localhost}, {@code 127.0.0.1} and {@code ::1}, valid today. */
    VALID(""),

    /** As {@link #VALID}, but its validity ended yesterday. */
    EXPIRED(" with an expired certificate"),

    /**
     * Signed by the test authority and valid today, but for {@code elsewhere.invalid} alone. Only clients that compare
     * names notice: {@code java.net.http.HttpClient} does, an {@code SSLSocket} does not unless its
     * {@code SSLParameters} have an endpoint identification algorithm.
     */
    OTHER_NAME(" with a certificate for another name"),

    /** As {@link #VALID}, but signed with its own key, so that no authority vouches for it. */
    SELF_SIGNED(" with a self-signed certificate");

    private final String description;

    TlsCertificate(String description) {
        this.description = description;
    }

    String description() {
        return description;
    }
}
