package dev.peerless.plan;

import dev.peerless.fault.Trigger;
import dev.peerless.wire.Required;
import java.util.List;
import java.util.stream.Collectors;
import org.apiguardian.api.API;

/**
 * How a peer speaks TLS in front of its conversation: as the server, or as the client if it is one. A client peer shows no
 * certificate and takes any server for the right one.
 *
 * <p>Faults strike the TCP connection under it: a FIN or a RST comes without <em>close_notify</em>, whatever is said
 * here.
 *
 * @param certificate what it shows
 * @param closeNotify whether it sends <em>close_notify</em> before the FIN with which its conversation finishes; without
 *     it the code under test cannot tell whether it got everything
 * @param faultsCount which bytes the triggers {@code afterReceiving}, {@code afterSending} and {@code whenReceived} are
 *     about; all others are about the connection as a whole
 * @param protocols the versions it speaks, at least one
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Tls(TlsCertificate certificate, boolean closeNotify, TlsLayer faultsCount, List<TlsProtocol> protocols) {

    private static final List<TlsProtocol> ALL = List.of(TlsProtocol.values());

    /**
     * Sorts the protocols and checks that there are some.
     *
     * @param certificate what it shows
     * @param closeNotify whether it sends <em>close_notify</em> before the FIN with which its conversation finishes
     * @param faultsCount which bytes the triggers {@code afterReceiving}, {@code afterSending} and {@code whenReceived}
     *     are about
     * @param protocols the versions it speaks, at least one
     * @throws IllegalArgumentException if there is no protocol
     */
    public Tls {
        Required.notNull(certificate, "certificate");
        Required.notNull(faultsCount, "faultsCount");
        protocols = Required.notNull(protocols, "protocols").stream()
                .distinct()
                .sorted()
                .toList();
        if (protocols.isEmpty()) {
            throw new IllegalArgumentException("a peer that speaks TLS needs at least one version of it");
        }
    }

    /**
     * TLS as it should be: a valid certificate, <em>close_notify</em> at the end, all versions. Faults count what goes
     * over the wire.
     *
     * @return the same each time
     */
    public static Tls wellBehaved() {
        return new Tls(TlsCertificate.VALID, true, TlsLayer.CIPHERTEXT, ALL);
    }

    /**
     * Shows another certificate.
     *
     * @param other the certificate
     * @return the same with that certificate
     */
    public Tls with(TlsCertificate other) {
        return new Tls(Required.notNull(other, "other"), closeNotify, faultsCount, protocols);
    }

    /**
     * Leaves <em>close_notify</em> out at the end.
     *
     * @return the same without
     */
    public Tls withoutCloseNotify() {
        return new Tls(certificate, false, faultsCount, protocols);
    }

    /**
     * Has faults count other bytes.
     *
     * @param layer which
     * @return the same with faults that count those
     */
    public Tls counting(TlsLayer layer) {
        return new Tls(certificate, closeNotify, Required.notNull(layer, "layer"), protocols);
    }

    /**
     * Speaks these versions alone.
     *
     * @param versions at least one
     * @return the same with those versions
     */
    public Tls speaking(TlsProtocol... versions) {
        return new Tls(certificate, closeNotify, faultsCount, List.of(Required.noneNull(versions, "versions")));
    }

    /**
     * Tells whether the plaintext is what a trigger counts or looks for.
     *
     * @param trigger any trigger
     * @return whether it is about plaintext
     */
    public boolean countsPlaintext(Trigger trigger) {
        boolean aboutBytes = trigger instanceof Trigger.AfterReceiving
                || trigger instanceof Trigger.AfterSending
                || trigger instanceof Trigger.WhenReceived;
        return aboutBytes && faultsCount == TlsLayer.PLAINTEXT;
    }

    @Override
    public String toString() {
        var versions = protocols.stream().map(TlsProtocol::standardName).collect(Collectors.joining(" and "));
        return "speaks " + (protocols.equals(ALL) ? "TLS" : versions)
                + certificate.description()
                + (closeNotify ? "" : ", never sends close_notify")
                + (faultsCount == TlsLayer.PLAINTEXT ? ", counts plaintext" : "");
    }
}
