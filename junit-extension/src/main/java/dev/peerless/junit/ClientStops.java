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
 * A client peer, such as a browser whose user presses Stop: it sends a RST while the server is still sending. Without another
 * trigger that is after the first byte of the response; {@code afterSending} resets in the middle of an upload. The server
 * under test reads <em>Connection reset</em>, or writes <em>Connection reset by peer</em> and then <em>Broken pipe</em>. See
 * {@link dev.peerless.fault.Effect.Reset}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(ClientStops.Several.class)
@PlannedBy(ClientStopsPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface ClientStops {

    /**
     * Strikes when so many bytes have arrived from the code under test.
     *
     * @return at least 1; {@link Unset#BYTES} stands for none
     */
    long afterReceiving() default Unset.BYTES;

    /**
     * Strikes when so many bytes have been sent to the code under test.
     *
     * @return at least 1; {@link Unset#BYTES} stands for none
     */
    long afterSending() default Unset.BYTES;

    /**
     * Strikes when this has arrived, wherever the reads cut it.
     *
     * @return text, sent as UTF-8, or {@code "hex: 08 00"}; {@link Unset#TEXT} stands for none
     */
    String whenReceived() default Unset.TEXT;

    /**
     * Strikes when the connection is so old.
     *
     * @return a duration like {@code "300ms"}; {@link Unset#TEXT} stands for none
     */
    String after() default Unset.TEXT;

    /**
     * Strikes when nothing has passed in either direction for so long.
     *
     * @return a duration like {@code "300ms"}; {@link Unset#TEXT} stands for none
     */
    String afterIdle() default Unset.TEXT;

    /**
     * Strikes at the first byte that arrives after nothing had passed in either direction for so long, and instead of what
     * that byte would have led to.
     *
     * @return a duration like {@code "300ms"}; {@link Unset#TEXT} stands for none
     */
    String whenReceivedAfterIdle() default Unset.TEXT;

    /**
     * Strikes when the test calls {@link dev.peerless.peer.Connection#fire()}.
     *
     * @return whether it waits for that
     */
    boolean onDemand() default false;

    /**
     * On which connections, in the order in which they were made.
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
        ClientStops[] value();
    }
}
