package dev.peerless.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.peerless.peer.ClientPeer;
import dev.peerless.peer.Peer;
import dev.peerless.plan.Tls;
import dev.peerless.plan.TlsLayer;
import dev.peerless.plan.TlsProtocol;
import dev.peerless.transcript.WireEvent;
import org.junit.jupiter.api.Test;

/** Client peers that speak TLS, by their annotation. */
class ClientTlsAnnotationTest {

    @Test
    void stopsAfterSoMuchOfTheResponse(
            @PeerSpeaksTls @PeerAnswersHttp(body = "hello world") Peer https,
            @ClientSpeaksTls @ClientStops(whenReceived = "hello") ClientPeer browser)
            throws Exception {
        browser.get(https.uri("/"));

        RawClient.await(https, event -> event instanceof WireEvent.Rst);
        assertThat(browser.settledPlan())
                .hasToString("dials, speaks TLS, counts plaintext; resets when receiving \"hello\", all connections");
    }

    @Test
    void readsItsAttributes() {
        assertThat(Meetings.plan(Declared.class, "encrypted").tls())
                .contains(Tls.wellBehaved().withoutCloseNotify().speaking(TlsProtocol.TLS_1_2));
        assertThat(Meetings.plan(Declared.class, "encrypted"))
                .hasToString("dials 2 times, speaks TLSv1.2, never sends close_notify");
    }

    private abstract static class Declared {

        abstract void encrypted(
                @Clients(count = 2)
                        @ClientSpeaksTls(
                                closeNotify = false,
                                faultsCount = TlsLayer.CIPHERTEXT,
                                protocols = TlsProtocol.TLS_1_2)
                        ClientPeer client);
    }
}
