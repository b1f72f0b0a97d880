package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatCall;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatLog;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.failure.NetworkFailure;
import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.junit.CapturesLog;
import dev.peerless.peer.Peer;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.TcpState;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** Each assertion that holds gives the assert back, so that the chain goes on. */
@SuppressWarnings("try") // being connected is all that some clients do
class ChainTest {

    private static void assertSame(Object whole, Object... parts) {
        assertThat(parts).isNotEmpty().allSatisfy(part -> assertThat(part).isSameAs(whole));
    }

    @Test
    void goesOnWhileTheConnectionIsOpen() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("A line\n");
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(
                    chain,
                    chain.received("A line\n"),
                    chain.received(Bytes.utf8("A line\n")),
                    chain.receivedContaining("line"),
                    chain.receivedContaining(Bytes.utf8("line")),
                    chain.isOpen(),
                    chain.staysOpenFor(SHORT));
        }
    }

    @Test
    void goesOnWhileNothingArrives() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(chain, chain.receivedNothing(), chain.receivedNothingFor(SHORT));
        }
    }

    @Test
    void goesOnAfterAClose() throws Exception {
        try (var peer = Peer.plan().fault(Fault.close(Trigger.onConnect())).listen()) {
            try (var client = Client.connectTo(peer)) {
                assertThat(client.read()).isEqualTo(-1);
            }
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(
                    chain,
                    chain.wasClosed(),
                    chain.endedByFin(),
                    chain.wasReleasedWithin(FAR),
                    chain.receivedNothingAfterTheFault(),
                    chain.receivedNothingAfterTheFaultFor(SHORT),
                    chain.receivedAtMostAfterTheFault(1),
                    chain.receivedAtMostAfterTheFaultFor(1, SHORT),
                    chain.handledBrokenPipe(),
                    chain.handledBrokenPipe(Recovery.staysAwayFor(SHORT)));
        }
    }

    @Test
    void goesOnAfterAHalfClose() throws Exception {
        try (var peer = Peer.plan().fault(Fault.halfClose(Trigger.onConnect())).listen()) {
            try (var client = Client.connectTo(peer)) {
                client.send("bye");
            }
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(chain, chain.wasHalfClosed(), chain.handledHalfClose());
        }
    }

    @Test
    @EnabledOnOs(LINUX) // elsewhere nobody can know whether it was released
    void goesOnAfterAReset() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.reset(Trigger.afterReceiving(1)))
                        .listen();
                var client = Client.connectTo(peer)) {
            client.send("A");
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(chain, chain.wasReset());
            client.close();
            assertSame(
                    chain,
                    chain.endedByRst(),
                    chain.handledReset(),
                    chain.handledReset(Recovery.staysAwayFor(SHORT)),
                    chain.isInState(TcpState.CLOSED));
        }
    }

    @Test
    void goesOnAfterAnIdleTime() throws Exception {
        try (var peer = Peer.plan()
                .fault(Fault.idleFirewall(SHORT, FirewallAction.FIN_AT_TIMEOUT))
                .listen()) {
            try (var client = Client.connectTo(peer)) {
                assertThat(client.read()).isEqualTo(-1);
            }
            var chain = assertThatConnection(peer).within(FAR);
            assertSame(chain, chain.handledIdleTimeout(), chain.handledIdleTimeout(Recovery.staysAwayFor(SHORT)));
        }
    }

    @Test
    void goesOnAfterAStallAndAVanishing() throws Exception {
        try (var stalling = Peer.plan().fault(Fault.stall(Trigger.onConnect())).listen();
                var vanishing =
                        Peer.plan().fault(Fault.vanish(Trigger.onConnect())).listen();
                var first = Client.connectTo(stalling);
                var second = Client.connectTo(vanishing)) {
            var stalled = assertThatConnection(stalling).within(FAR);
            assertSame(stalled, stalled.wasStalled());
            var vanished = assertThatConnection(vanishing).within(FAR);
            assertSame(vanished, vanished.vanished());
        }
    }

    @Test
    void goesOnAfterAnsweredHeartbeats() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            peer.connection(1).send(Bytes.utf8("PING\n"));
            client.send("PONG\n");
            var chain = assertThatConnection(peer).within(FAR).received("PONG\n");
            assertSame(chain, chain.answeredHeartbeatsWithin(FAR, line("PING"), line("PONG")));
        }
    }

    @Test
    void goesOnAboutAllConnections() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.close(Trigger.onConnect()).on("1"))
                        .listen();
                var other = Peer.plan().listen()) {
            Client.connectTo(peer).close();
            assertThatConnection(peer.connection(1)).within(FAR).endedByFin();
            try (var second = Client.connectTo(peer);
                    var third = Client.connectTo(other)) {
                second.send("POST /orders HTTP/1.1\r\nContent-Length: 0\r\n\r\n");
                var chain = assertThatConnections(peer).within(FAR);
                var order = Bytes.utf8("orders");
                assertSame(
                        chain,
                        chain.sentExactlyOnce("orders"),
                        chain.sentExactlyOnce(order),
                        chain.sentRequestExactlyOnce("POST", "/orders"),
                        chain.sentRequestAtMostOnce("POST", "/orders"),
                        chain.hasRequestCount(1),
                        chain.hasCount(2),
                        chain.hasCountFor(2, SHORT),
                        chain.sentAtMostOnce("orders"),
                        chain.sentAtMostOnce(order),
                        chain.sentAtMostOnce(Pattern.compile("orders")),
                        chain.sentAtMostOnceFor("orders", SHORT),
                        chain.sentAtMostOnceFor(order, SHORT),
                        chain.hasRateAtMost(2, FAR),
                        chain.hasRateAtMostFor(2, FAR, SHORT),
                        chain.reconnectedWithin(FAR),
                        chain.reusedNoLostConnection(),
                        chain.reusedNoLostConnectionFor(SHORT),
                        chain.failedOverTo(other));
            }
        }
    }

    @Test
    void goesOnAboutReceivedData() throws Exception {
        try (var peer = Peer.plan().listen();
                var client = Client.connectTo(peer)) {
            client.send("a, b");
            client.sendFin();
            var chain = assertThatConnection(peer).within(FAR).receivedData();
            assertSame(
                    chain,
                    chain.isExactly("a, b"),
                    chain.isExactly(Bytes.utf8("a, b")),
                    chain.contains(","),
                    chain.contains(Bytes.utf8(",")),
                    chain.containsInOrder("a", "b"),
                    chain.containsInOrder(Bytes.utf8("a"), Bytes.utf8("b")),
                    chain.startsWith("a"),
                    chain.startsWith(Bytes.utf8("a")),
                    chain.endsWith("b"),
                    chain.endsWith(Bytes.utf8("b")),
                    chain.hasSize(4),
                    chain.hasSha256("4a479db6af79906e7200f9560d9af890f0077e394e3ae44cbd2a2bb3ba5c2c2d"),
                    chain.hasContentSatisfying(bytes -> assertThat(bytes.size()).isEqualTo(4)));
        }
    }

    @Test
    void goesOnAboutHeartbeats() throws Exception {
        try (var peer = Peer.plan()
                        .fault(Fault.vanish(Trigger.afterReceiving(1)))
                        .listen();
                var client = Client.connectTo(peer)) {
            var beats = "";
            for (int beat = 1; beat <= 3; beat++) {
                client.send("PING\n");
                beats += "PING\n";
                assertThatConnection(peer).within(FAR).received(beats);
            }
            client.close();
            var chain = assertThatConnection(peer).within(FAR).sentHeartbeats(line("PING"));
            assertSame(
                    chain,
                    chain.neverCloserThan(ofNanos(1)),
                    chain.stoppedWithin(FAR),
                    chain.givesUpAfterMissing(3),
                    chain.givesUpAfterMissing(3, line("PONG")));
            assertThat(chain.countingAnyTraffic()).isNotSameAs(chain);
        }
    }

    @Test
    void goesOnAboutACall() {
        var chain = assertThatCall(() -> {
            throw new EOFException("Premature EOF");
        });
        assertSame(
                chain,
                chain.within(FAR),
                chain.givesUpWithin(FAR),
                chain.failsWithin(FAR),
                chain.failsWith(NetworkFailure.TRUNCATED),
                chain.failsWithConnectionLoss(),
                chain.reportsTruncation());
    }

    @Test
    void goesOnAboutAFailure() {
        assertHolds("Connection reset", NetworkFailureAssert::isConnectionReset);
        assertHolds("Broken pipe", NetworkFailureAssert::isBrokenPipe);
        assertHolds("Software caused connection abort", NetworkFailureAssert::isConnectionAborted);
        assertHolds("Socket closed", NetworkFailureAssert::isSocketClosed);
        assertHolds("Broken pipe", NetworkFailureAssert::isConnectionLoss);
        assertHolds(new EOFException(), NetworkFailureAssert::isEndOfStream);
        assertHolds(new EOFException("Premature EOF"), NetworkFailureAssert::isTruncated);
        assertHolds(new ConnectException("Connection refused"), NetworkFailureAssert::isConnectionRefused);
        assertHolds(new SocketTimeoutException("Connect timed out"), NetworkFailureAssert::isConnectTimedOut);
        assertHolds(new SocketTimeoutException("Read timed out"), NetworkFailureAssert::isReadTimedOut);
    }

    private static void assertHolds(String text, UnaryOperator<NetworkFailureAssert> assertion) {
        assertHolds(new SocketException(text), assertion);
    }

    private static void assertHolds(Throwable failure, UnaryOperator<NetworkFailureAssert> assertion) {
        var chain = assertThatNetworkFailure(failure);
        assertSame(chain, assertion.apply(chain));
    }

    @Test
    void goesOnAboutASocket() throws Exception {
        try (var peer = Peer.plan().listen();
                var socket = new Socket(peer.host(), peer.port())) {
            var chain = assertThatConnection(socket);
            assertSame(chain, chain.isOpen(), chain.hasNoLinger());
            socket.setKeepAlive(true);
            socket.setSoTimeout(1000);
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 1);
            assertSame(
                    chain,
                    chain.hasKeepAlive(),
                    chain.hasReadTimeout(),
                    chain.hasReadTimeoutAtMost(FAR),
                    chain.hasTcpNoDelay(),
                    chain.hasLinger(ofSeconds(1)),
                    chain.hasSendBufferOfAtLeast(1),
                    chain.hasSendBufferOfAtMost(Integer.MAX_VALUE),
                    chain.hasReceiveBufferOfAtLeast(1),
                    chain.hasReceiveBufferOfAtMost(Integer.MAX_VALUE));
            socket.shutdownOutput();
            assertSame(chain, chain.isHalfClosed());
            socket.close();
            assertSame(chain, chain.isClosed());
        }
    }

    @Test
    @CapturesLog
    void goesOnAboutALog() {
        try (var log = CapturedLog.start()) {
            var chain = assertThatLog(log);
            assertSame(
                    chain,
                    chain.within(FAR),
                    chain.hasNoStackTraceForAClientThatWentAway(),
                    chain.hasNoRepeatedStackTrace(),
                    chain.hasAtMost(0).linesAboutConnectionLosses(),
                    chain.hasAtMost(0).linesAbout(NetworkFailure.BROKEN_PIPE),
                    chain.hasAtMost(0).linesWithStackTrace());
        }
    }
}
