package dev.peerless.assertions;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.wire.Required;
import org.apiguardian.api.API;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.error.ErrorMessageFactory;

/**
 * Assertions about what a throwable tells of the network, from its whole cause chain and not by its text, see {@link
 * NetworkFailure}; and all that AssertJ has for throwables. Begun by {@link
 * PeerlessAssertions#assertThatNetworkFailure(Throwable)}.
 *
 * <p>One fault can show up as several failures, depending on whether the code under test was reading or writing. Unless a
 * test is about that difference, {@link #isConnectionLoss()} is what it should ask.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class NetworkFailureAssert extends AbstractThrowableAssert<NetworkFailureAssert, Throwable> {

    /**
     * Begins assertions about a throwable.
     *
     * @param actual what the code under test threw or reported
     */
    public NetworkFailureAssert(Throwable actual) {
        super(actual, NetworkFailureAssert.class);
    }

    /**
     * Checks what the throwable tells of.
     *
     * @param expected what happened
     * @return this
     * @throws AssertionError if it tells of something else; the message shows the cause chain, with the link marked that
     *     decided
     */
    public NetworkFailureAssert hasFailure(NetworkFailure expected) {
        Required.notNull(expected, "expected");
        isNotNull();
        if (NetworkFailure.of(actual) != expected) {
            throw failure(ShouldBeNetworkFailure.shouldBeNetworkFailure(actual, expected));
        }
        return myself;
    }

    /**
     * Checks that an established connection was lost, in whatever way that showed. See {@link
     * NetworkFailure#isConnectionLoss()}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isConnectionLoss() {
        isNotNull();
        if (!NetworkFailure.of(actual).isConnectionLoss()) {
            throw failure(ShouldBeNetworkFailure.shouldBeConnectionLoss(actual));
        }
        return myself;
    }

    /** The trace of the actual throwable belongs to the failure. */
    private AssertionError failure(ErrorMessageFactory message) {
        var failure = assertionError(message);
        if (failure.getCause() == null) {
            failure.initCause(actual);
        }
        return failure;
    }

    /**
     * Checks that a RST arrived, and the code under test was the first to notice: {@link NetworkFailure#CONNECTION_RESET}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isConnectionReset() {
        return hasFailure(NetworkFailure.CONNECTION_RESET);
    }

    /**
     * Checks that a write found the connection already gone: {@link NetworkFailure#BROKEN_PIPE}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isBrokenPipe() {
        return hasFailure(NetworkFailure.BROKEN_PIPE);
    }

    /**
     * Checks that the own operating system gave the connection up: {@link NetworkFailure#CONNECTION_ABORTED}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isConnectionAborted() {
        return hasFailure(NetworkFailure.CONNECTION_ABORTED);
    }

    /**
     * Checks that a FIN arrived where bytes were expected: {@link NetworkFailure#END_OF_STREAM}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isEndOfStream() {
        return hasFailure(NetworkFailure.END_OF_STREAM);
    }

    /**
     * Checks that a FIN arrived after part of a message: {@link NetworkFailure#TRUNCATED}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isTruncated() {
        return hasFailure(NetworkFailure.TRUNCATED);
    }

    /**
     * Checks that nobody listens there: {@link NetworkFailure#CONNECTION_REFUSED}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isConnectionRefused() {
        return hasFailure(NetworkFailure.CONNECTION_REFUSED);
    }

    /**
     * Checks that the SYN was not answered in time: {@link NetworkFailure#CONNECT_TIMED_OUT}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isConnectTimedOut() {
        return hasFailure(NetworkFailure.CONNECT_TIMED_OUT);
    }

    /**
     * Checks that no byte arrived within a time limit of the code under test: {@link NetworkFailure#READ_TIMED_OUT}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isReadTimedOut() {
        return hasFailure(NetworkFailure.READ_TIMED_OUT);
    }

    /**
     * Checks that the code under test had closed its end itself: {@link NetworkFailure#SOCKET_CLOSED}.
     *
     * @return this
     * @throws AssertionError if it tells of something else
     */
    public NetworkFailureAssert isSocketClosed() {
        return hasFailure(NetworkFailure.SOCKET_CLOSED);
    }
}
