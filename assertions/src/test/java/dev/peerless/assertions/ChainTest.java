package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.assertions.Waits.FAR;
import static dev.peerless.assertions.Waits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.fault.Trigger;
import dev.peerless.peer.Peer;
import dev.peerless.wire.Bytes;
import dev.peerless.wire.TcpState;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** Each assertion that holds gives the assert back, so that the chain goes on. */
@Timeout(60)
@SuppressWarnings("try") // being connected is all that some clients do
class ChainTest {

    private static void assertSame(ConnectionAssert whole, ConnectionAssert... parts) {
        assertThat(parts).isNotEmpty().allSatisfy(part -> assertThat(part).isSameAs(whole));
    }

    private static void assertSame(ConnectionsAssert whole, ConnectionsAssert... parts) {
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
                    chain.handledBrokenPipe(Recovery.STAYS_AWAY));
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
                    chain.handledReset(Recovery.STAYS_AWAY),
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
            assertSame(chain, chain.handledIdleTimeout(), chain.handledIdleTimeout(Recovery.STAYS_AWAY));
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
}
