package dev.peerless.samples.docs;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.assertThatNetworkFailure;
import static dev.peerless.assertions.PeerlessAssertions.connectionLoss;
import static dev.peerless.assertions.PeerlessAssertions.connectionReset;
import static dev.peerless.assertions.PeerlessAssertions.readTimedOut;
import static dev.peerless.fault.Excess.LEAVE_IN_QUEUE;
import static dev.peerless.fault.Trigger.onConnect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.peerless.fault.Fault;
import dev.peerless.junit.NetworkCut;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerCrashes;
import dev.peerless.junit.PeerEchoes;
import dev.peerless.junit.PeerIgnoresConnects;
import dev.peerless.junit.PeerOverloaded;
import dev.peerless.junit.PeerResets;
import dev.peerless.junit.PeerSpeaks;
import dev.peerless.junit.PeerStalls;
import dev.peerless.junit.PeerTruncates;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.samples.orders.OrderClient;
import dev.peerless.samples.orders.Placement;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FaultsGuideTest {

    /** Confirms every order. */
    static class OrderServer implements Conversation {

        @Override
        public Dialogue begin() {
            return Conversation.lines(line -> line.replaceFirst("PLACE", "OK")).begin();
        }
    }

    @Nested
    class Sections {

        @Test
        void survivesARestart(
                @PeerSpeaks(OrderServer.class) @PeerCrashes(afterReceiving = 5, connections = "1") Peer peer) {
            try (var client = new OrderClient(peer.address())) {
                assertThatThrownBy(() -> client.place("order-1")).hasMessageContaining("cannot connect");

                peer.listenAgain();
            }
            try (var client = new OrderClient(peer.address())) {
                assertThat(client.place("order-2")).isEqualTo(Placement.ACCEPTED);
            }
        }

        @Test
        void waitsForItsTurn(@PeerEchoes @PeerOverloaded(maxConnections = 1, excess = LEAVE_IN_QUEUE) Peer peer)
                throws IOException {
            try (var served = new Socket(peer.host(), peer.port());
                    var waiting = new Socket(peer.host(), peer.port())) {
                served.getOutputStream().write('a');
                assertThat(served.getInputStream().read()).isEqualTo('a');
                waiting.getOutputStream().write('b');
                assertThatConnections(peer).hasCount(1);

                served.shutdownOutput();

                assertThat(waiting.getInputStream().read()).isEqualTo('b');
            }
        }

        @Test
        @EnabledOnOs(OS.LINUX)
        void runsIntoItsConnectTimeout(@PeerIgnoresConnects Peer peer) throws IOException {
            try (var socket = new Socket()) {
                var failure = catchThrowable(() -> socket.connect(peer.address(), 500));

                assertThatNetworkFailure(failure).isConnectTimedOut();
            }
        }

        @Test
        @PeerAnswersHttp(body = "Hello, order")
        @PeerTruncates(afterSending = 85)
        void noticesThatTheAnswerIsShort(Peer peer) {
            var request = HttpRequest.newBuilder(peer.uri("/")).build();

            var failure = catchThrowable(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()));

            assertThatNetworkFailure(failure).isTruncated();
        }

        @Test
        void outlastsACut(@PeerSpeaks(OrderServer.class) @NetworkCut(afterReceiving = 5, lasting = "1s") Peer peer) {
            try (var client = new OrderClient(peer.address())) {
                assertThat(client.place("order-1")).isEqualTo(Placement.ACCEPTED);
                assertThat(peer.connectionCount()).isEqualTo(1);
            }
        }

        @Test
        @SuppressWarnings("try") // the cut is there to be closed
        void goesOnAfterTheCut(@PeerEchoes Peer peer) throws IOException {
            try (var client = new Socket(peer.host(), peer.port())) {
                client.setSoTimeout(200);
                try (var cut = peer.arm(Fault.cut(onConnect()))) {
                    client.getOutputStream().write('x');
                    assertThatThrownBy(() -> client.getInputStream().read()).is(readTimedOut());
                }
                client.setSoTimeout(5000);
                assertThat(client.getInputStream().read()).isEqualTo('x');
            }
        }
    }

    /** Each with the client for which it is the hardest. */
    @Nested
    class Moments {

        private final HttpClient client = HttpClient.newHttpClient();

        private HttpRequest get(Peer peer, String path) {
            return HttpRequest.newBuilder(peer.uri(path)).build();
        }

        private HttpRequest post(Peer peer, String body) {
            return HttpRequest.newBuilder(peer.uri("/orders"))
                    .POST(BodyPublishers.ofString(body))
                    .build();
        }

        @Test
        void beforeTheFirstByte(@PeerAnswersHttp @PeerResets Peer peer) {
            assertThatThrownBy(() -> client.send(post(peer, "order-1"), BodyHandlers.ofString()))
                    .is(connectionLoss());

            assertThatConnection(peer.connection(1)).wasReset();
        }

        @Test
        void inMidRequest(@PeerAnswersHttp @PeerResets(afterReceiving = 100_000) Peer peer) {
            assertThatThrownBy(() -> client.send(post(peer, "x".repeat(5_000_000)), BodyHandlers.ofString()))
                    .is(connectionLoss());
        }

        /** 80 bytes of status and headers have gone out, and 10 of the body. */
        @Test
        void inMidResponse(@PeerAnswersHttp(body = "0123456789 order-1") @PeerResets(afterSending = 90) Peer peer)
                throws Exception {
            var response = client.send(get(peer, "/"), BodyHandlers.ofInputStream());

            assertThat(response.body().readNBytes(10)).isEqualTo("0123456789".getBytes(UTF_8));
            assertThatThrownBy(() -> response.body().read()).isInstanceOf(IOException.class);
        }

        @Test
        void onAnIdlePooledConnection(
                @PeerAnswersHttp(body = "done") @PeerResets(onDemand = true, connections = "1") Peer peer)
                throws Exception {
            client.send(post(peer, "order-1"), BodyHandlers.ofString());

            peer.connection(1).fire();
            assertThatConnection(peer.connection(1)).wasReset();

            assertThat(client.send(get(peer, "/"), BodyHandlers.ofString()).body())
                    .isEqualTo("done");
            assertThatConnections(peer).hasCount(2);
        }

        @Test
        void onTheFirstByteAfterAnIdlePeriod(
                @PeerAnswersHttp(body = "done") @PeerResets(whenReceivedAfterIdle = "2s", connections = "1") Peer peer)
                throws Exception {
            client.send(post(peer, "order-1"), BodyHandlers.ofString());
            assertThatConnection(peer.connection(1)).staysOpenFor(Duration.ofMillis(2100));

            assertThatThrownBy(() -> client.send(post(peer, "order-2"), BodyHandlers.ofString()))
                    .is(connectionLoss());
        }

        @Test
        void onTheNthConnection(
                @PeerSpeaks(OrderServer.class)
                        @PeerResets(afterReceiving = 1, connections = "1-2")
                        @PeerStalls(afterReceiving = 1, connections = "3", lasting = "200ms")
                        Peer peer) {
            try (var orders = new OrderClient(peer.address())) {
                assertThat(orders.place("order-1")).isEqualTo(Placement.UNKNOWN);
                assertThat(orders.place("order-2")).isEqualTo(Placement.UNKNOWN);
                assertThat(orders.place("order-3")).isEqualTo(Placement.ACCEPTED);
            }
        }

        @Test
        void onABytePattern(
                @PeerSpeaks(OrderServer.class) @PeerResets(whenReceived = "order-2", connections = "1") Peer peer) {
            try (var orders = new OrderClient(peer.address())) {
                assertThat(orders.place("order-1")).isEqualTo(Placement.ACCEPTED);
                assertThat(orders.place("order-2")).isEqualTo(Placement.UNKNOWN);
                assertThat(orders.place("order-3")).isEqualTo(Placement.ACCEPTED);
            }
        }

        @Test
        void onDemand(@PeerEchoes @PeerResets(onDemand = true) Peer peer) throws IOException {
            try (var socket = new Socket(peer.host(), peer.port())) {
                socket.getOutputStream().write('x');
                assertThat(socket.getInputStream().read()).isEqualTo('x');

                peer.connection(1).fire();

                assertThatThrownBy(() -> socket.getInputStream().read()).is(connectionReset());
            }
        }
    }
}
