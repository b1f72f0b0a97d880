package dev.peerless.junit;

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
 * A client peer that speaks TLS in front of what it says. It takes any server for the right one, sends no server name (SNI)
 * and shows no certificate. Faults strike the TCP connection under it: a FIN or a RST comes without <em>close_notify</em>.
 * See {@link dev.peerless.plan.Tls}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(ClientSpeaksTlsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ClientSpeaksTls {

    /**
     * Whether it sends <em>close_notify</em> before the FIN with which it answers the server's, or ends its conversation.
     * Faults never send it.
     *
     * @return whether it says goodbye
     */
    boolean closeNotify() default true;

    /**
     * Which bytes {@code afterReceiving}, {@code afterSending} and {@code whenReceived} of this peer's faults are about.
     *
     * @return those of the response and the request, or those on the wire, handshake and all
     */
    TlsLayer faultsCount() default TlsLayer.PLAINTEXT;

    /**
     * The versions it speaks.
     *
     * @return at least one, each once
     */
    TlsProtocol[] protocols() default {TlsProtocol.TLS_1_2, TlsProtocol.TLS_1_3};
}
