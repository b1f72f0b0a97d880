package dev.peerless.assertions;

import dev.peerless.peer.Connection;
import dev.peerless.wire.Required;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AssertionErrorCollector;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about the heartbeats that the code under test sends on one connection. Begun by {@link
 * ConnectionAssert#sentHeartbeats(Heartbeat)}.
 *
 * <p>A heartbeat counts from when the peer read its last byte. Early is fine; late is later than the interval plus a
 * tolerance, which is half the interval and 50 ms at least unless {@linkplain #withTolerance(Duration) said otherwise}:
 * a machine under load delays a punctual sender by tens of milliseconds.
 *
 * <p>What it cannot see: heartbeats that arrive while the peer {@linkplain dev.peerless.fault.Effect.Stall is stalled},
 * since it does not read then.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class HeartbeatsAssert extends ChainedAssert<HeartbeatsAssert, Connection> {

    private final ConnectionAssert connectionAssert;
    private final Heartbeat heartbeat;
    private @Nullable Duration tolerance;
    private @Nullable Rhythm rhythm;

    HeartbeatsAssert(
            ConnectionAssert connectionAssert,
            Connection connection,
            Heartbeat heartbeat,
            @Nullable AssertionErrorCollector softly) {
        super(connection, HeartbeatsAssert.class, connectionAssert, softly);
        this.connectionAssert = connectionAssert;
        this.heartbeat = heartbeat;
    }

    /** Waits for the first heartbeat; without it there is nothing to be said about any. */
    HeartbeatsAssert begun() {
        if (!unlessNull().isAbandoned()
                && report(connectionAssert.failureOf(new FirstHeartbeatJudge(connectionAssert.scope(), heartbeat)))) {
            abandon();
        }
        return myself;
    }

    /**
     * Sets how much later than the interval a heartbeat may come, for the assertions after it in this chain.
     *
     * @param late zero or more
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public HeartbeatsAssert withTolerance(Duration late) {
        tolerance = Times.tolerance(late);
        return myself;
    }

    /**
     * Checks that heartbeats come at least so often: from the connect to the first, from each to the next, and from the
     * last to the end, be that the moment of looking or the end of the connection. Looks at all heartbeats there have
     * been; if these are fewer than three, waits for more.
     *
     * @param interval the longest time between two heartbeats
     * @return this
     * @throws AssertionError if one is late, or the connection ends before the third
     */
    public HeartbeatsAssert atLeastEvery(Duration interval) {
        rhythm = new Rhythm(
                heartbeat, Times.positive(interval), tolerance == null ? Rhythm.defaultTolerance(interval) : tolerance);
        return check(new HeartbeatJudge(connectionAssert.scope(), rhythm, Deadline.now(), null));
    }

    /**
     * Watches the connection for some time and checks that it stays open, in the sense of {@link
     * ConnectionAssert#staysOpenFor(Duration)}; and, after {@link #atLeastEvery(Duration)}, that the heartbeats keep
     * coming so often until the time is over.
     *
     * @param time how long to watch, from this call on
     * @return this
     * @throws AssertionError as soon as the connection is no longer open or a heartbeat is late
     */
    public HeartbeatsAssert staysOpenFor(Duration time) {
        Times.positive(time);
        var scope = connectionAssert.scope();
        return check(
                rhythm == null
                        ? new OpenJudge(scope, Deadline.now(), time)
                        : new HeartbeatJudge(scope, rhythm, Deadline.now(), time));
    }

    /**
     * Checks the time between heartbeats on average, from the first to the last that has come; waits until there are
     * three. Each may come when it likes. The tolerance, which counts both ways, is half the interval and 50 ms at least
     * unless said otherwise.
     *
     * @param interval the average time between two heartbeats
     * @return this
     * @throws AssertionError if the average is another, or not three come
     */
    public HeartbeatsAssert onAverageEvery(Duration interval) {
        Times.positive(interval);
        var late = tolerance == null ? Rhythm.defaultTolerance(interval) : tolerance;
        return check(new GapsJudge(connectionAssert.scope(), heartbeat, new Gaps.OnAverage(interval, late)));
    }

    /**
     * Checks that heartbeats do not come closer to each other: none of those that have come; waits until there are three.
     * Two that a busy machine delivers together look close, so half of that time is tolerated unless said otherwise.
     *
     * @param shortest the shortest time between two heartbeats
     * @return this
     * @throws AssertionError if two were closer, or not three come
     */
    public HeartbeatsAssert neverCloserThan(Duration shortest) {
        Times.positive(shortest);
        var early = tolerance == null ? shortest.dividedBy(2) : tolerance;
        return check(new GapsJudge(connectionAssert.scope(), heartbeat, new Gaps.AtLeast(shortest, early)));
    }

    /**
     * Checks that heartbeats stop soon after the peer has ended the connection, or gone silent: what goes on into a dead
     * connection hides its death. Waits for that end, and then as long again as the limit; returns at once when the code
     * under test gives the connection up.
     *
     * @param limit how long after the end they may go on
     * @return this
     * @throws AssertionError as soon as one comes later, if there is no end, or if that cannot be known: after a RST, and
     *     while the peer is stalled
     */
    public HeartbeatsAssert stoppedWithin(Duration limit) {
        return check(new StopJudge(connectionAssert.scope(), heartbeat, Times.positive(limit), limit));
    }

    /**
     * Waits until the code under test gives up a peer that has gone mute, and checks that not more heartbeats than so many
     * were sent after the peer's last byte, whatever that was. Have the peer {@linkplain
     * dev.peerless.plan.Heartbeating#answering answer the first ones}, or {@linkplain dev.peerless.fault.Effect.BlackHole
     * vanish}.
     *
     * @param most how many heartbeats may go unanswered, 1 or more
     * @return this
     * @throws AssertionError as soon as one more is sent or the peer ends the connection itself, or if the connection is
     *     not given up
     */
    public HeartbeatsAssert givesUpAfterMissing(int most) {
        return givesUpAfterMissing(most, new AnyTraffic());
    }

    /**
     * Waits until the code under test gives up a peer that answers its heartbeats no more, though perhaps all else, and
     * checks that not more heartbeats than so many were sent after the last answer.
     *
     * @param most how many heartbeats may go unanswered, 1 or more
     * @param answer what counts as an answer
     * @return this
     * @throws AssertionError as soon as one more is sent or the peer ends the connection itself, or if the connection is
     *     not given up
     */
    public HeartbeatsAssert givesUpAfterMissing(int most, Heartbeat answer) {
        if (most < 1) {
            throw new IllegalArgumentException("what goes unanswered is 1 heartbeat or more, but was " + most);
        }
        return check(new MuteJudge(connectionAssert.scope(), heartbeat, Required.notNull(answer, "answer"), most));
    }

    /**
     * Counts any byte as a sign of life from here on, as protocols do that send a heartbeat only when there is nothing
     * else to send.
     *
     * @return this, about any traffic
     */
    @CheckReturnValue
    public HeartbeatsAssert countingAnyTraffic() {
        var anyTraffic = new HeartbeatsAssert(connectionAssert, actual, new AnyTraffic(), softly());
        if (isAbandoned()) {
            anyTraffic.abandon();
        }
        anyTraffic.tolerance = tolerance;
        return anyTraffic;
    }

    /**
     * Goes back to the connection that carries the heartbeats.
     *
     * @return the assert this one was begun by
     */
    @CheckReturnValue
    public ConnectionAssert returnToConnection() {
        return connectionAssert;
    }

    private HeartbeatsAssert check(ConnectionJudge judge) {
        return check(() -> connectionAssert.failureOf(judge));
    }
}
