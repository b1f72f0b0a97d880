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
 * annotation does the same for the place where it stands, so this is needed only where there is none, or where peers need
 * other settings. It declares nothing itself: on a parameter or field beside which the method or class has a fault, that
 * fault applies as without it.
 *
 * <p>On a parameter or field, settings are those of its peer. On a method or class they are for every peer of its tests,
 * also for those with annotations of their own. The nearer one wins: parameter or field, method, class, outer class, run.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.FIELD, ElementType.ANNOTATION_TYPE})
@ExtendWith(PeerlessExtension.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface Peerless {

    /**
     * Whether the peer notes, just before a RST, by which descriptor the code under test holds its end, so that
     * assertions can tell when that is released. Linux only; see {@link dev.peerless.peer.PeerSetup#watchReleases}. For a
     * whole run the configuration parameter {@code peerless.watchReleases} says it.
     *
     * @return {@code true} or {@code false}; nothing, which is the default, leaves it to what is further out, and in the
     *     end it is so if {@code peerless-assertions} is on the class path
     */
    boolean[] watchReleases() default {};

    /**
     * How many bytes the kernel is asked to take ahead of the peer on each connection; see {@link
     * dev.peerless.peer.PeerSetup#receiveBuffer}.
     *
     * @return at least 1; {@link Unset#BYTES}, which is the default, leaves it to what is further out, and in the end to
     *     the system
     */
    long receiveBuffer() default Unset.BYTES;

    /**
     * How many bytes of payload the transcript keeps for each direction of a connection; see {@link
     * dev.peerless.peer.PeerSetup#recordPayloadUpTo}.
     *
     * @return 0 or more; {@link Unset#BYTES}, which is the default, leaves it to what is further out, and in the end it is
     *     64 KiB
     */
    long recordPayloadUpTo() default Unset.BYTES;
}
