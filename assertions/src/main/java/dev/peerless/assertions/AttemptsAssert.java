package dev.peerless.assertions;

import dev.peerless.peer.Endpoint;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AssertionErrorCollector;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about how the code under test tries again. Begun by {@link ConnectionsAssert#attempts(int)}.
 *
 * <p>An attempt is a connection that came, whatever became of it. A pause is the time from the end of an attempt, by the
 * first FIN or RST of either side, to the beginning of the next; from its beginning, if it had not ended by then.
 *
 * <p>What it cannot see: attempts that a peer {@linkplain dev.peerless.fault.PeerEffect.Refuse refuses} or {@linkplain
 * dev.peerless.fault.PeerEffect.IgnoreConnects ignores}. Have it reset them on connect instead.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class AttemptsAssert extends ChainedAssert<AttemptsAssert, Endpoint> {

    private final ConnectionsAssert connectionsAssert;
    private final int attempts;
    private @Nullable Duration tolerance;
    private Backoff backoff = Backoff.NONE;

    AttemptsAssert(
            ConnectionsAssert connectionsAssert,
            Endpoint peer,
            int attempts,
            @Nullable AssertionErrorCollector softly) {
        super(peer, AttemptsAssert.class, connectionsAssert, softly);
        this.connectionsAssert = connectionsAssert;
        this.attempts = attempts;
    }

    /**
     * Sets how much shorter than expected a pause may be, for the assertions after it in this chain; a quarter of it by
     * default, and 20 ms at least, since a busy machine observes an end some milliseconds late.
     *
     * @param shorter zero or more
     * @return this
     * @throws IllegalArgumentException if it is negative
     */
    public AttemptsAssert withTolerance(Duration shorter) {
        tolerance = Times.tolerance(shorter);
        return myself;
    }

    /**
     * Waits until so many attempts have come, and checks that each pause was long enough. Longer is fine.
     *
     * @param pause the shortest time between an attempt and the next
     * @return this
     * @throws AssertionError if a pause was too short, or not so many attempts come
     */
    public AttemptsAssert spacedAtLeast(Duration pause) {
        return check(new Backoff(Times.positive(pause), 1));
    }

    /**
     * Waits until so many attempts have come, and checks that the pauses grow: each is at least so many times as long as
     * the one before is meant to be. Longer is fine. With jitter that shortens pauses, state the shortest ones.
     *
     * @param first the pause before the second attempt
     * @param factor by how much each pause is meant to be longer than the one before, 1 or more
     * @return this
     * @throws AssertionError if a pause was too short, or not so many attempts come
     */
    public AttemptsAssert spacedExponentially(Duration first, double factor) {
        return check(new Backoff(Times.positive(first), factor));
    }

    /**
     * Waits until so many attempts have come, and checks that there is something random in the pauses, so that many
     * clients which have lost the same server do not come back in step.
     *
     * <p>After {@link #spacedExponentially} in the chain it judges what is left of the pauses without that growth. Alone it
     * judges the pauses as they are, so that pauses which only grow pass: a growth without anything random is told from
     * jitter only in the chain.
     *
     * @param spread how far apart the largest and the smallest are at least
     * @return this
     * @throws AssertionError if the pauses vary less, or not so many attempts come
     * @throws IllegalArgumentException if it is about fewer than 3 attempts
     */
    public AttemptsAssert spacedWithJitter(Duration spread) {
        Times.positive(spread);
        if (attempts < 3) {
            throw new IllegalArgumentException(
                    "jitter shows in two pauses or more, which takes 3 attempts, but it was about " + attempts);
        }
        return check(new Spacing.Jitter(backoff, spread));
    }

    /**
     * Goes back to the connections.
     *
     * @return the assert this one was begun by
     */
    @CheckReturnValue
    public ConnectionsAssert returnToConnections() {
        return connectionsAssert;
    }

    private AttemptsAssert check(Backoff expected) {
        backoff = expected;
        return check(new Spacing.AtLeast(expected, tolerance));
    }

    private AttemptsAssert check(Spacing expected) {
        var judge = new AttemptsJudge(actual, connectionsAssert.patience(), attempts, expected);
        return check(() -> connectionsAssert.failureOf(actual, judge));
    }
}
