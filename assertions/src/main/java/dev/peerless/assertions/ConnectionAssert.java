package dev.peerless.assertions;

import dev.peerless.junit.AssertionsTimeout;
import dev.peerless.peer.Connection;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.Required;
import dev.peerless.wire.TcpState;
import java.time.Duration;
import org.apiguardian.api.API;
import org.assertj.core.annotation.CheckReturnValue;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.AssertionErrorCollector;
import org.assertj.core.error.ErrorMessageFactory;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about one connection, by what its peer observed on the wire. Begun by {@link
 * PeerlessAssertions#assertThatConnection(Connection)}.
 *
 * <p>Each waits for what may still happen, for the connection itself to begin with: 5 s at most, or what {@link
 * #within(Duration)} says. It ends at once when the outcome is certain, and early when it can no longer come, since the
 * connection is over or the peer was closed. Those whose name ends with {@code For} watch for the time given instead.
 *
 * <p>A RST that the peer sent only because it was {@linkplain dev.peerless.peer.Peer#close() closed} counts for nothing.
 * A peer that failed itself, such as by an exception of its conversation, fails every assertion.
 *
 * <p>Not safe for use by several threads at once.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public class ConnectionAssert extends AbstractAssert<ConnectionAssert, Connection> {

    private Duration patience = AssertionsTimeout.get();
    private boolean theOnlyOne;
    private @Nullable AssertionErrorCollector softly;

    /**
     * Begins assertions about a connection.
     *
     * @param actual the connection, which need not have come yet
     */
    public ConnectionAssert(Connection actual) {
        super(actual, ConnectionAssert.class);
    }

    /** Has every assertion fail if the peer has another connection. */
    ConnectionAssert asTheOnlyOne() {
        theOnlyOne = true;
        return myself;
    }

    /** Has the asserts that a chain goes on to report failures there, too. */
    ConnectionAssert collectedBy(AssertionErrorCollector collector) {
        softly = collector;
        return myself;
    }

    /**
     * Sets how long the assertions after it in this chain wait for what may still happen; 5 s by default.
     *
     * @param time how long each of them waits at most
     * @return this
     */
    public ConnectionAssert within(Duration time) {
        patience = Times.positive(time);
        return myself;
    }

    /**
     * Waits until the peer has sent a RST, be it after a FIN of its own. It has gone out when this returns; whether the
     * code under test has noticed is another matter, see {@link #wasReleasedWithin(Duration)}.
     *
     * @return this
     * @throws AssertionError if it has not, or the connection ended otherwise
     */
    public ConnectionAssert wasReset() {
        return check(Happening.RESET);
    }

    /**
     * Waits until the peer has sent a FIN and takes nothing more from the code under test: as a fault or the test has
     * closed it, or as both sides have sent FIN.
     *
     * @return this
     * @throws AssertionError if it has not, or the connection was reset
     */
    public ConnectionAssert wasClosed() {
        return check(Happening.CLOSED);
    }

    /**
     * Waits until the peer has sent a FIN while both it went on reading and the code under test could go on writing.
     *
     * @return this
     * @throws AssertionError if it has not, the peer closed both directions, or the code under test sent its FIN first
     */
    public ConnectionAssert wasHalfClosed() {
        return check(Happening.HALF_CLOSED);
    }

    /**
     * Waits until the peer has stopped reading and sending. It may have resumed since.
     *
     * @return this
     * @throws AssertionError if it has not, or the connection ended before
     */
    public ConnectionAssert wasStalled() {
        return check(Happening.STALLED);
    }

    /**
     * Waits until the peer has become a black hole: it discards what arrives and never answers.
     *
     * @return this
     * @throws AssertionError if it has not, or the connection ended before
     */
    public ConnectionAssert vanished() {
        return check(Happening.VANISHED);
    }

    /**
     * Waits until the code under test's own machine has ended its socket. See {@link dev.peerless.fault.Effect.Abort}.
     *
     * @return this
     * @throws AssertionError if it has not, or the connection ended otherwise
     */
    public ConnectionAssert wasAborted() {
        return check(Happening.ABORTED);
    }

    /**
     * Waits until both sides have sent FIN, and neither a RST before.
     *
     * @return this
     * @throws AssertionError if one of them is missing, or either side sent a RST; the message tells which
     */
    public ConnectionAssert endedByFin() {
        return check(Happening.ENDED_BY_FIN);
    }

    /**
     * Waits until either side has sent a RST.
     *
     * @return this
     * @throws AssertionError if neither has, or both sides sent FIN
     */
    public ConnectionAssert endedByRst() {
        return check(Happening.ENDED_BY_RST);
    }

    /**
     * Waits until exactly this text has arrived, in UTF-8, whatever the reads that brought it. See {@link
     * #received(Bytes)}.
     *
     * @param expected all that is to have arrived
     * @return this
     * @throws AssertionError if something else arrived, or not all of it
     */
    public ConnectionAssert received(String expected) {
        return received(Bytes.utf8(expected));
    }

    /**
     * Waits until exactly these bytes have arrived from the code under test since the connection came, whatever the reads
     * that brought them. Does not wait for whether more will come, but fails if more has come already.
     *
     * @param expected all that is to have arrived, not empty
     * @return this
     * @throws AssertionError if something else arrived, or not all of it, or not all of it was {@linkplain
     *     dev.peerless.peer.PeerSetup#recordPayloadUpTo(int) recorded}
     */
    public ConnectionAssert received(Bytes expected) {
        return check(ReceivedJudge.exactly(scope(), expected));
    }

    /**
     * Waits until this text has arrived, in UTF-8, wherever in the stream. See {@link #receivedContaining(Bytes)}.
     *
     * @param expected what is to have arrived among others
     * @return this
     * @throws AssertionError if it has not arrived
     */
    public ConnectionAssert receivedContaining(String expected) {
        return receivedContaining(Bytes.utf8(expected));
    }

    /**
     * Waits until these bytes have arrived from the code under test, wherever in the stream and however cut by reads.
     *
     * @param expected what is to have arrived among others, not empty
     * @return this
     * @throws AssertionError if it has not arrived, or the payload was not all {@linkplain
     *     dev.peerless.peer.PeerSetup#recordPayloadUpTo(int) recorded}
     */
    public ConnectionAssert receivedContaining(Bytes expected) {
        return check(new ContainingJudge(scope(), expected));
    }

    /**
     * Goes on to assertions about what has arrived from the code under test: its size, its hash, its order.
     *
     * @return assertions about it
     */
    @CheckReturnValue
    public DataAssert receivedData() {
        return new DataAssert(this, actual, softly).unlessNull();
    }

    /**
     * Checks that no byte has arrived so far, once the connection has come. To go on watching, use {@link
     * #receivedNothingFor(Duration)}.
     *
     * @return this
     * @throws AssertionError if something has arrived, or the peer is stalled and would not know
     */
    public ConnectionAssert receivedNothing() {
        return check(new SilenceJudge(scope(), new Silence(false, 0, Deadline.now(), null)));
    }

    /**
     * Watches for some time, and checks that no byte has arrived by then.
     *
     * @param watch how long to watch, from this call on, or from when the connection comes
     * @return this, early if nothing more can arrive
     * @throws AssertionError as soon as something arrives, or if the peer is stalled and would not know
     */
    public ConnectionAssert receivedNothingFor(Duration watch) {
        return check(new SilenceJudge(scope(), new Silence(false, 0, Deadline.now(), Times.positive(watch))));
    }

    /**
     * Waits until a fault has struck the connection, then checks that no byte has arrived after that so far. A fault is
     * what was declared as one, and what the test told the connection to do; the first of them counts. To go on
     * watching, use {@link #receivedNothingAfterTheFaultFor(Duration)}.
     *
     * @return this
     * @throws AssertionError if something has arrived after the fault; if no fault strikes; if the fault was a RST, after
     *     which nothing can arrive whatever the code under test does; or if the peer is stalled and would not know
     */
    public ConnectionAssert receivedNothingAfterTheFault() {
        return receivedAtMostAfterTheFault(0);
    }

    /**
     * Like {@link #receivedNothingAfterTheFault()}, but watches for some time.
     *
     * @param watch how long nothing is to arrive, counted from the fault
     * @return this, early if nothing more can arrive
     * @throws AssertionError as soon as something arrives, and when {@link #receivedNothingAfterTheFault()} does
     */
    public ConnectionAssert receivedNothingAfterTheFaultFor(Duration watch) {
        return receivedAtMostAfterTheFaultFor(0, watch);
    }

    /**
     * Like {@link #receivedNothingAfterTheFault()}, but some bytes may have arrived: a client that writes before it reads
     * cannot know of a FIN yet.
     *
     * @param bytes how many may have arrived since the fault, 0 or more
     * @return this
     * @throws AssertionError if more have arrived, and when {@link #receivedNothingAfterTheFault()} does
     */
    public ConnectionAssert receivedAtMostAfterTheFault(long bytes) {
        return check(new SilenceJudge(scope(), new Silence(true, notNegative(bytes), Deadline.now(), null)));
    }

    /**
     * Like {@link #receivedAtMostAfterTheFault(long)}, but watches for some time.
     *
     * @param bytes how many may arrive after the fault, 0 or more
     * @param watch how long no more are to arrive, counted from the fault
     * @return this, early if nothing more can arrive
     * @throws AssertionError as soon as more arrive, and when {@link #receivedNothingAfterTheFault()} does
     */
    public ConnectionAssert receivedAtMostAfterTheFaultFor(long bytes, Duration watch) {
        return check(new SilenceJudge(
                scope(), new Silence(true, notNegative(bytes), Deadline.now(), Times.positive(watch))));
    }

    private static long notNegative(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("a number of bytes must not be negative, but was " + bytes);
        }
        return bytes;
    }

    /**
     * Waits until the code under test has given up its end, and checks that it did so soon enough after the peer had
     * ended the connection or had cut it off.
     *
     * <p>It counts from the last of these that the peer did: its RST, its FIN, its vanishing, its stall. What one fault
     * does in several steps counts from the first of them, as the FIN of a close that is followed by a RST. A firewall
     * that resets on the next packet counts from that RST. A stall that was resumed counts for a code under test that gives
     * its end up before the peer does anything else, as it may have done so during the stall. If the peer did none of these,
     * any release will do.
     *
     * <p>Given up means that its FIN or its RST has arrived. After a RST of the peer nothing can arrive: then it means
     * that its descriptor is gone, which Linux shows, if the code under test runs as the same user and {@linkplain
     * dev.peerless.peer.PeerSetup#watchReleases(boolean) releases are watched}. The peer looks every 5 ms at most, so
     * the time is that much too long at worst. Where it is not shown, the assertion fails and says so, rather than pass
     * without knowing. The same holds for a stalled peer, which sees no FIN.
     *
     * @param limit the longest time between the two
     * @return this
     * @throws AssertionError if its end was released later, or not yet when the time was over, or that cannot be known
     */
    public ConnectionAssert wasReleasedWithin(Duration limit) {
        return check(new ReleaseJudge(scope(), Times.positive(limit)));
    }

    /**
     * Waits until the code under test has noticed that the connection is lost, and checks that it did so soon enough after
     * the peer had ended it or had cut it off. It counts from the same moment as {@link #wasReleasedWithin(Duration)}.
     *
     * <p>A peer that goes mute after so many heartbeats of its own is lost, too, from when the first one that it leaves
     * out falls due.
     *
     * <p>Three things tell: its FIN or its RST has arrived, its descriptor is gone, or it has connected to the same peer
     * anew since the loss, and before a stall was resumed. So a client that reconnects but leaks its old socket has
     * noticed, and fails {@link #wasReleasedWithin(Duration)} alone. Any new connection will do: which one it is meant to
     * replace cannot be seen. It may come even where the assertion is about the peer's one connection.
     *
     * <p>A peer that has vanished sees FIN and RST. One that is stalled sees neither, and a reset of the peer hides them
     * where no descriptor is watched: if no new connection comes either, the assertion fails and says that it cannot know.
     * A server under test, of a client peer, does not connect, so only the end of the old connection tells there.
     *
     * @param limit the longest time between the two
     * @return this
     * @throws AssertionError if it noticed later, or not yet when the time was over; if nothing was lost, or the code under
     *     test had ended the connection before; or if that cannot be known
     */
    public ConnectionAssert noticedLossWithin(Duration limit) {
        return check(new NoticeJudge(scope(), Times.positive(limit)));
    }

    /**
     * Checks that the connection is open, once it has come: neither side has sent FIN or RST, and the peer has not
     * vanished.
     *
     * @return this
     * @throws AssertionError if it is not, or the peer is stalled and would not know
     */
    public ConnectionAssert isOpen() {
        return check(new OpenJudge(scope(), Deadline.now(), null));
    }

    /**
     * Watches for some time, and checks that the connection is open and stays so: neither side sends FIN or RST, and the
     * peer does not vanish.
     *
     * @param watch how long to watch, from this call on, or from when the connection comes
     * @return this
     * @throws AssertionError as soon as it is no longer open, or if the peer is stalled at the end and would not know
     */
    public ConnectionAssert staysOpenFor(Duration watch) {
        return check(new OpenJudge(scope(), Deadline.now(), Times.positive(watch)));
    }

    /**
     * Waits until the code under test's end is in a state, as its kernel has it: {@link TcpState#CLOSE_WAIT} for one that
     * has not closed a socket whose peer has. It looks every 3 ms; a state that lasts less may be missed. A failure shows
     * what {@code netstat -an} would.
     *
     * @param expected the state
     * @return this
     * @throws AssertionError if it does not get there; on other systems than Linux, which do not show it
     */
    public ConnectionAssert isInState(TcpState expected) {
        return check(new TcpStateCheck(scope(), Required.notNull(expected, "expected")));
    }

    /**
     * Waits until the kernel of the code under test runs a TCP keep-alive timer for its end: {@code SO_KEEPALIVE} is on,
     * whoever has set it, and however deep in a library the socket is. It looks every 3 ms. While the kernel has bytes to
     * send again it shows no such timer. Where the socket itself is at hand, {@link SocketAssert#hasKeepAlive()} tells on
     * every system.
     *
     * @return this
     * @throws AssertionError if there is none; on other systems than Linux, which do not show it
     */
    public ConnectionAssert hasKeepAlive() {
        return check(new KeepAliveCheck(scope(), null));
    }

    /**
     * Waits until the kernel of the code under test has a TCP keep-alive probe to send that soon. Soon after the connect
     * that is its idle time: one that is shorter than the patience of any firewall in between. See {@link
     * #hasKeepAlive()}.
     *
     * @param idle the longest time until the next probe
     * @return this
     * @throws AssertionError if it is later, or there is none; on other systems than Linux, which do not show it
     */
    public ConnectionAssert hasKeepAliveAfterAtMost(Duration idle) {
        return check(new KeepAliveCheck(scope(), Times.positive(idle)));
    }

    /**
     * Waits until the code under test has sent one heartbeat, and goes on to assertions about them.
     *
     * @param heartbeat how to tell heartbeats from other traffic, such as {@link PeerlessAssertions#line(String)}
     * @return assertions about its heartbeats
     * @throws AssertionError if there is none
     */
    public HeartbeatsAssert sentHeartbeats(Heartbeat heartbeat) {
        return new HeartbeatsAssert(this, actual, Required.notNull(heartbeat, "heartbeat"), softly).begun();
    }

    /**
     * Waits until the peer has sent a heartbeat, and checks that the code under test answers each in time: those sent so
     * far, in order, each by one answer.
     *
     * @param limit the longest time between a heartbeat of the peer and its answer
     * @param heartbeat how to tell the peer's heartbeats from what else it sends
     * @param answer how to tell answers from other traffic
     * @return this
     * @throws AssertionError if one is not answered in time, or the peer sends none
     */
    public ConnectionAssert answeredHeartbeatsWithin(Duration limit, Heartbeat heartbeat, Heartbeat answer) {
        return check(new AnswersJudge(
                scope(),
                Required.notNull(heartbeat, "heartbeat"),
                Required.notNull(answer, "answer"),
                Times.positive(limit)));
    }

    /**
     * Like {@link #handledReset(Recovery)}, whatever comes afterwards.
     *
     * @return this
     * @throws AssertionError if one of its steps fails
     */
    public ConnectionAssert handledReset() {
        return handledReset(Recovery.ANY);
    }

    /**
     * Checks that the code under test took a reset well. That means: {@link #wasReset()}, then {@link
     * #wasReleasedWithin(Duration)} the time of {@link #within(Duration)}, then the recovery.
     *
     * @param recovery what it is to do afterwards
     * @return this
     * @throws AssertionError if one of these fails
     */
    public ConnectionAssert handledReset(Recovery recovery) {
        return handled(Happening.RESET, recovery);
    }

    /**
     * Like {@link #handledBrokenPipe(Recovery)}, whatever comes afterwards.
     *
     * @return this
     * @throws AssertionError if one of its steps fails
     */
    public ConnectionAssert handledBrokenPipe() {
        return handledBrokenPipe(Recovery.ANY);
    }

    /**
     * Checks that the code under test took it well that the peer had closed, be it that it read the end or that it wrote
     * into a broken pipe. That means: {@link #wasClosed()}, then {@link #wasReleasedWithin(Duration)} the time of {@link
     * #within(Duration)}, then the recovery.
     *
     * @param recovery what it is to do afterwards
     * @return this
     * @throws AssertionError if one of these fails
     */
    public ConnectionAssert handledBrokenPipe(Recovery recovery) {
        return handled(Happening.CLOSED, recovery);
    }

    /**
     * Checks that the code under test took a half-close well: it said what it had to say and then sent its own FIN. That
     * means: {@link #wasHalfClosed()}, then {@link #endedByFin()}.
     *
     * @return this
     * @throws AssertionError if one of these fails
     */
    public ConnectionAssert handledHalfClose() {
        return wasHalfClosed().endedByFin();
    }

    /**
     * Like {@link #handledIdleTimeout(Recovery)}, whatever comes afterwards.
     *
     * @return this
     * @throws AssertionError if one of its steps fails
     */
    public ConnectionAssert handledIdleTimeout() {
        return handledIdleTimeout(Recovery.ANY);
    }

    /**
     * Checks that the code under test took it well that a box on the way, or the peer, gave the connection up since it was
     * idle. That means: a fault struck that waits for idleness, then {@link #wasReleasedWithin(Duration)} the time of
     * {@link #within(Duration)}, then the recovery. What vanished silently is noticed only when it is used again, so have
     * the code under test use it.
     *
     * @param recovery what it is to do afterwards
     * @return this
     * @throws AssertionError if one of these fails
     */
    public ConnectionAssert handledIdleTimeout(Recovery recovery) {
        return handled(Happening.CUT_WHEN_IDLE, recovery);
    }

    private ConnectionAssert handled(Happening fault, Recovery recovery) {
        Required.notNull(recovery, "recovery");
        check(fault).wasReleasedWithin(patience);
        if (recovery.equals(Recovery.ANY)) {
            return myself;
        }
        var judge = new RecoveryJudge(scope(), recovery.away(), Deadline.now());
        var observed = Observation.of(actual.peer(), judge, patience);
        if (observed.verdict().isFailed()) {
            throwAssertionError(judge.message(observed.verdict(), observed.seen()));
        }
        return myself;
    }

    private ConnectionAssert check(KernelCheck expected) {
        isNotNull();
        var failure = expected.failure();
        if (failure != null) {
            throwAssertionError(failure);
        }
        return myself;
    }

    private ConnectionAssert check(Happening expected) {
        return check(new HappeningJudge(scope(), expected));
    }

    private ConnectionAssert check(ConnectionJudge judge) {
        isNotNull();
        var failure = failureOf(judge);
        if (failure != null) {
            throwAssertionError(failure);
        }
        return myself;
    }

    ConnectionScope scope() {
        return new ConnectionScope(actual, theOnlyOne, patience);
    }

    /** Has a judge decide, and gives what it has to say if the assertion fails. */
    @Nullable
    ErrorMessageFactory failureOf(ConnectionJudge judge) {
        var peer = actual.peer();
        if (theOnlyOne && !judge.takesOthers()) {
            // What decides may lie before a second connection, which makes the question itself wrong.
            var seen = peer.settledTranscript();
            for (var event : seen.events()) {
                if (event instanceof Connected && event.connection() != actual.number()) {
                    return judge.message(Verdict.failed(But.several(peer), event), seen);
                }
            }
        }
        var observed = Observation.of(peer, judge, patience);
        return observed.verdict().isFailed() ? judge.message(observed.verdict(), observed.seen()) : null;
    }
}
