package dev.peerless.assertions;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.fault.Trigger.afterReceiving;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.junit.jupiter.api.condition.OS.LINUX;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

/** How users write it. */
@SuppressWarnings("try") // being connected is all that some clients do
class DesignTest {

    @Test
    @EnabledOnOs(LINUX)
    void reconnectsAfterAReset() throws Exception {
        try (var peer =
                Peer.plan().fault(Fault.reset(afterReceiving(16)).on("1")).listen()) {
            try (var first = Client.connectTo(peer)) {
                first.send("PLACE order-0 x2");
                assertThatConnection(peer.connection(1)).wasReset();
            }
            try (var second = Client.connectTo(peer)) {
                second.send("order-1");
                assertThatConnection(peer.connection(1)).wasReset().wasReleasedWithin(ofSeconds(10));
                assertThatConnections(peer).reconnectedWithin(ofSeconds(10)).sentAtMostOnce("order-1");
            }
        }
    }

    @Test
    void heartbeatsKeepTheLineOpen() throws Exception {
        var firewall = Fault.idleFirewall(ofSeconds(10), FirewallAction.DROP);
        try (var peer = Peer.plan().fault(firewall).listen();
                var client = HeartbeatingClient.connectTo(peer, "PING\n", ofMillis(20))) {
            assertThatConnection(peer)
                    .sentHeartbeats(line("PING"))
                    .atLeastEvery(ofSeconds(5))
                    .staysOpenFor(ofMillis(100));
        }
    }
}
