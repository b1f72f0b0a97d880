package dev.peerless.samples.tour;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.line;
import static dev.peerless.fault.Trigger.afterReceiving;
import static dev.peerless.samples.orders.OrderClient.heartbeatEvery;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import dev.peerless.fault.Fault;
import dev.peerless.fault.FirewallAction;
import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.samples.orders.OrderClient;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;

/** The stops of the tour, in an order in which each builds on the one before. */
final class Scenes {

    private Scenes() {}

    static List<Scene<?>> all() {
        return List.of(
                reset(),
                brokenPipe(),
                halfClose(),
                refused(),
                forgottenByAFirewall(),
                keptAliveByHeartbeats(),
                stopped(),
                leaking());
    }

    private static Scene<Peer> reset() {
        return Scene.ofClient(
                "Connection reset",
                "@PeerResets(afterReceiving = 16) Peer peer",
                Peer.plan().fault(Fault.reset(afterReceiving(16))),
                peer -> {
                    try (var client = new Client()) {
                        client.connect(peer.address()).write("PLACE order-1 x2").read();
                        assertThatConnection(peer).wasReset();
                        return client.experience();
                    }
                },
                "A RST arrived: the other side threw the connection away. Nobody can tell you whether the order was taken,"
                        + " so do not simply send it again.");
    }

    private static Scene<Peer> brokenPipe() {
        return Scene.ofClient(
                "Broken pipe",
                "@PeerCloses(afterReceiving = 1) Peer peer",
                Peer.plan().fault(Fault.close(afterReceiving(1))),
                peer -> {
                    try (var client = new Client()) {
                        client.connect(peer.address()).write("order-1").read().write("order-2");
                        assertThatConnection(peer).endedByRst();
                        client.write("order-3");
                        return client.experience();
                    }
                },
                "After the peer's FIN the first write still succeeds, and is lost: only the RST that answers it makes the"
                        + " second one fail. A write that succeeds proves nothing; -1 was the moment to stop.");
    }

    private static Scene<Peer> halfClose() {
        return Scene.ofClient(
                "Half-close",
                "@PeerHalfCloses(afterReceiving = 1) Peer peer",
                Peer.plan().fault(Fault.halfClose(afterReceiving(1))),
                peer -> {
                    try (var client = new Client()) {
                        client.connect(peer.address()).write("order-1").read().write("order-2");
                        assertThatConnection(peer).wasHalfClosed().received("order-1\r\norder-2\r\n");
                        return client.experience();
                    }
                },
                "The same FIN, the same -1, but this peer still reads. From outside the two look alike: only the protocol"
                        + " can say whether there is any use in going on.");
    }

    private static Scene<Peer> refused() {
        return Scene.ofClient(
                "Connection refused",
                "@PeerRefuses Peer peer",
                Peer.plan().fault(Fault.refuse()),
                peer -> {
                    try (var client = new Client()) {
                        return client.connect(peer.address()).experience();
                    }
                },
                "The machine is there, but nothing listens on that port. It is the one network error that arrives at once"
                        + " and leaves no doubt: nothing was sent.");
    }

    private static Scene<Peer> forgottenByAFirewall() {
        return Scene.ofClient(
                "A firewall that forgets",
                "@FirewallIdleTimeout(\"1s\") Peer peer",
                Peer.plan().speak(orderServer()).fault(Fault.idleFirewall(ofSeconds(1), FirewallAction.DROP)),
                peer -> {
                    try (var client = new Client()) {
                        client.connect(peer.address()).write("PLACE order-1").read();
                        assertThatConnection(peer).vanished();
                        return client.write("PLACE order-2").read().experience();
                    }
                },
                "Nothing was sent for a while, the firewall forgot the connection, and told nobody: the write succeeds, the"
                        + " answer never comes. Without a read timeout this client would hang for ever.");
    }

    private static Scene<Peer> keptAliveByHeartbeats() {
        return Scene.ofClient(
                "The same firewall, with heartbeats",
                "@FirewallIdleTimeout(\"1s\") Peer peer",
                Peer.plan().speak(orderServer()).fault(Fault.idleFirewall(ofSeconds(1), FirewallAction.DROP)),
                peer -> {
                    try (var client = new OrderClient(peer.address(), heartbeatEvery(ofMillis(100)))) {
                        assertThatConnection(peer)
                                .sentHeartbeats(line("PING"))
                                .atLeastEvery(ofMillis(600))
                                .staysOpenFor(ofSeconds(2));
                        return List.of("place order-1 after two seconds of idleness  ->  " + client.place("order-1"));
                    }
                },
                "A small message every 100 ms kept the entry in the firewall's table alive. TCP keep-alive would not have:"
                        + " by default its first probe is sent after two hours.");
    }

    private static Scene<ClientPeer> stopped() {
        return Scene.ofServer(
                "The other way round: a browser's Stop",
                "@ClientStops(afterReceiving = 20_000) ClientPeer browser",
                ClientPeer.plan().fault(Fault.reset(afterReceiving(20_000))),
                browser -> {
                    try (var server = new Server()) {
                        browser.send(server.address(), "GET /report");
                        var experience = server.serve();
                        assertThatConnection(browser).wasReset();
                        return experience;
                    }
                },
                "Now the peer is the client, and its user presses Stop while the server is sending. Far more was written than"
                        + " was read: the kernels' buffers took it. So \"Connection reset by peer\" in a server's log is"
                        + " mostly somebody who lost patience, and no defect.");
    }

    private static Scene<Peer> leaking() {
        return Scene.ofClient(
                "And what a failing test says",
                "assertThatConnection(peer).wasReset().wasReleasedWithin(ofMillis(200))",
                Peer.plan().fault(Fault.reset(afterReceiving(16))),
                "What the test says",
                peer -> {
                    try (var leaked = new Socket(peer.host(), peer.port())) {
                        leaked.getOutputStream().write("PLACE order-1 x2\r\n".getBytes(UTF_8));
                        assertThatConnection(peer).wasReset().wasReleasedWithin(ofMillis(200));
                        return List.of("the socket was closed");
                    } catch (AssertionError failure) {
                        return Arrays.asList(
                                String.valueOf(failure.getMessage()).split("\\R", -1));
                    }
                },
                "This client never closed its socket after the reset. From the wire nobody could know; Peerless looks at"
                        + " the descriptor (on Linux) and says so, with the line that decided it marked.");
    }

    private static Conversation orderServer() {
        return Conversation.lines(line -> line.equals("PING") ? null : line.replaceFirst("PLACE", "OK"));
    }
}
