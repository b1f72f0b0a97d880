package dev.peerless.assertions;

import static dev.peerless.assertions.Events.connected;
import static dev.peerless.assertions.Events.finReceived;
import static dev.peerless.assertions.Events.received;
import static dev.peerless.assertions.Events.rstSent;
import static dev.peerless.assertions.Events.transcript;
import static dev.peerless.assertions.Messages.masked;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.peer.Peer;
import dev.peerless.transcript.WireEvent.Connected;
import dev.peerless.transcript.WireEvent.Data;
import dev.peerless.transcript.WireEvent.Rst;
import dev.peerless.wire.Bytes;
import java.net.SocketException;
import java.util.List;
import org.assertj.core.description.TextDescription;
import org.assertj.core.error.ErrorMessageFactory;
import org.assertj.core.presentation.StandardRepresentation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each message factory by itself, with times made by hand. */
class ErrorMessagesTest {

    private static final String SEEN = "   #1   +0.000 ms  <  connect from 127.0.0.1:50001\n"
            + "   #1   +5.000 ms  <  data 7 B  \"order-1\"\n"
            + ">  #1  +20.000 ms  >  RST        resets after receiving 16 bytes";

    private final Peer peer = Peer.plan().listen();
    private final ConnectionScope scope = new ConnectionScope(peer.connection(1), false, ofSeconds(5));
    private final Connected connected = connected(1, 0);
    private final Data data = received(1, 5, "order-1");
    private final Rst rst = rstSent(1, 20);

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private static String text(ErrorMessageFactory message) {
        return Messages.withoutTable(message.create()).replaceAll("port \\d+", "port _");
    }

    private static String ofConnection(String expectation, String but) {
        return "Expecting connection #1 of peer on port _ (well-behaved)\n" + expectation + ",\nbut " + but + ".\n"
                + SEEN;
    }

    private static String ofPeer(String expectation, String but) {
        return "Expecting peer on port _ (well-behaved)\n" + expectation + ",\nbut " + but + ".\n" + SEEN;
    }

    @Test
    void shouldHaveHappened() {
        var message = ShouldHaveHappened.shouldHaveHappened(
                scope, Happening.STALLED, Verdict.failed(But.over(rst), rst), transcript(connected, data, rst));
        assertThat(text(message)).isEqualTo(ofConnection("to have been stalled by the peer", "the peer sent RST"));
    }

    @Test
    void shouldHaveReceived() {
        var failed = Verdict.failed(ShouldHaveReceived.only(Bytes.utf8("order-1"), " before " + But.did(rst)), rst);
        var seen = transcript(connected, data, rst);
        assertThat(text(ShouldHaveReceived.shouldHaveReceived(scope, Bytes.utf8("order-1\n"), failed, seen)))
                .isEqualTo(ofConnection(
                        "to have received exactly 8 B \"order-1\\n\"",
                        "it received only 7 B \"order-1\" before the peer sent RST"));
        assertThat(text(ShouldHaveReceived.shouldHaveReceivedAmongOthers(scope, Bytes.utf8("2"), failed, seen)))
                .startsWith("Expecting connection #1 of peer on port _ (well-behaved)\n"
                        + "to have received, among others, 1 B \"2\",\nbut it received only");
    }

    @Test
    void shouldHaveReceivedShortensWhatIsLong() {
        assertThat(ShouldHaveReceived.other(Bytes.utf8("x".repeat(65)), 3))
                .isEqualTo("it received 65 B \"" + "x".repeat(64) + "\"..., which is different from byte 3 on");
    }

    @Test
    void shouldHaveReceivedNothing() {
        var failed = Verdict.failed(ShouldHaveReceivedNothing.noFaultBefore(rst), rst);
        var message = ShouldHaveReceivedNothing.shouldHaveReceivedNothing(
                scope, new Silence(true, 0, 0, ofMillis(300)), failed, transcript(connected, data, rst));
        assertThat(text(message))
                .isEqualTo(ofConnection(
                        "to have received nothing after the fault for 300 ms",
                        "no fault had struck before the peer sent RST"));
        assertThat(ShouldHaveReceivedNothing.received(data, connected, true))
                .isEqualTo("it received 7 B \"order-1\" 5.000 ms after it");
    }

