package dev.peerless.plan;

import org.apiguardian.api.API;

/** A version of TLS that current JDKs have not disabled. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum TlsProtocol {

    /** TLS 1.2 (RFC 5246). */
    TLS_1_2("TLSv1.2"),

    /** TLS 1.3 (RFC 8446). */
    TLS_1_3("TLSv1.3");

    private final String standardName;

    TlsProtocol(String standardName) {
        this.standardName = standardName;
    }

    /**
     * Gives the name by which the JDK knows it.
     *
     * @return such as {@code TLSv1.3}
     */
    public String standardName() {
        return standardName;
    }
}
