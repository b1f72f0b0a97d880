package dev.peerless.junit;

import dev.peerless.fault.Excess;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * The peer serves no more than so many connections at once; those beyond are reset, closed, stalled or left in its accept
 * queue. A connection that has ended makes room for the next. See {@link dev.peerless.fault.PeerEffect.Overload}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@PlannedBy(OverloadedPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface PeerOverloaded {

    /**
     * How many connections it serves at once.
     *
     * @return at least 1
     */
    int maxConnections();

    /**
     * What becomes of the others.
     *
     * @return by default they are reset
     */
    Excess excess() default Excess.RESET;

    /**
     * Whether it is fine that it never strikes; otherwise that fails the test.
     *
     * @return whether it may stay away
     */
    boolean mayNotFire() default false;
}
