package dev.peerless.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.peerless.fault.Fault;
import dev.peerless.fault.Trigger;
import dev.peerless.plan.Conversation;
import dev.peerless.plan.HttpAnswer;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.Collections;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a peer says about the TLS that it speaks. */
class TlsPeerTest {

    @Nested
    class APeerThatSpeaksIt {

        @Test
        void saysSo() {
            try (var peer = Peer.plan()
                    .tls()
                    .speak(Conversation.http(HttpAnswer.ok("")))
                    .fault(Fault.reset(Trigger.onDemand()))
                    .listen()) {
                assertThat(peer)
                        .hasToString("peer on port " + peer.port()
                                + " (speaks TLS, answers HTTP 200; resets on demand, all connections)");
                assertThat(peer.uri("/orders")).hasToString("https://127.0.0.1:" + peer.port() + "/orders");
            }
        }

        @Test
        void isTrustedByWayOfItsAuthority() throws Exception {
            try (var peer = Peer.plan().tls().listen();
                    var client = TlsClient.to(peer)) {
                client.shakeHands();

                var chain = client.socket().getSession().getPeerCertificates();
                assertThat(chain[chain.length - 1]).isEqualTo(peer.tls().authority());
                chain[0].verify(peer.tls().authority().getPublicKey());
            }
        }

        @Test
        void givesItsAuthorityAsAKeyStore() throws Exception {
            try (var peer = Peer.plan().tls().listen()) {
                var store = peer.tls().trustStore();

                assertThat(Collections.list(store.aliases())).containsExactly("peerless-test-authority");
                var certificate = (X509Certificate) store.getCertificate("peerless-test-authority");
                assertThat(certificate).isEqualTo(peer.tls().authority());
            }
        }

        @Test
        void cannotRelay() {
            try (var peer = Peer.plan().tls().listen()) {
                assertThatIllegalStateException()
                        .isThrownBy(() -> peer.relayTo(new InetSocketAddress("127.0.0.1", 5432)))
                        .withMessage("a relay passes on the TLS of its upstream, but this peer speaks TLS itself and is"
                                + " told that it relays to 127.0.0.1:5432");
            }
        }
    }

    @Nested
    class APeerThatDoesNot {

        @Test
        void hasNothingToTrust() {
            try (var peer = Peer.plan().listen()) {
                assertThatIllegalStateException()
                        .isThrownBy(peer::tls)
                        .withMessage(peer + " does not speak TLS; write @PeerSpeaksTls, or Peer.plan().tls() in code");
            }
        }
    }
}
