package dev.peerless.junit;

import dev.peerless.fault.Way;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.apiguardian.api.API;

/**
 * Bytes go slowly, first in, first out, with back-pressure: after a latency with jitter, at a rate, in slices, and the
 * peer's FIN late. At least one of these has to be given. By default what the peer sends is slow, from the connect on. See
 * {@link dev.peerless.fault.Effect.Slow}.
 *
 * <p>What another fault does comes at once: a RST or a FIN of its own is not delayed, and drops what is. Under TLS this is
 * about the bytes on the wire.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Repeatable(SlowPeer.Several.class)
@PlannedBy(SlowPlanner.class)
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public @interface SlowPeer {

    /**
     * How much later each byte comes.
     *
     * @return a duration like {@code "100ms"}; {@link Unset#TEXT} stands for none
     */
    String latency() default Unset.TEXT;

    /**
     * By how much more or less than the latency, drawn evenly for what sets out together; order is kept.
     *
     * @return a duration like {@code "20ms"}, at most the latency; {@link Unset#TEXT} stands for none
     */
    String jitter() default Unset.TEXT;

    /**
     * How many bytes pass in a second, without bursts beyond one slice. Without {@link #sliceBytes} a slice is what passes
     * in a hundredth of a second.
     *
     * @return at least 1; {@link Unset#BYTES} stands for none
     */
    long bytesPerSecond() default Unset.BYTES;

    /**
     * How many bytes go together at most.
     *
     * @return at least 1; {@link Unset#BYTES} stands for none
     */
    long sliceBytes() default Unset.BYTES;

    /**
     * The pause between two slices.
     *
     * @return a duration like {@code "10ms"}, together with {@link #sliceBytes}; {@link Unset#TEXT} stands for none
     */
    String sliceDelay() default Unset.TEXT;

    /**
     * How much later the peer's FIN comes, after the last byte before it: the one of its conversation or its upstream, not
     * that of another fault.
     *
     * @return a duration like {@code "1s"}; {@link Unset#TEXT} stands for none
     */
    String closeDelay() default Unset.TEXT;

    /**
     * Which bytes, as the peer sees it. With {@link Way#RECEIVING} they come later to the conversation or the upstream, and
     * the peer reads no more than it can keep: its window closes, and the code under test's writes block.
     *
     * @return by default what the peer sends
     */
    Way direction() default Way.SENDING;

    /**
     * How long it is slow; then all that was delayed goes at once, and the rest as ever.
     *
     * @return a duration like {@code "300ms"}; without one it lasts until the connection ends; {@link Unset#TEXT} stands for none
     */
    String lasting() default Unset.TEXT;

    /**
     * Strikes when so many bytes have arrived from the code under test, before the answer to the last of them.
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
     * Strikes when this has arrived, wherever the reads cut it, before the answer to its last byte.
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
     * Strikes at the first byte that arrives after nothing had passed in either direction for so long, and before what that
     * byte leads to.
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
        SlowPeer[] value();
    }
}
