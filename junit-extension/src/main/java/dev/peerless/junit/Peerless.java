package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Lets a test class take well-behaved peers: parameters and fields of type {@link dev.peerless.peer.Peer}. Every fault
 * annotation does the same for the place where it stands, so this is needed only where there is none. It declares nothing
 * itself: on a parameter or field beside which the method or class has a fault, that fault applies as without it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD})
@ExtendWith(PeerlessExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Peerless {}
