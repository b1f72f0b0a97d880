package dev.peerless.samples.http;

import static dev.peerless.assertions.PeerlessAssertions.assertThatConnection;
import static dev.peerless.assertions.PeerlessAssertions.assertThatConnections;
import static dev.peerless.assertions.PeerlessAssertions.connectionLoss;
import static dev.peerless.assertions.PeerlessAssertions.readTimedOut;
import static dev.peerless.fault.FirewallAction.FIN_AT_TIMEOUT;
import static dev.peerless.fault.FirewallAction.RESET_ON_NEXT_PACKET;
import static dev.peerless.samples.http.HttpCall.HTTP_CLIENT;
import static dev.peerless.samples.http.HttpCall.HTTP_URL_CONNECTION;
import static dev.peerless.samples.http.HttpCall.IN_VAIN;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.peerless.junit.FirewallIdleTimeout;
import dev.peerless.junit.PeerAnswersHttp;
import dev.peerless.junit.PeerHalfCloses;
import dev.peerless.peer.Peer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Both clients keep a connection after the answer, for the next request. In the pause something on the way gives that
 * connection up, and each client finds out with the next request, or in time, or too late.
 */
@PeerAnswersHttp(body = "done")
class IdleHttpConnectionTest {

    /** The next request is answered with a RST: the client had no chance to know before. */
    @Nested
    @FirewallIdleTimeout(value = "2s", action = RESET_ON_NEXT_PACKET, connections = "1")
    class FirewallThatResets {

        @ParameterizedTest
        @EnumSource
        void aGetIsSentAgainOnANewConnection(HttpCall client, Peer peer) throws Exception {
            client.get(peer.uri("/first"));
            assertThatConnection(peer.connection(1)).vanished();

            assertThat(client.get(peer.uri("/second"))).isEqualTo("done");

            assertThatConnection(peer.connection(1)).wasReset().receivedContaining("/second");
            assertThatConnection(peer.connection(2)).receivedContaining("/second");
        }

        @Test
        void httpUrlConnectionSendsAPostAgain(Peer peer) throws Exception {
            HTTP_URL_CONNECTION.post(peer.uri("/orders"), "order-1");
            assertThatConnection(peer.connection(1)).vanished();

            assertThat(HTTP_URL_CONNECTION.post(peer.uri("/orders"), "order-2")).isEqualTo("done");

            assertThatConnections(peer).hasCount(2);
        }

        /** Which loss it reports depends on whether it was writing or reading: ask for any, not for one. */
        @Test
        void httpClientReportsAPostAsLost(Peer peer) throws Exception {
            HTTP_CLIENT.post(peer.uri("/orders"), "order-1");
            assertThatConnection(peer.connection(1)).vanished();

            assertThatThrownBy(() -> HTTP_CLIENT.post(peer.uri("/orders"), "order-2"))
                    .is(connectionLoss());

            assertThatConnections(peer).hasCount(1);
        }
    }

    /** The next request gets no answer at all, and is not sent again: only a time limit ends the wait. */
    @Nested
    @FirewallIdleTimeout(value = "2s", connections = "1")
    class FirewallThatDrops {

        @ParameterizedTest
        @EnumSource
        void theNextRequestTimesOutAndTheOneAfterThatGetsANewConnection(HttpCall client, Peer peer) throws Exception {
            client.get(peer.uri("/first"));
            assertThatConnection(peer.connection(1)).vanished();

            assertThatThrownBy(() -> client.getWithin(IN_VAIN, peer.uri("/second")))
                    .is(readTimedOut());
            assertThat(client.get(peer.uri("/third"))).isEqualTo("done");

            assertThatConnection(peer.connection(1)).wasReleasedWithin(ofSeconds(5));
            assertThatConnection(peer.connection(2)).receivedContaining("/third");
            assertThatConnections(peer).sentExactlyOnce("/second");
        }
    }

    /** A FIN in the pause can be noticed: there is something to read, and it is the end. */
    @Nested
    class ServerThatHasHadEnough {

        @Test
        @FirewallIdleTimeout(value = "2s", action = FIN_AT_TIMEOUT, connections = "1")
        void httpClientNoticesAFinInThePause(Peer peer) throws Exception {
            HTTP_CLIENT.post(peer.uri("/orders"), "order-1");

            assertThatConnection(peer.connection(1)).endedByFin();

            assertThat(HTTP_CLIENT.post(peer.uri("/orders"), "order-2")).isEqualTo("done");
            assertThatConnections(peer).hasCount(2).sentExactlyOnce("order-2");
        }

        /** It looks only when it needs the connection: the server has sent its FIN, and reads the request all the same. */
        @Test
        @PeerHalfCloses(afterIdle = "2s", connections = "1")
        void httpUrlConnectionDoesNotAndSendsTheNextRequestTwice(Peer peer) throws Exception {
            HTTP_URL_CONNECTION.post(peer.uri("/orders"), "order-1");
            assertThatConnection(peer.connection(1)).wasHalfClosed();

            assertThat(HTTP_URL_CONNECTION.post(peer.uri("/orders"), "order-2")).isEqualTo("done");

            assertThatConnection(peer.connection(1)).receivedContaining("order-2");
            assertThatConnection(peer.connection(2)).receivedContaining("order-2");
        }
    }
}
