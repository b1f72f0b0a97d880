package dev.peerless.junit;

import dev.peerless.plan.TlsCertificate;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer speaks TLS, as the server, in front of whatever else it speaks. Clients trust it by way of
 * {@link dev.peerless.peer.Peer#tls()}. See {@link dev.peerless.plan.Tls}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(SpeaksTlsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerSpeaksTls {

    /**
     * The certificate it shows.
     *
     * @return a valid one, or what is wrong with it
     */
    TlsCertificate certificate() default TlsCertificate.VALID;

    /**
     * Whether it sends <em>close_notify</em> before the FIN with which its conversation finishes. Without it the code
     * under test cannot tell whether it got everything. Faults never send it.
     *
     * @return whether it says goodbye
     */
    boolean closeNotify() default true;

    /**
     * Which bytes {@code afterReceiving}, {@code afterSending} and {@code whenReceived} of this peer's faults are about.
     *
     * @return those on the wire, handshake and all, or those of the conversation
     */
    TlsLayer faultsCount() default TlsLayer.CIPHERTEXT;

    /**
     * The versions it speaks.
     *
     * @return at least one, each once
     */
    TlsProtocol[] protocols() default {TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3};
}
