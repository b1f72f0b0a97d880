package dev.peerless.junit;

import dev.peerless.fault.TlsFailure;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer fails in the TLS handshake: when the first byte of the ClientHello has come, and before any answer to it. On
 * other connections it does what else it is told, so {@link PeerSpeaksTls} belongs beside it, or a relay to a server that
 * speaks TLS.
 *
 * <p>It does not strike on plaintext: a code under test that starts no TLS fails the test, as the fault never struck.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(PeerFailsTls.Several.class)
@PlannedBy(FailsTlsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerFailsTls {

    /**
     * How it fails.
     *
     * @return what goes over the wire
     */
    TlsFailure by();

    /**
     * On which connections, in order of acceptance.
     *
     * @return {@code "1"}, {@code "2-4"}, {@code "3-"} or {@code "all"}
     */
    String connections() default "all";

    /**
     * The chance with which it is armed on each of those connections.
     *
     * @return from 0 to 1
     */
    double probability() default 1;

    /**
     * Decides, with the connection's number, where chance arms it: the same seed, the same fate.
     *
     * @return the seed; without one the peer draws one and prints it in failures; {@link Unset#SEED} stands for none
     */
    long seed() default Unset.SEED;

    /**
     * Whether it is fine that it never strikes; otherwise that fails the test.
     *
     * @return whether it may stay away
     */
    boolean mayNotFire() default false;

    /** Holds several at one place. */
    @Documented
    @Inherited
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE
    })
    @interface Several {

        /**
         * The annotations.
         *
         * @return them
         */
        PeerFailsTls[] value();
    }
}
