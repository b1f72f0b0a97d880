package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.peerless.peer.Peer;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.Dialogue;
import dev.peerless.plan.Role;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What stands behind a peer: what it speaks, or to whom it relays. */
class RoleAnnotationTest {

    private static final String REQUEST = "GET /orders HTTP/1.1\r\nHost: orders\r\n\r\n";

    @Nested
    class Echoes {

        @Test
        void sendsBackWhatArrives(@PeerEchoes Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send("abc")
                        .receives("abc")
                        .send("def")
                        .receives("def")
                        .finish()
                        .receivesFin();
            }
        }
    }

    @Nested
    class Greets {

        @Test
        void speaksFirst(@PeerGreets("220 ready\r\n") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receives("220 ready\r\n").send("x").receivesNothing();
            }
        }

        @Test
        void greetsInBytes(@PeerGreets("hex: 00 FF") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                assertThat(client.read()).isZero();
                assertThat(client.read()).isEqualTo(255);
            }
        }

        @Test
        void goesBeforeWhateverElseItSpeaks(@PeerEchoes @PeerGreets("hi\n") Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.receives("hi\n").send("x").receives("x");
            }
        }
    }

    @Nested
    class AnswersHttp {

        @Test
        void isAn200WithoutBodyByDefault(@PeerAnswersHttp Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send(REQUEST)
                        .receives("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                + "Content-Length: 0\r\n\r\n");
            }
        }

        @Test
        void hasStatusHeadersAndBody(
                @PeerAnswersHttp(
                                status = 503,
                                headers = {"Retry-After: 1", "X-Time:12:00"},
                                body = "später")
                        Peer peer)
                throws Exception {
            var answer = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nX-Time: 12:00\r\n"
                    + "Content-Length: 7\r\n\r\nspäter";
            try (var client = new RawClient(peer)) {
                client.send(REQUEST).receives(answer).send(REQUEST).receives(answer);
            }
        }

        @Test
        void needsNoHeaders(@PeerAnswersHttp(headers = {}) Peer peer) throws Exception {
            try (var client = new RawClient(peer)) {
                client.send(REQUEST).receives("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            }
        }
    }

    @Nested
    class Speaks {

        @Test
        void speaksWhatYouWrote(@PeerSpeaks(Counting.class) Peer peer) throws Exception {
            try (var one = new RawClient(peer);
                    var other = new RawClient(peer)) {
                one.send("abc").receives("3");
                other.send("de").receives("2");
                one.send("f").receives("4");
            }
        }

        @Test
        void isNamedInDescriptions(@PeerSpeaks(Counting.class) Peer peer) {
            assertThat(peer.settledPlan()).hasToString("speaks Counting");
        }

        @Test
        void mayNameItself(@PeerSpeaks(Named.class) Peer peer) {
            assertThat(peer.settledPlan()).hasToString("speaks my mind");
        }
    }

    private static final class Counting implements Conversation {

        @Override
        public Dialogue begin() {
            var count = new int[1];
            return (bytes, replies) -> {
                count[0] += bytes.size();
                replies.send(Integer.toString(count[0]));
            };
        }
    }

    private static final class Named implements Conversation {

        @Override
        public Dialogue begin() {
            return (bytes, replies) -> {};
        }

        @Override
        public String toString() {
            return "speaks my mind";
        }
    }

    @Nested
    class Relays {

        @PeerEchoes
        private static Peer upstream;

        @Test
        void aTestMayNameTheUpstream(@PeerCloses(afterReceiving = 9) Peer relay) throws Exception {
            relay.relayTo(upstream.address());

            try (var client = new RawClient(relay)) {
                client.send("abc").receives("abc").finish().receivesFin();
            }
            try (var client = new RawClient(relay)) {
                client.send("abcdefghi").receivesFin();
            }
        }

        /** An address of this test's own, since an annotation can name no port that is drawn at run time. */
        private static final String HELD = "127.83.77.61:23517";

        @Test
        void theAnnotationNamesTheUpstream(@PeerRelays(to = HELD) Peer relay) throws Exception {
            assertThat(relay.settledPlan()).hasToString("relays to " + HELD);
            try (var server = listen();
                    var client = new RawClient(relay)) {
                client.send("abc");
                try (var accepted = server.accept()) {
                    accepted.setSoTimeout(30_000);
                    assertThat(accepted.getInputStream().readNBytes(3))
                            .asString()
                            .isEqualTo("abc");
                    accepted.getOutputStream().write('d');
                    client.receives("d");
                    accepted.setSoLinger(true, 0);
                }
                client.receivesReset();
            }
        }

        private static ServerSocket listen() throws IOException {
            var server = new ServerSocket();
            try {
                server.setSoTimeout(30_000);
                server.bind(new InetSocketAddress(InetAddress.getByName("127.83.77.61"), 23517));
            } catch (BindException notToBeHad) {
                server.close();
                assumeTrue(false, "no such loopback address, or its port is taken: " + notToBeHad);
            }
            return server;
        }

        @Test
        void addressesOfBothFamiliesAreUnderstood(
                @PeerRelays(to = "[::1]:5432") Peer six, @PeerRelays(to = "127.0.0.1:5432") Peer four) {
            assertThat(six.settledPlan().role()).isEqualTo(new Role.Relay(new InetSocketAddress("::1", 5432)));
            assertThat(four.settledPlan().role()).isEqualTo(new Role.Relay(new InetSocketAddress("127.0.0.1", 5432)));
        }
    }
}
