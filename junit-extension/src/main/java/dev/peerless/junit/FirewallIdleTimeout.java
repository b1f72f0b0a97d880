package dev.peerless.junit;

import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.FirewallPreset;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * A firewall, NAT or load balancer between the code under test and the peer gives up connections that carry nothing for too
 * long. A byte in either direction keeps it; TCP keep-alive probes pass unseen and do not.
 *
 * <p>Give the timeout or a preset. With {@code compressedBy = 1000}, 350 s are tested in 350 ms; messages show both.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(FirewallIdleTimeout.Several.class)
@PlannedBy(FirewallPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface FirewallIdleTimeout {

    /**
     * How long a connection may carry nothing.
     *
     * @return a duration like {@code "350s"}; {@link Unset#TEXT} stands for none
     */
    String value() default Unset.TEXT;

    /**
     * A timeout and action met in the field.
     *
     * @return at most one preset
     */
    FirewallPreset[] preset() default {};

    /**
     * What happens when the timeout is exceeded.
     *
     * @return at most one action; without one, that of the preset, or else {@link FirewallAction#DROP}
     */
    FirewallAction[] action() default {};

    /**
     * By how much time is compressed.
     *
     * @return the factor, from 1
     */
    int compressedBy() default 1;

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
     * Whether it is fine that it never strikes. It is by default, since a connection that is kept alive never meets the
     * timeout; with {@code false}, that fails the test.
     *
     * @return whether it may stay away
     */
    boolean mayNotFire() default true;

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
        FirewallIdleTimeout[] value();
    }
}
