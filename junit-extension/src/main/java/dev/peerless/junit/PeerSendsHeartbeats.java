package dev.peerless.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer sends heartbeats of its own accord, between the answers of what else it speaks, and goes mute after so many if
 * told so. They fall due at multiples of the interval after the connect, or after the TLS handshake. Those that do so during
 * a stall are left out. See {@link dev.peerless.plan.Heartbeating.Sending}.
 *
 * <p>Not for relays, which pass on the heartbeats of both sides.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(PeerSendsHeartbeats.Several.class)
@PlannedBy(SendsHeartbeatsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerSendsHeartbeats {

    /**
     * The interval.
     *
     * @return such as {@code "100ms"}, at least 1 ms
     */
    String every();

    /**
     * What one is, with its ending.
     *
     * @return text, sent as UTF-8, or {@code "hex: 08 00 00 00 00 00 00 CE"}
     */
    String message();

    /**
     * After how many the peer goes mute on each connection, which stays open. By default it sends them until the connection
     * ends.
     *
     * @return at least 1
     */
    int atMost() default Integer.MAX_VALUE;

    /**
     * On which connections, in order of acceptance.
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
        PeerSendsHeartbeats[] value();
    }
}