    @Test
    void shouldHaveBeenReleased() {
        var failed = Verdict.failed(But.stillHeld(true, ofMillis(500)), rst);
        var message = ShouldHaveBeenReleased.shouldHaveBeenReleased(
                scope, ofMillis(500), rst, failed, transcript(connected, data, rst));
        assertThat(text(message))
                .isEqualTo(
                        ofConnection(
                                        "to have been released by the code under test within 500 ms of the reset",
                                        "its socket was still open after 500 ms")
                                + "\nHelp: a RST does not close the socket: the code under test has to, after an exception, too.");
        assertThat(ShouldHaveBeenReleased.late(rst, finReceived(1, 600)))
                .isEqualTo("it was released only after 580.000 ms");
    }

    @Test
    void shouldBeOpen() {
        var message = ShouldBeOpen.shouldBeOpen(
                scope, ofSeconds(1), Verdict.failed(But.did(rst), rst), transcript(connected, data, rst));
        assertThat(text(message)).isEqualTo(ofConnection("to stay open for 1 s", "the peer sent RST"));
    }

    @Test
    void shouldHaveSentHeartbeats() {
        var failed = Verdict.failed(ShouldHaveSentHeartbeats.tooFew(0, rst), rst);
        var rhythm = new Rhythm(line("PING"), ofMillis(200), ofMillis(100));
        var message = ShouldHaveSentHeartbeats.shouldHaveSentHeartbeats(
                scope, rhythm, ofSeconds(1), failed, transcript(connected, data, rst));
        assertThat(text(message))
                .isEqualTo(ofConnection(
                        "to stay open for 1 s and to carry heartbeats (line \"PING\") at least every 200 ms, with a"
                                + " tolerance of 100 ms",
                        "none came before the peer sent RST, and 3 are needed to tell"));
    }

    @Test
    void shouldHaveConnections() {
        var message = ShouldHaveConnections.shouldHaveConnections(
                peer,
                2,
                ofMillis(100),
                Verdict.failed(ShouldHaveConnections.onlyCame(peer, 1, But.within(ofSeconds(5))), rst),
                transcript(connected, data, rst));
        assertThat(text(message))
                .isEqualTo(ofPeer("to have had 2 connections, and no more for 100 ms", "only 1 came within 5 s"));
    }

    @Test
    void shouldHaveReconnected() {
        var next = connected(2, 1500);
        var message = ShouldHaveReconnected.shouldHaveReconnected(
                peer,
                ofSeconds(1),
                Verdict.failed(ShouldHaveReconnected.late(rst, next), rst, next),
                transcript(rst, next));
        assertThat(text(message)).isEqualTo("""
                        Expecting peer on port _ (well-behaved)
                        to have been connected to again within 1 s of each end of a connection,
                        but after connection #1 the next came only after 1480.000 ms.
                        >  #1    +20.000 ms  >  RST        resets after receiving 16 bytes
                        >  #2  +1500.000 ms  <  connect from 127.0.0.1:50002""");
    }

    @Test
    void shouldHaveSentSoOften() {
        var again = received(2, 7, "100%s");
        var message = ShouldHaveSentSoOften.shouldHaveSentSoOften(
                peer,
                Repeats.atMostOnce(new Sought.Literally(Bytes.utf8("100%"))),
                Verdict.failed(ShouldHaveSentSoOften.FOUND, List.of(data, again)),
                transcript(connected, data, again));
        assertThat(text(message)).isEqualTo("""
                        Expecting peer on port _ (well-behaved)
                        to have been sent 4 B "100%" at most once,
                        but it was sent 2 times: on #1 at +5.000 ms, on #2 at +7.000 ms.
                           #1  +0.000 ms  <  connect from 127.0.0.1:50001
                        >  #1  +5.000 ms  <  data 7 B  "order-1"
                        >  #2  +7.000 ms  <  data 5 B  "100%s\"""");
    }

