package dev.peerless.junit;

import dev.peerless.plan.Framing;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer answers heartbeats of the code under test, in front of what else it speaks, and goes mute after so many if told so:
 * it stays connected, hears further heartbeats in silence, and goes on to answer everything else.
 *
 * <p>A heartbeat that ends with its only {@code \n} is a line. Any other begins where a read begins, or right behind another
 * heartbeat; where it may share a read with other messages, say the {@link #framing}. Where the answer depends on the heartbeat, see
 * {@link dev.peerless.plan.Heartbeating#framed}.
 *
 * <p>Not for relays, which pass on the heartbeats of both sides.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(PeerAnswersHeartbeats.Several.class)
@PlannedBy(AnswersHeartbeatsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerAnswersHeartbeats {

    /**
     * What a heartbeat of the code under test is, with its ending.
     *
     * @return text, taken as UTF-8, or {@code "hex: C0 00"}
     */
    String received();

    /**
     * What it is answered with, with its ending.
     *
     * @return text, sent as UTF-8, or {@code "hex: D0 00"}
     */
    String with();

    /**
     * By which protocol's messages heartbeats are told from the same bytes within a message. The other messages go on to what
     * else the peer speaks, each once it is whole.
     *
     * @return at most one
     */
    Framing[] framing() default {};

    /**
     * How many are answered on each connection, the first ones; with 0 none is. By default all are.
     *
     * @return 0 or more
     */
    int atMost() default Integer.MAX_VALUE;

    /**
     * On which connections, in order of acceptance. On the others heartbeats are for what else it speaks.
     *
     * @return {@code "1"}, {@code "2-4"}, {@code "3-"} or {@code "all"}
     */
    String connections() default "all";

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
        PeerAnswersHeartbeats[] value();
    }
}
