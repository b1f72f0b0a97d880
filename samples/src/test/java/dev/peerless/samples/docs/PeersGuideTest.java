package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.connectionRefused;
import static dev.peerless.assertions.PeerlessAssertions.connectionReset;
import static dev.peerless.fault.Trigger.afterReceiving;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.fault.Fault;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerGreets;
import dev.peerless.junit.PeerListensOn;
import dev.peerless.junit.PeerRefuses;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.Peerless;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Step;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.samples.orders.Placement;
import dev.peerless.transcript.TerminalForm;
import dev.peerless.wire.Bytes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PeersGuideTest {

    /** Confirms every order. */
    static class OrderServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> line.replaceFirst("PLACE", "OK")).begin();
        }
    }

    @Nested
    class WhereTheyComeFrom {

        @PeerResets(afterReceiving = 16)
        Peer broken;

        @PeerSpeaks(OrderServer.class)
        Peer healthy;

        @Test
        void fieldsGetAFreshPeerForEachTest() {
            try (var first = new OrderClient(broken.address());
                    var second = new OrderClient(healthy.address())) {
                assertThat(first.place("order-1")).isEqualTo(Placement.UNKNOWN);
                assertThat(second.place("order-1")).isEqualTo(Placement.ACCEPTED);
            }
        }
    }

    @Nested
    class BeforeEachAndTestShareTheirPeer {

        private OrderClient client;

        @BeforeEach
        void connect(@PeerSpeaks(OrderServer.class) Peer peer) {
            client = new OrderClient(peer.address());
        }

        @Test
        void placesAnOrder(@PeerSpeaks(OrderServer.class) Peer peer) {
            assertThat(client.place("order-1")).isEqualTo(Placement.ACCEPTED);
            assertThat(peer.connectionCount()).isEqualTo(1);
        }
    }

    @Test
    void answersHttp(@PeerAnswersHttp(status = 503, headers = "Retry-After: 1") Peer peer) throws Exception {
        var request = HttpRequest.newBuilder(peer.uri("/orders")).build();

        var response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
    }

    @Test
    void greetsAndEchoes(@PeerGreets("220 ready\r\n") @PeerEchoes Peer peer) throws IOException {
        try (var socket = new Socket(peer.host(), peer.port())) {
            assertThat(new String(socket.getInputStream().readNBytes(11), UTF_8))
                    .isEqualTo("220 ready\r\n");
            socket.getOutputStream().write("hello".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(5), UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    @Peerless
    void speaksWhatTheTestSays(Peer peer) throws IOException {
        peer.speak(Conversation.replay(
                Step.send("+OK ready\r\n"), Step.await("QUIT\r\n"), Step.send("+OK bye\r\n"), Step.finish()));

        try (var socket = new Socket(peer.host(), peer.port())) {
            socket.getOutputStream().write("QUIT\r\n".getBytes(UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("+OK ready\r\n+OK bye\r\n");
        }
    }

    @Test
    void relaysToARealServer(@PeerResets(afterSending = 4, connections = "1") Peer relay) throws IOException {
        try (var server = new ServerSocket(0)) {
            relay.relayTo(new java.net.InetSocketAddress("127.0.0.1", server.getLocalPort()));

            try (var client = new Socket(relay.host(), relay.port());
                    var accepted = server.accept()) {
                accepted.getOutputStream().write("abcdefgh".getBytes(UTF_8));
                assertThat(client.getInputStream().readNBytes(4)).isEqualTo("abcd".getBytes(UTF_8));
                assertThatConnection(relay).wasReset();
            }
        }
    }

    @Test
    @Peerless
    void isControlledByTheTest(Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            peer.connection(1).send("hello");
            assertThat(client.getInputStream().readNBytes(5)).isEqualTo("hello".getBytes(UTF_8));

            peer.connection(1).halfClose();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @Peerless
    void resets(Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            peer.connection(1).reset();

            assertThatThrownBy(() -> client.getInputStream().read()).is(connectionReset());
        }
    }

    @Test
    void isRestarted(@PeerEchoes Peer peer) throws IOException {
        try (var client = new Socket(peer.host(), peer.port())) {
            peer.connection(1).send("hello");
            peer.crash();

            assertThat(client.getInputStream().readAllBytes()).isEqualTo("hello".getBytes(UTF_8));
            assertThatThrownBy(() -> new Socket(peer.host(), peer.port())).is(connectionRefused());
        }
        peer.listenAgain();

        try (var client = new Socket(peer.host(), peer.port())) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void isReachedFromElsewhere(@PeerListensOn("0.0.0.0") @PeerEchoes Peer peer) throws IOException {
        try (var client = new Socket(InetAddress.getLocalHost(), peer.port())) {
            client.getOutputStream().write('x');
            assertThat(client.getInputStream().read()).isEqualTo('x');
        }
    }

    @Test
    void comesBack(@PeerRefuses Peer peer) throws IOException {
        peer.listenAgain();

        try (var client = new Socket(peer.host(), peer.port())) {
            assertThat(client.isConnected()).isTrue();
        }
    }

    @Test
    void worksWithoutJUnit() {
        try (Peer peer = Peer.plan().fault(Fault.reset(afterReceiving(16))).listen()) {
            try (var client = new OrderClient(peer.address())) {
                client.place("order-1");
            }
            System.out.println(peer.transcript());
        }
    }

    @Test
    void answersWholeMessages() throws IOException {
        var orders = Conversation.framed(
                "answers orders",
                seen -> 1 + seen.at(0),
                order -> order.size() > 1 ? Bytes.parse("hex: 02 4F 4B") : null);

        try (Peer peer = Peer.plan().speak(orders).listen();
                var client = new Socket(peer.host(), peer.port())) {
            client.getOutputStream().write(new byte[] {3, 'a'});
            client.getOutputStream().write(new byte[] {'b', 'c', 0, 1, 'd'});

            assertThat(client.getInputStream().readNBytes(6)).containsExactly(2, 'O', 'K', 2, 'O', 'K');
        }
    }

    @Nested
    @Peerless(watchReleases = false)
    class AThousandResets {

        @Test
        void areCheap(@PeerResets(afterReceiving = 16) Peer peer) throws IOException {
            try (var client = new OrderClient(peer.address())) {
                assertThat(client.place("order-1")).isEqualTo(Placement.UNKNOWN);
            }
        }
    }

    @Test
    void showsATranscriptInATerminal(@PeerEchoes Peer peer) {
        System.out.println(TerminalForm.ofThisProcess().of(peer.transcript()));
    }
}
