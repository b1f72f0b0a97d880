package dev.peerless.assertions;

import dev.peerless.fault.DurationText;
import dev.peerless.wire.Required;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.error.ErrorMessageFactory;

/**
 * Assertions about a socket of the code under test: how it is set, and whether the code under test itself has closed it.
 * Begun by {@link PeerlessAssertions#assertThatConnection(Socket)} and {@link
 * PeerlessAssertions#assertThatConnection(SocketChannel)}.
 *
 * <p>A socket is looked at once, at the moment of the call, for it tells nobody when it changes. It does not know what its
 * peer has done: one that was reset is still open until the code under test closes it. Ask the connection of the peer
 * about that, and for a close that is still to come, see {@link ConnectionAssert#wasReleasedWithin(Duration)}.
 *
 * <p>Of a closed socket no options can be read, so every assertion about them fails.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class SocketAssert extends AbstractAssert<SocketAssert, Socket> {

    private boolean channel;

    /**
     * Begins assertions about a socket.
     *
     * @param actual the socket
     */
    public SocketAssert(Socket actual) {
        super(actual, SocketAssert.class);
    }

    /** Takes what is only a view of a channel as the channel. */
    SocketAssert asChannel() {
        channel = true;
        return myself;
    }

    /**
     * Checks that keep-alive is on. The operating system then probes an idle connection: Linux after 2 h, unless {@link
     * #hasKeepAliveAfterAtMost(Duration) said otherwise}.
     *
     * @return this
     * @throws AssertionError if it is off
     */
    public SocketAssert hasKeepAlive() {
        return check("to have keep-alive on", SocketJudge.keepAlive());
    }

    /**
     * Checks that keep-alive is on, and that the first probe goes out after such an idle time at the latest: one that is
     * shorter than the patience of any firewall in between.
     *
     * @param idle the longest idle time before a probe
     * @return this
     * @throws AssertionError if it is off, begins later, or this JDK or operating system does not tell
     */
    public SocketAssert hasKeepAliveAfterAtMost(Duration idle) {
        return check(
                "to have keep-alive on, with a first probe after at most " + DurationText.of(Times.positive(idle))
                        + " of idleness",
                SocketJudge.keepAliveAfterAtMost(idle));
    }

    /**
     * Checks that reads do not wait forever, be it that their patience is long.
     *
     * @return this
     * @throws AssertionError if they wait forever; or if this is a channel, which has no such time limit
     */
    public SocketAssert hasReadTimeout() {
        return check("to have a read timeout", SocketJudge.readTimeout(channel));
    }

    /**
     * Checks that no read waits longer than that for the next byte.
     *
     * @param limit the longest time
     * @return this
     * @throws AssertionError if it may wait longer or forever; or if this is a channel, which has no such time limit
     */
    public SocketAssert hasReadTimeoutAtMost(Duration limit) {
        return check(
                "to have a read timeout of at most " + DurationText.of(Times.positive(limit)),
                SocketJudge.readTimeoutAtMost(channel, limit));
    }

    /**
     * Checks that small segments are sent at once, without waiting for the acknowledgement of those before (Nagle's
     * algorithm is off).
     *
     * @return this
     * @throws AssertionError if they wait
     */
    public SocketAssert hasTcpNoDelay() {
        return check("to send small segments at once", SocketJudge.isOn(StandardSocketOptions.TCP_NODELAY));
    }

    /**
     * Checks that a close waits so long for unsent bytes, and resets the connection then. With {@link Duration#ZERO} it
     * resets at once, which is how a client hangs up with a RST.
     *
     * @param time in whole seconds, zero or more
     * @return this
     * @throws AssertionError if it lingers otherwise, or not
     * @throws IllegalArgumentException if the time is negative or not in whole seconds
     */
    public SocketAssert hasLinger(Duration time) {
        if (Required.notNull(time, "time").isNegative() || time.toNanosPart() != 0) {
            throw new IllegalArgumentException(
                    "a socket lingers for whole seconds, zero or more, but was " + DurationText.of(time));
        }
        return check("to linger for " + DurationText.of(time), SocketJudge.linger(time));
    }

    /**
     * Checks that a close returns at once and leaves the rest, a FIN included, to the operating system.
     *
     * @return this
     * @throws AssertionError if it lingers
     */
    public SocketAssert hasNoLinger() {
        return check("not to linger", SocketJudge.noLinger());
    }

    /**
     * Checks that the operating system keeps room for so many bytes that are not yet acknowledged. It may give more than
     * was asked for; Linux tells twice as much, since it counts its own needs.
     *
     * @param bytes the smallest size, 1 or more
     * @return this
     * @throws AssertionError if there is less
     * @throws IllegalArgumentException if that is less than 1
     */
    public SocketAssert hasSendBufferOfAtLeast(int bytes) {
        return check(
                "to have a send buffer of at least " + bytes + " B",
                SocketJudge.atLeast(StandardSocketOptions.SO_SNDBUF, bytes));
    }

    /**
     * Checks that the operating system does not buffer more for a peer that does not read. See {@link
     * #hasSendBufferOfAtLeast(int)}.
     *
     * @param bytes the largest size, 0 or more
     * @return this
     * @throws AssertionError if there is more
     * @throws IllegalArgumentException if that is negative
     */
    public SocketAssert hasSendBufferOfAtMost(int bytes) {
        return check(
                "to have a send buffer of at most " + bytes + " B",
                SocketJudge.atMost(StandardSocketOptions.SO_SNDBUF, bytes));
    }

    /**
     * Checks that the operating system keeps room for so many bytes that are not yet read. See {@link
     * #hasSendBufferOfAtLeast(int)}.
     *
     * @param bytes the smallest size, 1 or more
     * @return this
     * @throws AssertionError if there is less
     * @throws IllegalArgumentException if that is less than 1
     */
    public SocketAssert hasReceiveBufferOfAtLeast(int bytes) {
        return check(
                "to have a receive buffer of at least " + bytes + " B",
                SocketJudge.atLeast(StandardSocketOptions.SO_RCVBUF, bytes));
    }

    /**
     * Checks that the operating system takes no more than so many bytes before they are read. See {@link
     * #hasSendBufferOfAtLeast(int)}.
     *
     * @param bytes the largest size, 0 or more
     * @return this
     * @throws AssertionError if there is more
     * @throws IllegalArgumentException if that is negative
     */
    public SocketAssert hasReceiveBufferOfAtMost(int bytes) {
        return check(
                "to have a receive buffer of at most " + bytes + " B",
                SocketJudge.atMost(StandardSocketOptions.SO_RCVBUF, bytes));
    }

    /**
     * Checks that it is connected, and that the code under test has closed neither it nor one of its directions.
     *
     * @return this
     * @throws AssertionError if that is not so
     */
    public SocketAssert isOpen() {
        return checkState("to be open", SocketState.OPEN);
    }

    /**
     * Checks that the code under test has closed one of its directions and not the other: it has sent its FIN and may
     * still read, or the other way around.
     *
     * @return this
     * @throws AssertionError if that is not so
     */
    public SocketAssert isHalfClosed() {
        return checkState("to be half-closed", SocketState.HALF_CLOSED);
    }

    /**
     * Checks that the code under test has closed it: it, or both of its directions.
     *
     * @return this
     * @throws AssertionError if that is not so
     */
    public SocketAssert isClosed() {
        return checkState("to be closed", SocketState.CLOSED);
    }

    private SocketAssert check(String expectation, SocketJudge judge) {
        isNotNull();
        var settings = SocketSettings.of(actual, channel);
        var but = settings.isEmpty() ? SocketJudge.NO_SETTINGS : judge.but(settings);
        return but == null ? myself : fail(ShouldBeSet.shouldBeSet(actual, channel, expectation, but, settings));
    }

    private SocketAssert checkState(String expectation, SocketState expected) {
        isNotNull();
        var state = SocketState.of(actual);
        return state == expected
                ? myself
                : fail(ShouldBeSet.shouldBe(actual, channel, expectation, state, SocketSettings.of(actual, channel)));
    }

    private SocketAssert fail(ErrorMessageFactory message) {
        throwAssertionError(message);
        return myself;
    }
}
