package dev.peerless.junit;

import dev.peerless.fault.Ending;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * What the peer sends ends in the middle: the code under test gets exactly so many bytes, then a FIN or a RST. By default that
 * is the 8 KB of a page buffer. Everything counts that the peer has sent on the connection, HTTP headers included. See
 * {@link dev.peerless.fault.Effect.Truncate}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(PeerTruncates.Several.class)
@PlannedBy(TruncatesPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerTruncates {

    /**
     * How many bytes arrive.
     *
     * @return at least 1
     */
    long afterSending() default 8192;

    /**
     * What comes then.
     *
     * @return a FIN or a RST
     */
    Ending ending() default Ending.FIN;

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
        PeerTruncates[] value();
    }
}