    @Test
    void shouldBeNetworkFailure() {
        var message = ShouldBeNetworkFailure.shouldBeNetworkFailure(
                new SocketException("Broken pipe"), NetworkFailure.CONNECTION_RESET);
        assertThat(text(message)).isEqualTo("""
                        Expecting java.net.SocketException
                        to tell of CONNECTION_RESET,
                        but it tells of BROKEN_PIPE.
                        >  java.net.SocketException: Broken pipe
                        Help: a RST is told once, to whichever read or write meets it first; later writes get Broken pipe, as do those after a FIN and a RST. If either will do, ask for a connection loss.""");
        assertThat(text(ShouldBeNetworkFailure.shouldBeConnectionLoss(new SocketException("Socket closed"))))
                .isEqualTo("""
                        Expecting java.net.SocketException
                        to tell of a connection loss,
                        but it tells of SOCKET_CLOSED.
                        >  java.net.SocketException: Socket closed
                        Help: this end was closed by the code under test and not by the peer: earlier, on another thread, by an interrupt, or by a library after another failure.""");
    }

    @Test
    void shouldGiveUp() {
        var hung = new CallOutcome.Hung<>(
                ofMillis(500),
                "peerless-call-1",
                Thread.State.RUNNABLE,
                List.of(
                        new StackTraceElement("app", "m", "1", "com.example.Client", "read", "Client.java", 12),
                        new StackTraceElement("com.example.Native", "poll", null, -2)),
                false);
        assertThat(text(ShouldGiveUp.shouldGiveUp(ofMillis(500), hung))).isEqualTo("""
                        Expecting the call
                        to give up within 500 ms,
                        but it was still running after 500 ms, and did not end when it was interrupted.
                           "peerless-call-1" RUNNABLE
                               at com.example.Client.read(Client.java:12)
                               at com.example.Native.poll(Native Method)""");
        assertThat(text(ShouldGiveUp.shouldGiveUp(
                        ofMillis(500),
                        new CallOutcome.Hung<>(ofMillis(500), "call", Thread.State.TERMINATED, List.of(), true))))
                .endsWith("ended only when it was interrupted.\n   \"call\" TERMINATED");
    }

    @Test
    void shouldFail() {
        var returned = new CallOutcome.Returned<>("100%s", false, ofMillis(3));
        assertThat(text(ShouldFail.shouldFailWithin(ofMillis(500), returned))).isEqualTo("""
                        Expecting the call
                        to fail within 500 ms,
                        but it returned after 3.000 ms.
                        >  "100%s\"""");
        assertThat(text(ShouldFail.shouldFailWith(NetworkFailure.BROKEN_PIPE, ofMillis(500), returned)))
                .startsWith("Expecting the call\nto fail with BROKEN_PIPE within 500 ms,\nbut it returned");
    }

    @Test
    void shouldReportTruncation() {
        assertThat(text(ShouldReportTruncation.shouldReportTruncation(
                        ofSeconds(5), new CallOutcome.Returned<>("half", false, ofMillis(3)))))
                .isEqualTo("""
                        Expecting the call
                        to report that its answer was cut short, by failing with a connection loss within 5 s,
                        but it returned after 3.000 ms, as if it had the whole answer.
                        >  "half\"""");
    }

    @Test
    void shouldSucceed() {
        var threw = new CallOutcome.Threw<>(new SocketException("Broken pipe"), ofMillis(3));
        assertThat(text(ShouldSucceed.shouldSucceedWithin(ofSeconds(5), threw))).isEqualTo("""
                        Expecting the call
                        to succeed within 5 s,
                        but it failed with BROKEN_PIPE after 3.000 ms.
                        >  java.net.SocketException: Broken pipe""");
    }

    @Test
    void showsAllConnectionsWhenTheDecidingEventIsAnother() {
        var second = connected(2, 3);
        var message = ShouldBeOpen.shouldBeOpen(
                scope, null, Verdict.failed(But.several(peer), second), transcript(connected, second));
        assertThat(text(message)).endsWith(">  #2  +3.000 ms  <  connect from 127.0.0.1:50002");
    }

    @Test
    void beginsWithTheDescription() {
        var message = ShouldBeOpen.shouldBeOpen(
                scope, null, Verdict.failed(But.did(rst), rst), transcript(connected, data, rst));
        var described = message.create(new TextDescription("100% sure"), new StandardRepresentation());
        assertThat(masked(described))
                .startsWith("[100% sure] Expecting connection #1 of peer on port _ (well-behaved)\n");
    }
}
