package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Connects are refused while the port stays reserved for the peer: the SYN is answered with a RST. Refused attempts leave
 * no trace that a peer could see, so nothing tells whether any were made. See {@link dev.peerless.fault.PeerEffect.Refuse}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(RefusesPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerRefuses {

    /**
     * How long connects are refused, from the moment the peer exists.
     *
     * @return a duration like {@code "300ms"}; without one it lasts until {@link dev.peerless.peer.Peer#listenAgain()}; {@link Unset#TEXT} stands for none
     */
    String lasting() default Unset.TEXT;
}
