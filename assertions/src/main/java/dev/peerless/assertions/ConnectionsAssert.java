package dev.peerless.assertions;

import dev.peerless.junit.AssertionsTimeout;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Endpoint;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertionErrorCollector;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about all connections of a peer taken together. Begun by {@link
 * PeerlessAssertions#assertThatConnections(Endpoint)}.
 *
 * <p>Each waits for what may still happen: 5 s at most, or what {@link #within(Duration)} says. It ends at once when the
 * outcome is certain, and early when the peer was closed. Those whose name ends with {@code For} watch for the time
 * given instead. A peer that failed itself, such as by an exception of its conversation, fails every assertion.
 *
 * <p>Not safe for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ConnectionsAssert extends AbstractAssert<ConnectionsAssert, Endpoint> {

    private Duration patience = AssertionsTimeout.get();
    private @Nullable AssertionErrorCollector softly;

    /**
     * Begins assertions about the connections of a peer.
     *
     * @param actual the peer
     */
    public ConnectionsAssert(Endpoint actual) {
        super(actual, ConnectionsAssert.class);
    }

    /** Has the asserts that a chain goes on to report failures there, too. */
    ConnectionsAssert collectedBy(AssertionErrorCollector collector) {
        softly = collector;
        return myself;
    }

    /**
     * Sets how long the assertions after it in this chain wait for what may still happen; 5 s by default.
     *
     * @param time how long each of them waits at most
     * @return this
     */
    public ConnectionsAssert within(Duration time) {
        patience = Times.positive(time);
        return myself;
    }

    /**
     * Waits until so many connections have been accepted, or made by a client peer, those that have ended included, and
     * checks that no more have come so far. It has to wait, since the code under test is connected before the peer has accepted. To go on
     * watching, use {@link #hasCountFor(int, Duration)}. Connects that were refused cannot be counted.
     *
     * @param expected how many, 0 or more
     * @return this
     * @throws AssertionError if more have come, or not so many come
     */
    public ConnectionsAssert hasCount(int expected) {
        return check(new CountJudge(actual, patience, notNegative(expected), Deadline.now(), null));
    }

    /**
     * Waits until so many connections have been accepted, and watches for some time that no more come.
     *
     * @param expected how many, 0 or more
     * @param watch how long to watch, from this call on, or from when the last of them comes; or until the peer is closed
     * @return this
     * @throws AssertionError as soon as more come, or if not so many come
     */
    public ConnectionsAssert hasCountFor(int expected, Duration watch) {
        return check(new CountJudge(actual, patience, notNegative(expected), Deadline.now(), Times.positive(watch)));
    }

    /**
     * Waits until a connection was ended or cut off, and checks that after each such end a new connection was accepted
     * soon enough. It counts what faults, the test and a relay's upstream do: RST, FIN, vanishing, and a stall that was
     * not resumed; of several on one connection the first. It does not count what the conversation ends in the ordinary
     * way, nor what the code under test ends itself.
     *
     * <p>Any connection accepted after the end will do: which one the code under test meant to replace cannot be seen.
     *
     * @param limit the longest time between an end and the next connection
     * @return this
     * @throws AssertionError if no connection came in time after an end, or none was ended
     * @throws IllegalArgumentException if the peer is a client peer, which makes its connections itself
     */
    public ConnectionsAssert reconnectedWithin(Duration limit) {
        isNotNull();
        if (actual instanceof ClientPeer) {
            throw new IllegalArgumentException(
                    "reconnecting is up to who dials, and " + actual
                            + " does so itself; say what is to become of a connection with assertThatConnection(peer.connection(n))");
        }
        return check(new ReconnectJudge(actual, patience, Times.positive(limit)));
    }

    /**
     * Checks that a text, in UTF-8, has not been sent twice so far. See {@link #sentAtMostOnce(Bytes)}.
     *
     * @param text what must not be repeated
     * @return this
     * @throws AssertionError if it has been sent more than once
     */
    public ConnectionsAssert sentAtMostOnce(String text) {
        return sentAtMostOnce(Bytes.utf8(text));
    }

    /**
     * Checks that the code under test has not sent some bytes twice so far, be it on one connection or on several, wherever
     * in the stream and however cut by reads; occurrences do not overlap. Does not wait; to go on watching, use {@link
     * #sentAtMostOnceFor(Bytes, Duration)}.
     *
     * <p>It knows what the peer has read. What arrives at a stalled peer, or after a RST, it does not see.
     *
     * @param bytes what must not be repeated, not empty
     * @return this
     * @throws AssertionError if they have been sent more than once, or the payload was not all {@linkplain
     *     dev.peerless.peer.PeerSetup#recordPayloadUpTo(int) recorded}, so that it cannot be known
     */
    public ConnectionsAssert sentAtMostOnce(Bytes bytes) {
        return check(Repeats.atMostOnce(literally(bytes)));
    }

    /**
     * Watches for some time that a text, in UTF-8, is not sent twice. See {@link #sentAtMostOnce(Bytes)}.
     *
     * @param text what must not be repeated
     * @param watch how long to watch, from this call on, or until the peer is closed
     * @return this
     * @throws AssertionError as soon as it has been sent more than once
     */
    public ConnectionsAssert sentAtMostOnceFor(String text, Duration watch) {
        return sentAtMostOnceFor(Bytes.utf8(text), watch);
    }

    /**
     * Watches for some time that some bytes are not sent twice. See {@link #sentAtMostOnce(Bytes)}.
     *
     * @param bytes what must not be repeated, not empty
     * @param watch how long to watch, from this call on, or until the peer is closed
     * @return this
     * @throws AssertionError as soon as they have been sent more than once, or that cannot be known
     */
    public ConnectionsAssert sentAtMostOnceFor(Bytes bytes, Duration watch) {
        return check(Repeats.atMostOnceFor(literally(bytes), watch));
    }

    /**
     * Waits until a text, in UTF-8, has been sent, and checks that it has not been sent twice so far. See {@link
     * #sentAtMostOnce(Bytes)}.
     *
     * @param text what is to be sent once
     * @return this
     * @throws AssertionError if it is not sent, or has been more than once
     */
    public ConnectionsAssert sentExactlyOnce(String text) {
        return sentExactlyOnce(Bytes.utf8(text));
    }

    /**
     * Waits until the code under test has sent some bytes, and checks that it has not sent them twice so far. See {@link
     * #sentAtMostOnce(Bytes)}.
     *
     * @param bytes what is to be sent once, not empty
     * @return this
     * @throws AssertionError if they are not sent, have been more than once, or that cannot be known
     */
    public ConnectionsAssert sentExactlyOnce(Bytes bytes) {
        return check(Repeats.exactly(1, literally(bytes)));
    }

    /**
     * Checks that what matches a pattern has not been sent twice so far, such as an order of any number. Each byte is a
     * character of ISO 8859-1. A match that the next bytes might make longer, such as that of {@code order-\d+}, counts
     * once they have come, or none can: at the FIN of the code under test or at a RST. Otherwise as {@link
     * #sentAtMostOnce(Bytes)}.
     *
     * @param pattern what must not be repeated, which does not match the empty text
     * @return this
     * @throws IllegalArgumentException if it matches the empty text, which is found anywhere
     * @throws AssertionError if it has been sent more than once, or that cannot be known
     */
    public ConnectionsAssert sentAtMostOnce(Pattern pattern) {
        return check(Repeats.atMostOnce(matching(pattern)));
    }

    /**
     * Checks that an HTTP/1.x request has not been sent twice so far. A request counts once its header section has come:
     * a client that repeats it has no way to know what the server has done with the first. Does not wait.
     *
     * @param method such as {@code POST}
     * @param target such as {@code /orders}
     * @return this
     * @throws IllegalArgumentException if one of them is blank
     * @throws AssertionError if it has been sent more than once, or that cannot be known
     */
    public ConnectionsAssert sentRequestAtMostOnce(String method, String target) {
        return check(Repeats.atMostOnce(request(method, target)));
    }

    /**
     * Waits until an HTTP/1.x request has been sent, and checks that it has not been sent twice so far. See {@link
     * #sentRequestAtMostOnce}.
     *
     * @param method such as {@code POST}
     * @param target such as {@code /orders}
     * @return this
     * @throws IllegalArgumentException if one of them is blank
     * @throws AssertionError if it is not sent, has been more than once, or that cannot be known
     */
    public ConnectionsAssert sentRequestExactlyOnce(String method, String target) {
        return check(Repeats.exactly(1, request(method, target)));
    }

    /**
     * Waits until so many HTTP/1.x requests have been sent, on whatever connections, and checks that no more have come so
     * far. Clients send several on one connection, and one on several.
     *
     * @param expected how many, 0 or more
     * @return this
     * @throws AssertionError if more have come, not so many come, or that cannot be known
     */
    public ConnectionsAssert hasRequestCount(int expected) {
        return check(Repeats.exactly(notNegative(expected), new Sought.Requests("an HTTP request", request -> true)));
    }

    /**
     * Like {@link #sentInOrder(Bytes...)}, of texts in UTF-8.
     *
     * @param texts what is to be sent, 2 or more
     * @return this
     * @throws AssertionError if one of them was sent before the one that is to come first, or is not sent
     */
    public ConnectionsAssert sentInOrder(String... texts) {
        return sentInOrder(Arrays.stream(Required.noneNull(texts, "texts"))
                .map(Bytes::utf8)
                .toArray(Bytes[]::new));
    }

    /**
     * Waits until the code under test has sent some pieces of bytes one after the other, be it on one connection or on
     * several, however cut by reads. Each counts from when it had first arrived as a whole; that it is sent again later
     * does not matter, see {@link #sentAtMostOnce(Bytes)}. Across connections it is the order in which the peer has read
     * them.
     *
     * @param pieces what is to be sent, 2 or more, none of them empty or twice
     * @return this
     * @throws AssertionError as soon as one of them was sent before the one that is to come first; if one is not sent; or
     *     if the payload was not all {@linkplain dev.peerless.peer.PeerSetup#recordPayloadUpTo(int) recorded}, so that it
     *     cannot be known
     */
    public ConnectionsAssert sentInOrder(Bytes... pieces) {
        var wanted = List.of(Required.noneNull(pieces, "pieces"));
        if (wanted.size() < 2 || Set.copyOf(wanted).size() < wanted.size()) {
            throw new IllegalArgumentException(
                    "an order is that of 2 different pieces or more, but they were " + wanted);
        }
        wanted.forEach(piece -> Payload.notEmpty(piece, "say what is to be sent"));
        return check(new OrderJudge(actual, patience, wanted));
    }

    /**
     * Looks at the first attempts to connect, the very first among them: when they came.
     *
     * @param count how many, 2 or more
     * @return assertions about them
     */
    @CheckReturnValue
    public AttemptsAssert attempts(int count) {
        if (count < 2) {
            throw new IllegalArgumentException("pauses are between 2 attempts or more, but it was about " + count);
        }
        return new AttemptsAssert(this, actual, count, softly).unlessNull();
    }

    /**
     * Checks that the code under test has not hammered so far: at no time have more connections come than so many in so
     * long. Does not wait; to go on watching, use {@link #hasRateAtMostFor}.
     *
     * @param count how many, 1 or more
     * @param per in which time, whenever it begins
     * @return this
     * @throws AssertionError if more have come in some such time
     */
    public ConnectionsAssert hasRateAtMost(int count, Duration per) {
        return check(new RateJudge(actual, patience, new Rate(count, Times.positive(per), Deadline.now(), null)));
    }

    /**
     * Watches for some time that the code under test does not hammer. See {@link #hasRateAtMost}.
     *
     * @param count how many, 1 or more
     * @param per in which time, whenever it begins
     * @param watch how long to watch, from this call on, or until the peer is closed
     * @return this
     * @throws AssertionError as soon as more have come in some such time
     */
    public ConnectionsAssert hasRateAtMostFor(int count, Duration per, Duration watch) {
        return check(new RateJudge(
                actual, patience, new Rate(count, Times.positive(per), Deadline.now(), Times.positive(watch))));
    }

    /**
     * Checks that connections which were lost have been left alone so far: nothing has arrived on one after the fault, the
     * test or the upstream ended it or cut it off. What is under way at that moment arrives, too. Waits until one is lost;
     * to go on watching, use {@link #reusedNoLostConnectionFor(Duration)}. After a RST nothing can arrive.
     *
     * @return this
     * @throws AssertionError if something has, no connection is lost, or that cannot be known of a stalled one
     */
    public ConnectionsAssert reusedNoLostConnection() {
        return check(new ReuseJudge(actual, patience, Deadline.now(), null));
    }

    /**
     * Watches for some time that connections which were lost are left alone. See {@link #reusedNoLostConnection()}.
     *
     * @param watch how long to watch, from this call on, or until the peer is closed
     * @return this
     * @throws AssertionError as soon as something arrives on one, if none is lost, or that cannot be known
     */
    public ConnectionsAssert reusedNoLostConnectionFor(Duration watch) {
        return check(new ReuseJudge(actual, patience, Deadline.now(), Times.positive(watch)));
    }

    /**
     * Waits until the code under test has lost a connection to this peer, or this peer takes none, and then until it comes
     * to another peer: by a new connection, or by bytes on one that it has there. A stall counts until it is resumed, and
     * from then on if the code under test gives its end up afterwards, as it may have done so during the stall.
     *
     * @param other the peer it is to go to
     * @return this
     * @throws AssertionError if nothing is lost here, or it does not come there afterwards
     */
    public ConnectionsAssert failedOverTo(Endpoint other) {
        var losing = new LossJudge(actual, patience, Required.notNull(other, "other"));
        check(losing);
        return losing.hasFound() ? check(other, new ArrivalJudge(other, patience, actual, losing.losses())) : myself;
    }

    private static Sought literally(Bytes bytes) {
        return new Sought.Literally(Payload.notEmpty(bytes, "say what is not to be repeated"));
    }

    private static Sought matching(Pattern pattern) {
        if (Required.notNull(pattern, "pattern").matcher("").find()) {
            throw new IllegalArgumentException(
                    "the pattern " + pattern
                            + " matches the empty text, which is found anywhere and proves nothing; say what is not to be repeated");
        }
        return new Sought.Matching(pattern);
    }

    private static Sought request(String method, String target) {
        if (Required.notNull(method, "method").isBlank()
                || Required.notNull(target, "target").isBlank()) {
            throw new IllegalArgumentException(
                    "a request has a method and a target, such as POST /orders, but these were \"" + method
                            + "\" and \"" + target + "\"");
        }
        return new Sought.Requests(
                method + " " + target,
                request -> request.method().equals(method) && request.target().equals(target));
    }

    private ConnectionsAssert check(Repeats expected) {
        return check(new RepeatsJudge(actual, patience, expected));
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count must not be negative, but was " + count);
        }
        return count;
    }

    private ConnectionsAssert check(PeerJudge judge) {
        isNotNull();
        return check(actual, judge);
    }

    private ConnectionsAssert check(Endpoint peer, PeerJudge judge) {
        var failure = failureOf(peer, judge);
        if (failure != null) {
            throwAssertionError(failure);
        }
        return myself;
    }

    Duration patience() {
        return patience;
    }

    /** Has a judge decide, and gives what it has to say if the assertion fails. */
    @Nullable
    ErrorMessageFactory failureOf(Endpoint peer, PeerJudge judge) {
        var observed = Observation.of(peer, judge, patience);
        return observed.verdict().isFailed() ? judge.message(observed.verdict(), observed.seen()) : null;
    }
}
